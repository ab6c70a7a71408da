import { describe, expect, it } from '@jest/globals';
import { minimumPeriod, noticePeriod } from '../../../rules/publication/notice-period.js';
import type { NoticeKind } from '../../../rules/vocabulary.js';
import { calendar, policy } from '../builders.js';

describe('the period of a notice (R-21)', () => {
  it.each<[NoticeKind, number | null, string, boolean]>([
    ['area-list', null, '2026-12-01', true],
    ['area-list', 7, '2026-12-01', true],
    ['area-list', 6, '2026-12-01', false],
    ['area-list', 8, '2026-12-02', true],
    ['area-list', 7.5, '2026-12-01', false],
    ['area-list', 3_651, '2026-12-01', false],
    ['plan-draft', 29, '2026-12-24', false],
    ['plan-draft', 60, '2027-01-25', true],
    ['collective-pre-notice', null, '2026-12-08', true],
    ['collective-pre-notice', 9, '2026-12-08', false],
    ['household-results', null, '2026-11-25', true],
    ['household-results', 0, '2026-11-25', false],
  ])('%s wished for %s days ends on %s, allowed: %s', (kind, wished, lastDay, passed) => {
    const decision = noticePeriod(kind, '2026-11-24T02:00:00Z', wished, calendar, policy);
    expect(decision).toMatchObject({ passed, value: { lastDay } });
    if (!passed) expect(decision.findings[0]).toMatchObject({ code: 'PERIOD_TOO_SHORT', field: 'minimumDays' });
  });

  it('starts on the civil day in Shanghai: published late in the evening UTC is the next day there', () => {
    const end = noticePeriod('area-list', '2026-11-24T16:30:00Z', null, calendar, policy).value;
    expect(end.lastDay).toBe('2026-12-02');
  });

  it('names unit and clause of the minimum', () => {
    expect(minimumPeriod('collective-pre-notice', policy)).toEqual({ amount: 10, unit: 'working-day' });
    const refused = noticePeriod('collective-pre-notice', '2026-11-24T02:00:00Z', 9, calendar, policy);
    expect(refused.findings[0]?.message).toContain('10个工作日');
    expect(refused.findings[0]?.basis).toBe('土地管理法实施条例第26条');
  });
});
