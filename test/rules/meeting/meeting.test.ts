import { describe, expect, it } from '@jest/globals';
import { checkMinutes } from '../../../rules/meeting/minutes.js';
import type { Minutes } from '../../../rules/meeting/minutes.js';
import { nextMeeting } from '../../../rules/meeting/schedule.js';
import { calendar, codes, policy } from '../builders.js';

describe('the regular meeting (R-28)', () => {
  it.each([
    ['two weeks after the last', '2026-11-02', '2026-11-16', '2026-11-16', []],
    ['a day late', '2026-11-02', '2026-11-17', '2026-11-16', ['OVERDUE']],
    ['counted from the start of the project', null, '2026-11-24', '2026-12-08', []],
    ['after the holidays when the day is one', '2026-09-21', '2026-10-08', '2026-10-08', []],
  ])('%s', (_story, last, today, dueOn, expected) => {
    const decision = nextMeeting(last, '2026-11-24', today, calendar, policy);
    expect([decision.value.dueOn, codes(decision.findings)]).toEqual([dueOn, expected]);
  });
});

const decision = { text: '统一搬迁费口径', ownerId: '房管甲', dueOn: '2026-11-24' };
const reading = { rule: '方案第十二条', reading: '按证计算', validFrom: '2026-11-25' };
const minutes: Minutes = {
  heldOn: '2026-11-24',
  bodies: ['区房管局', '街镇'],
  recordedById: '记录甲',
  confirmedById: '确认乙',
  decisions: [decision],
  interpretations: [],
};

describe('the minutes (R-27, R-28, R-29)', () => {
  it.each<[string, Partial<Minutes>, string[]]>([
    ['due on the day itself', {}, []],
    ['due the day before', { decisions: [{ ...decision, dueOn: '2026-11-23' }] }, ['decisions[0].dueOn']],
    ['due some time', { decisions: [{ ...decision, dueOn: '' }] }, ['decisions[0].dueOn']],
    ['nobody’s task', { decisions: [decision, { ...decision, ownerId: ' ' }] }, ['decisions[1].ownerId']],
    ['nothing to do', { decisions: [{ ...decision, text: '' }] }, ['decisions[0].text']],
    ['nothing decided', { decisions: [] }, ['decisions']],
    ['only a reading of a rule', { decisions: [], interpretations: [reading] }, []],
    [
      'a reading from the day itself',
      { interpretations: [{ ...reading, validFrom: '2026-11-24' }] },
      ['interpretations[0].validFrom'],
    ],
    [
      'a reading of nothing',
      { interpretations: [{ rule: '', reading: '', validFrom: '' }] },
      ['interpretations[0].rule', 'interpretations[0].reading', 'interpretations[0].validFrom'],
    ],
    ['one body alone', { bodies: ['街镇', '街镇'] }, ['bodies']],
    ['confirmed by the recorder', { confirmedById: '记录甲' }, ['confirmedById']],
  ])('%s', (_story, rest, expected) => {
    expect(checkMinutes({ ...minutes, ...rest }, policy).findings.map(({ field }) => field)).toEqual(expected);
  });
});
