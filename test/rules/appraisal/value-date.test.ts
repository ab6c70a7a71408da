import { describe, expect, it } from '@jest/globals';
import { valueDate } from '../../../rules/appraisal/value-date.js';
import type { ValueDateFacts } from '../../../rules/appraisal/value-date.js';
import { codes, policy } from '../builders.js';

const facts = (rest: Partial<ValueDateFacts>): ValueDateFacts => ({
  mode: 'negotiated',
  fixedByTown: null,
  decisionNoticeOn: null,
  setByPlan: null,
  conversion: null,
  ...rest,
});
const converted = { on: '2026-11-24', earlierValueDate: '2026-05-01' };

describe('the value date (R-33)', () => {
  it.each<[string, Partial<ValueDateFacts>, string | null, string[]]>([
    ['set by the town', { fixedByTown: '2026-05-01' }, '2026-05-01', []],
    ['not yet set', {}, null, ['VALUE_DATE_MISSING']],
    ['a plan sets none for the town', { setByPlan: '2026-05-01' }, null, ['VALUE_DATE_MISSING']],
    ['the day of the notice', { mode: 'state', decisionNoticeOn: '2026-06-01' }, '2026-06-01', []],
    ['no notice yet', { mode: 'state', setByPlan: '2026-05-01' }, null, ['VALUE_DATE_MISSING']],
    [
      'the town cannot set it on state-owned land',
      { mode: 'state', decisionNoticeOn: '2026-06-01', fixedByTown: '2026-05-01' },
      null,
      ['MODE_NOT_APPLICABLE'],
    ],
    ['set by plan', { mode: 'collective', setByPlan: '2026-07-01' }, '2026-07-01', []],
    [
      'not by the town there either',
      { mode: 'collective', fixedByTown: '2026-07-01' },
      null,
      ['VALUE_DATE_MISSING', 'MODE_NOT_APPLICABLE'],
    ],
    [
      'new on the day of conversion',
      { mode: 'state', decisionNoticeOn: '2026-11-24', conversion: converted },
      '2026-11-24',
      [],
    ],
    [
      'a day before it',
      { mode: 'state', decisionNoticeOn: '2026-11-23', conversion: converted },
      null,
      ['VALUE_DATE_NOT_NEW'],
    ],
    [
      'the old one again',
      { mode: 'collective', setByPlan: '2026-12-01', conversion: { on: '2026-11-24', earlierValueDate: '2026-12-01' } },
      null,
      ['VALUE_DATE_NOT_NEW'],
    ],
  ])('%s', (_story, rest, expected, refused) => {
    const { value, findings } = valueDate(facts(rest), policy);
    expect([value, codes(findings)]).toEqual([expected, refused]);
  });
});
