import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  compareInstants,
  dateFromDayNumber,
  dayNumber,
  endOfDay,
  formatDate,
  formatInstant,
  isBefore,
  isIsoDate,
  shanghaiDateOf,
  weekday,
  withMilliseconds,
} from '../../rules/dates.js';

describe('dates without a clock', () => {
  it('agrees with the calendar of the machine over four centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 90_000 }), (days) => {
        const real = new Date(days * 86_400_000);
        const text = real.toISOString().slice(0, 10);
        expect(dateFromDayNumber(days)).toBe(text);
        expect(dayNumber(text)).toBe(days);
        expect(weekday(text)).toBe(real.getUTCDay());
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-1', '', 'gestern', '2026-11-24T00:00:00Z'])(
    'knows that %j is no date',
    (text) => {
      expect(isIsoDate(text)).toBe(false);
    },
  );

  it('knows leap days', () => {
    expect(isIsoDate('2028-02-29')).toBe(true);
    expect(isIsoDate('2000-02-29')).toBe(true);
    expect(isIsoDate('2100-02-29')).toBe(false);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-01-31', 13, '2028-02-29'],
    ['2026-11-24', 12, '2027-11-24'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('counts months from %s by %d to the corresponding or the last day', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it.each([
    ['2026-11-24T15:59:59Z', '2026-11-24'],
    ['2026-11-24T16:00:00Z', '2026-11-25'],
    ['2026-11-24T00:00:00.000Z', '2026-11-24'],
    ['2026-12-31T23:30:00Z', '2027-01-01'],
  ])('takes the civil date in Shanghai at %s', (instant, expected) => {
    expect(shanghaiDateOf(instant)).toBe(expected);
  });

  it.each([
    ['2026-12-02T16:00:00Z', '2026年12月3日 00:00'],
    ['2026-12-02T15:59:59.999Z', '2026年12月2日 23:59'],
    ['2026-12-31T16:05:00.000Z', '2027年1月1日 00:05'],
    ['2026-11-24T01:07:00Z', '2026年11月24日 09:07'],
  ])('writes %s for people as %s', (instant, written) => {
    expect(formatInstant(instant)).toBe(written);
  });

  it('writes a date for people without leading zeros, and refuses what is none', () => {
    expect(formatDate('2026-01-03')).toBe('2026年1月3日');
    expect(() => formatDate('2026-1-3')).toThrow(RangeError);
    expect(() => formatInstant('2026-01-03')).toThrow(RangeError);
  });

  it('ends a day at midnight in Shanghai', () => {
    expect(shanghaiDateOf(endOfDay('2026-11-24'))).toBe('2026-11-25');
  });

  it.each([
    ['2026-11-24T08:00:00Z', '2026-11-24T08:00:00.001Z', true],
    ['2026-11-24T08:00:00.000Z', '2026-11-24T08:00:00Z', false],
    ['2026-11-24T08:00:00Z', '2026-11-24T08:00:00.000Z', false],
    ['2026-11-24T08:00:00.9Z', '2026-11-24T08:00:01Z', true],
  ])('compares %s and %s whatever fraction they carry', (first, second, expected) => {
    expect(isBefore(first, second)).toBe(expected);
    expect(compareInstants(first, second) < 0).toBe(expected);
    expect(compareInstants(first, first)).toBe(0);
  });

  it('has one form for hashing', () => {
    const forms = ['2026-11-24T08:00:00Z', '2026-11-24T08:00:00.0Z', '2026-11-24T08:00:00.000000Z'];
    expect(new Set(forms.map(withMilliseconds))).toEqual(new Set(['2026-11-24T08:00:00.000Z']));
  });

  it('throws on what is no date or instant, which is a fault of the caller', () => {
    expect(() => dayNumber('heute')).toThrow(RangeError);
    expect(() => shanghaiDateOf('2026-11-24 08:00')).toThrow(RangeError);
    expect(() => shanghaiDateOf('2026-11-24T25:00:00Z')).toThrow(RangeError);
    expect(() => addMonths('morgen', 1)).toThrow(RangeError);
  });
});
