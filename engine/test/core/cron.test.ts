import { describe, expect, it } from '@jest/globals';
import { parseCron } from '../../elements/cron.js';

/** 2026-03-01T08:00Z, a Sunday. */
const NOW = Date.parse('2026-03-01T08:00:00Z');

function dates(text: string, count: number): string[] {
  const cron = parseCron(text);
  const found: number[] = [];
  while (found.length < count) found.push(cron.next(found.at(-1) ?? NOW));
  return found.map((ms) => new Date(ms).toISOString().slice(0, 16));
}

describe('a cron expression', () => {
  it.each([
    ['0 0 9-17 * * MON-FRI', ['2026-03-02T09:00', '2026-03-02T10:00']],
    ['0 0/30 8-10 * * *', ['2026-03-01T08:30', '2026-03-01T09:00']],
    ['0 0 8,20 * * ?', ['2026-03-01T20:00', '2026-03-02T08:00']],
    ['0 0 0 L * *', ['2026-03-31T00:00', '2026-04-30T00:00']],
    ['0 0 0 L-3 * *', ['2026-03-28T00:00', '2026-04-27T00:00']],
    ['0 0 0 1W * *', ['2026-03-02T00:00', '2026-04-01T00:00']],
    ['0 0 0 15W 8,11 *', ['2026-08-14T00:00', '2026-11-16T00:00']],
    ['0 0 0 LW 5,8 *', ['2026-05-29T00:00', '2026-08-31T00:00']],
    ['0 0 0 * * 5L', ['2026-03-27T00:00', '2026-04-24T00:00']],
    ['0 0 0 ? * THUL', ['2026-03-26T00:00', '2026-04-30T00:00']],
    ['0 0 0 ? * MON#1', ['2026-03-02T00:00', '2026-04-06T00:00']],
    ['0 0 0 * * FRI-SUN', ['2026-03-06T00:00', '2026-03-07T00:00', '2026-03-08T00:00']],
    ['0 0 0 * * 0', ['2026-03-08T00:00']],
    ['0 0 0 * * 7', ['2026-03-08T00:00']],
    ['0 0 0 1 jan *', ['2027-01-01T00:00']],
    // All fields have to agree.
    ['0 0 0 13 * FRI', ['2026-03-13T00:00', '2026-11-13T00:00']],
    ['0 0 0 29 2 MON', ['2044-02-29T00:00', '2072-02-29T00:00']],
    ['@yearly', ['2027-01-01T00:00']],
    ['@monthly', ['2026-04-01T00:00']],
    ['@weekly', ['2026-03-08T00:00']],
    ['@midnight', ['2026-03-02T00:00']],
    ['@hourly', ['2026-03-01T09:00']],
  ])('%s', (text, expected) => {
    expect(dates(text, expected.length)).toEqual(expected);
  });

  it('is due strictly later, to the second', () => {
    const cron = parseCron('*/10 * * * * *');
    expect(cron.next(NOW)).toBe(NOW + 10_000);
    expect(cron.next(NOW + 9_999)).toBe(NOW + 10_000);
  });

  it.each([
    ['0 0 * * *', 'six fields'],
    ['0 0 0 * * * *', 'six fields'],
    ['60 * * * * *', "'60' is not within 0 and 59"],
    ['0 0 0 32 * *', "'32' is not within 1 and 31"],
    ['0 0 0 * 13 *', "'13' is not within 1 and 12"],
    ['0 0 0 * * MOON', "'MOON' is not within"],
    ['0 0 10-8 * * *', "'10-8' is not within"],
    ['0 0 0/0 * * *', "'0/0' is not within"],
  ])('is refused: %s', (text, reason) => {
    expect(() => parseCron(text)).toThrow(reason);
  });

  it('that is never due says so', () => {
    expect(() => parseCron('0 0 0 31 2 *').next(NOW)).toThrow('never due');
  });
});
