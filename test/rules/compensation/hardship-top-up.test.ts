import { describe, expect, it } from '@jest/globals';
import { hardshipTopUp } from '../../../rules/compensation/hardship-top-up.js';
import { policy } from '../builders.js';

const figures = { persons: 7, conversionPriceFen: 2_150_000n };
const FLOOR = 331_100_000n;

describe('the hardship floor', () => {
  it('gives the published case to the fen', () => {
    const topUp = hardshipTopUp(figures, 315_256_011n, policy);
    expect(topUp).toMatchObject({ name: 'hardship-top-up', fen: 15_843_989n });
    expect(topUp.basis).toBe('折算单价21500.00元/㎡ × 7人 × 22.00㎡/人 － 公式补偿3152560.11元；市政府令第71号第31条');
  });

  it.each([
    [FLOOR - 1n, 1n],
    [FLOOR, 0n],
    [FLOOR + 1n, 0n],
    [0n, FLOOR],
  ])('adds to a compensation of %d fen: %d', (formula, expected) => {
    expect(hardshipTopUp(figures, formula, policy).fen).toBe(expected);
  });

  it('explains why nothing is added', () => {
    expect(hardshipTopUp(figures, FLOOR, policy).basis).toContain('不需补足');
  });
});
