import { describe, expect, it } from '@jest/globals';
import { isOverdue, paymentDates } from '../../../rules/payment/due-date.js';
import { calendar, policy } from '../builders.js';

describe('payment dates (R-57)', () => {
  it.each([
    ['2026-11-24', null, '2026-12-24', '2026-12-14'],
    ['2026-11-24', 11, '2026-12-07', '2026-11-27'],
    ['2026-11-24', 3, '2026-11-27', '2026-11-24'],
    ['2026-09-01', 30, '2026-10-08', '2026-09-28'],
  ])('effective on %s with a term of %s days: due %s, list on %s', (effective, term, dueOn, prepareOn) => {
    expect(paymentDates(effective, term, calendar, policy)).toEqual({ dueOn, prepareOn });
  });

  it('are overdue only after the due day', () => {
    expect(isOverdue('2026-12-24', '2026-12-24')).toBe(false);
    expect(isOverdue('2026-12-24', '2026-12-25')).toBe(true);
  });
});
