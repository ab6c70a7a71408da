import { describe, expect, it } from '@jest/globals';
import { area, day, moment, money, percent, shortHash, span } from '../../web/lib/format.js';

describe('how amounts, areas and times are written', () => {
  it.each([
    ['909353.16', '909,353.16 元'],
    ['0.00', '0.00 元'],
    ['-1000.50', '-1,000.50 元'],
    ['90071992547409.93', '90,071,992,547,409.93 元'],
  ])('writes %s yuan as %s, exact to the fen', (yuan, written) => {
    expect(money(yuan)).toBe(written);
  });

  it('shows a dash where there is nothing yet', () => {
    expect([money(null), area(undefined), day(null), moment(null)]).toEqual(['—', '—', '—', '—']);
  });

  it.each([
    [8500, '85%'],
    [6167, '61.67%'],
    [10_000, '100%'],
    [0, '0%'],
  ])('writes %d basis points as %s', (basisPoints, written) => {
    expect(percent(basisPoints)).toBe(written);
  });

  it('reads the day in Shanghai, wherever the reader is', () => {
    expect(day('2021-09-07T16:30:00Z')).toBe('2021年9月8日');
    expect(moment('2021-09-07T16:30:00Z')).toBe('2021年9月8日 00:30');
    expect(moment('2021-09-08T00:30:00+08:00')).toBe('2021年9月8日 00:30');
    expect(day('2021-09-08')).toBe('2021年9月8日');
  });

  it.each([
    [0, '0 秒'],
    [59_000, '59 秒'],
    [3_600_000, '1 小时 0 分'],
    [(4 * 24 + 13) * 3_600_000, '4 天 13 小时'],
    [-5, '0 秒'],
  ])('says how long %d ms are: %s', (milliseconds, written) => {
    expect(span(milliseconds)).toBe(written);
  });

  it('shortens a hash so that both ends can be compared', () => {
    expect(shortHash(`${'a'.repeat(32)}${'b'.repeat(32)}`)).toBe('aaaaaaaa…bbbbbbbb');
  });
});
