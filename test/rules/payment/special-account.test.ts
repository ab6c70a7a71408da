import { describe, expect, it } from '@jest/globals';
import { checkSpecialAccount } from '../../../rules/payment/special-account.js';
import { policy } from '../builders.js';

describe('the special account (R-56)', () => {
  it.each([
    [100n, 100n, true, 0n, 0n],
    [101n, 100n, true, 0n, 1n],
    [99n, 100n, false, 1n, 99n],
    [0n, 1n, false, 1n, 0n],
  ])('of %d fen covers %d: %s', (balance, total, passed, missingFen, balanceAfterFen) => {
    expect(checkSpecialAccount(balance, total, policy)).toMatchObject({
      passed,
      value: { missingFen, balanceAfterFen },
    });
  });

  it('says how much is missing', () => {
    expect(checkSpecialAccount(0n, 12_345n, policy).findings[0]?.message).toContain('123.45元');
  });
});
