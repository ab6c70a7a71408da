import { createHash } from 'node:crypto';
import type { TaskDetail } from '../../api/contract/index.js';
import { areaFactor, formatYuan, multiplyHalfUp, parseSqm } from '../../rules/units.js';
import type { Play, PlayedTask } from './play-task.js';
import { enters, lineOf, says, today } from './plays.js';

/** Price that the sample's agency finds for the first household, in fen per m²; each further one a little more. */
const FIRST_PRICE_FEN = 6_000_000n;
const STEP_FEN = 10_000n;

type Fill = (known: readonly string[], index: number) => readonly string[];

/** Downloads the table of the task, fills in its rows and uploads it; answers the id of the paper. */
async function fillIn({ task, session }: PlayedTask, fill: Fill): Promise<string> {
  const text = await session.getText(`/api/tasks/${task.taskKey}/worksheet`);
  const [header = '', ...lines] = text.replace('\uFEFF', '').trimEnd().split('\r\n');
  const rows = lines.map((line, index) => fill(line.slice(1, -1).split('","'), index).join(','));
  const file = new File([`${[header, ...rows].join('\n')}\n`], '填好的表格.csv', { type: 'text/csv' });
  return (await session.upload<{ id: string }>(`/api/tasks/${task.taskKey}/documents`, {}, file)).id;
}

/** Number, area, price, value, photos of the visit, signed by the owner. */
const appraised: Fill = ([number = '', area = '', price = ''], index) => {
  const parsed = parseSqm(area, { field: '面积', label: '面积', example: '18.33' });
  if (!parsed.ok) throw new Error(parsed.finding.message);
  const priceFen = FIRST_PRICE_FEN + BigInt(index) * STEP_FEN;
  const value = formatYuan(multiplyHalfUp(priceFen, areaFactor(parsed.value)));
  return [number, area, price === '' ? formatYuan(priceFen) : price, value, '3', '是'];
};

const reported: Fill = (known, index) => {
  const [number = ''] = known;
  const hash = createHash('sha256').update(`报告 ${number}`).digest('hex');
  return [...appraised(known, index), `沪估示例-${number}`, '估价师甲、估价师乙', '是', hash];
};

const submits = (fill: Fill): Play => enters('submitted', async (played) => ({ results: await fillIn(played, fill) }));

const datesSet = enters('date-set', async (played) => ({ valueDate: await today(played), ground: '示例街镇文件' }));

/** On state-owned land the day the decision was published, which the sheet names. */
const dateTaken = enters('date-set', async (played) => ({
  valueDate: lineOf(played.task, '公告日') ?? (await today(played)),
  ground: '征收决定公告或补偿方案',
}));

const EXPERTS = ['评估专家甲', '评估专家乙', '评估专家丙'].map((name) => ({
  name,
  registeredValuer: true,
  interested: false,
}));

/**
 * How the sample's houses are appraised: nothing is returned, every report is delivered on the day, and what a household
 * objects to is kept.
 */
export const APPRAISAL_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'set-value-date': datesSet,
  'take-value-date': dateTaken,
  'enter-preliminary-results': submits(appraised),
  'explain-on-site': enters('explained', async (played) => ({
    place: '示例居民委员会',
    explainedOn: await today(played),
    households: 1,
    questions: '无',
  })),
  'issue-final-reports': submits(reported),
  'review-reports': says('approved'),
  'judge-referred-reports': enters('approved', () => ({
    experts: EXPERTS,
    faulty: false,
    opinion: '估价方法和参数恰当，结果合理。',
  })),
  'hand-down-reports': says('handed-down'),
  'deliver-reports': enters('delivered', async (played) => {
    const day = await today(played);
    return { deliveries: await fillIn(played, ([number = '']) => [number, day, '当面签收']) };
  }),
  'answer-reappraisal': enters('kept', () => ({ answer: '经复核，可比实例和修正系数恰当，维持原结果。' })),
  'determine-report': enters('approved', () => ({ experts: EXPERTS, opinion: '报告的方法、参数和结果恰当。' })),
};
