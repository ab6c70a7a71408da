import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../rules/dates.js';
import { isWorkingDay, periodEnd } from '../../rules/period.js';
import type { PeriodUnit } from '../../rules/period.js';
import { calendar } from './builders.js';

describe('periods', () => {
  it.each<[string, number, PeriodUnit, string, string]>([
    ['the start day does not count', 7, 'calendar-day', '2026-11-24', '2026-12-01'],
    ['an end on Saturday moves to Monday', 4, 'calendar-day', '2026-11-24', '2026-11-30'],
    ['an end on Friday stays', 3, 'calendar-day', '2026-11-24', '2026-11-27'],
    ['an end in the holidays moves behind them', 7, 'calendar-day', '2026-09-25', '2026-10-08'],
    ['an end on a worked Saturday stays', 1, 'calendar-day', '2026-10-09', '2026-10-10'],
    ['working days skip weekends', 5, 'working-day', '2026-11-24', '2026-12-01'],
    ['working days skip holidays and count worked weekends', 3, 'working-day', '2026-09-30', '2026-10-10'],
    ['months go to the corresponding day', 1, 'month', '2026-10-24', '2026-11-24'],
    ['months move on as well', 1, 'month', '2026-09-03', '2026-10-08'],
  ])('%s', (_story, amount, unit, start, end) => {
    expect(periodEnd(start, { amount, unit }, calendar)).toEqual({
      lastDay: end,
      endsAt: `${end}T16:00:00Z`,
      calendarKnown: true,
    });
  });

  it('says when holidays of the year are not announced yet', () => {
    const end = periodEnd('2026-12-20', { amount: 30, unit: 'calendar-day' }, calendar);
    expect(end).toMatchObject({ lastDay: '2027-01-19', calendarKnown: false });
    expect(periodEnd('2025-12-31', { amount: 5, unit: 'calendar-day' }, calendar).calendarKnown).toBe(false);
  });

  it('never ends before its length has passed, and always on a working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 120 }), (offset, amount) => {
        const start = addDays('2026-01-01', offset);
        const { lastDay } = periodEnd(start, { amount, unit: 'calendar-day' }, calendar);
        expect(lastDay >= addDays(start, amount)).toBe(true);
        expect(isWorkingDay(lastDay, calendar)).toBe(true);
        const working = periodEnd(start, { amount, unit: 'working-day' }, calendar).lastDay;
        expect(working >= lastDay).toBe(true);
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('has no length of %d', (amount) => {
    expect(() => periodEnd('2026-11-24', { amount, unit: 'calendar-day' }, calendar)).toThrow(RangeError);
  });
});
