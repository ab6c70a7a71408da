import type { SmallBpmn } from './small-bpmn.js';

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Forty elements in six lanes: a long case that visits every role twice, with a way back from each gateway. */
const longCase = (): SmallBpmn => {
  const lanes = range(6).map((lane) => {
    const steps = [lane, lane + 6].map((step) => `task:T${String(step)} xor:X${String(step)} work:W${String(step)}`);
    const ends = lane === 0 ? 'start:S ' : lane === 5 ? 'end:E work:R end:Q ' : '';
    return `岗位${String(lane)}: ${ends}${steps.join(' ')}`;
  });
  const forward = range(12).flatMap((step) => {
    const [task, gateway, work] = ['T', 'X', 'W'].map((letter) => `${letter}${String(step)}`);
    const next = step === 11 ? 'E' : `T${String(step + 1)}`;
    const back = step % 4 === 3 ? `T${String(step - 2)}` : 'R';
    return [`${task}>${gateway}`, `${gateway}>${work}:通过`, `${work}>${next}`, `${gateway}>${back}:退回`];
  });
  return { lanes, flows: ['S>T0', ...forward, 'R>Q'] };
};

export const HARD: Readonly<Record<string, SmallBpmn>> = {
  'two nested subprocesses': {
    lanes: [
      '经办人: start:S sub:P task:A/P sub:Q/P task:B/Q timer:L@B/Q end:M/Q end:C/Q start:I/P start:J/Q xor:G/P end:D/P end:E timer:N@P work:R end:O',
      '系统: esub:V start:K/V work:F/V end:H/V work:W',
    ],
    flows: [
      'S>P',
      'P>W',
      'W>E',
      'I>A',
      'A>Q',
      'Q>G',
      'G>D:通过',
      'G>A:退回',
      'J>B',
      'B>C',
      'L>M',
      'N>R',
      'R>O',
      'K>F',
      'F>H',
    ],
  },
  'three return loops': {
    lanes: ['经办人: start:S xor:J task:A xor:G task:B xor:H', '系统: work:C xor:K end:E'],
    flows: ['S>J', 'J>A', 'A>G', 'G>B:通过', 'G>J:退回', 'B>H', 'H>C:通过', 'H>J:退回', 'C>K', 'K>E:完成', 'K>A:退回'],
  },
  'a timer on every task': {
    lanes: [
      '催办: work:R end:Q',
      '甲: start:S task:A timer:TA@A end:EA task:B timer:TB@B end:EB timer:UB@B',
      '乙: task:C timer:TC@C timer:UC@C end:EC end:FC task:D timer:TD@D work:WD end:ED end:E',
    ],
    flows: ['S>A', 'A>B', 'B>C', 'C>D', 'D>E', 'TA>EA', 'TB>EB', 'UB>R', 'R>Q', 'TC>EC', 'UC>FC', 'TD>WD', 'WD>ED'],
  },
  'a fork of three, joined': {
    lanes: ['甲: start:S and:F task:A task:B task:C and:J end:E'],
    flows: ['S>F', 'F>A', 'F>B', 'F>C', 'A>J', 'B>J', 'C>J', 'J>E'],
  },
  'a fork of five over three lanes, joined': {
    lanes: ['甲: start:S and:F task:A task:B and:J end:E', '乙: task:C task:D', '丙: work:G'],
    flows: ['S>F', ...['A', 'B', 'C', 'D', 'G'].flatMap((id) => [`F>${id}`, `${id}>J`]), 'J>E'],
  },
  'an event-based gateway': {
    lanes: ['系统: start:S any:G catch:A catch:B catch:C work:D work:F end:E end:H'],
    flows: ['S>G', 'G>A', 'G>B', 'G>C', 'A>D', 'D>E', 'B>F', 'F>G', 'C>H'],
  },
  'forty elements in six lanes': longCase(),
};
