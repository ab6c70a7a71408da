import { describe, expect, it } from '@jest/globals';
import { matchReceipts } from '../../../rules/payment/match-receipts.js';
import type { BankReceipt } from '../../../rules/payment/match-receipts.js';
import { codes, policy } from '../builders.js';

const instructions = [
  { endToEndId: 'E1', amountFen: 100n },
  { endToEndId: 'E2', amountFen: 200n },
];
const receipt = (endToEndId: string, amountFen: bigint, status: BankReceipt['status'] = 'paid'): BankReceipt => ({
  endToEndId,
  amountFen,
  status,
  reason: status === 'failed' ? '账号户名不符' : null,
});

describe('receipts of the bank (R-60)', () => {
  it('match their instructions to the fen; the rest stays open', () => {
    const { passed, value } = matchReceipts(instructions, [receipt('E1', 100n)], policy);
    expect(passed).toBe(true);
    expect(value.matched.map(({ endToEndId }) => endToEndId)).toEqual(['E1']);
    expect(value.open.map(({ endToEndId }) => endToEndId)).toEqual(['E2']);
  });

  it.each([
    ['one fen less', [receipt('E1', 99n)], ['AMOUNT_MISMATCH']],
    ['a payment nobody ordered', [receipt('E9', 100n)], ['RECEIPT_UNKNOWN']],
    ['paid and failed at once', [receipt('E1', 100n), receipt('E1', 100n, 'failed')], ['RECEIPT_DUPLICATE']],
    ['the same statement twice', [receipt('E1', 100n), receipt('E1', 100n)], []],
    ['two faults', [receipt('E9', 1n), receipt('E2', 201n)], ['RECEIPT_UNKNOWN', 'AMOUNT_MISMATCH']],
  ])('%s', (_story, receipts, expected) => {
    const decision = matchReceipts(instructions, receipts, policy);
    expect(codes(decision.findings)).toEqual(expected);
    expect(decision.value.matched.length).toBeLessThanOrEqual(1);
  });
});
