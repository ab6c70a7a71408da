import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { composePaymentList, listTotalFindings, totalOf } from '../../../rules/payment/compose-list.js';
import type { PaymentCandidate, PaymentClaim } from '../../../rules/payment/compose-list.js';
import { codes, policy } from '../builders.js';

const claim = (id: string, rest: Partial<PaymentClaim> = {}): PaymentClaim => ({
  kind: 'agreement',
  id: `claim-${id}`,
  payee: 'household',
  due: true,
  totalFen: 90_935_316n,
  ...rest,
});
const candidate = (id: string, rest: Partial<PaymentCandidate> = {}): PaymentCandidate => ({
  itemId: `item-${id}`,
  householdNumber: id,
  claim: claim(id),
  amountFen: 90_935_316n,
  holderName: '住户甲',
  payeeName: '住户甲',
  payeeAccount: '6222000000000000',
  payeeAuthorised: false,
  status: 'due',
  ...rest,
});

describe('the disbursement list (R-58)', () => {
  it('holds each sealed and effective agreement once, in full (R-55)', () => {
    const decision = composePaymentList([candidate('0001'), candidate('0002', { status: 'failed' })], policy);
    expect(decision).toMatchObject({ passed: true, value: { totalFen: 181_870_632n } });
    expect(decision.value.itemIds).toEqual(['item-0001', 'item-0002']);
  });

  it.each<[string, Partial<PaymentCandidate>, string[]]>([
    ['an agreement not sealed or not effective', { claim: claim('2', { due: false }) }, ['AGREEMENT_NOT_PAYABLE']],
    [
      'a decision not carried out (R-15)',
      { claim: claim('2', { kind: 'decision', due: false }) },
      ['AGREEMENT_NOT_PAYABLE'],
    ],
    ['a decision carried out (R-15)', { claim: claim('2', { kind: 'decision' }) }, []],
    ['one fen too little', { amountFen: 90_935_315n }, ['AMOUNT_MISMATCH']],
    ['one fen too much', { amountFen: 90_935_317n }, ['AMOUNT_MISMATCH']],
    ['nothing to pay', { amountFen: 0n, claim: claim('2', { totalFen: 0n }) }, ['AMOUNT_MISMATCH']],
    ['another payee', { payeeName: '住户乙' }, ['PAYEE_MISMATCH']],
    ['another payee with a notarised agreement', { payeeName: '住户乙', payeeAuthorised: true }, []],
    ['no account', { payeeAccount: ' ' }, ['FIELD_MISSING']],
    ['a sum on another list', { status: 'listed' }, ['ITEM_LISTED_TWICE']],
    ['a sum already paid', { status: 'paid' }, ['ITEM_LISTED_TWICE']],
    [
      'everything wrong',
      { claim: claim('2', { due: false }), payeeName: '住户乙', payeeAccount: '', amountFen: 1n, status: 'sent' },
      ['AGREEMENT_NOT_PAYABLE', 'PAYEE_MISMATCH', 'FIELD_MISSING', 'AMOUNT_MISMATCH', 'ITEM_LISTED_TWICE'],
    ],
  ])('with %s', (_story, rest, expected) => {
    const decision = composePaymentList([candidate('0001'), candidate('0002', rest)], policy);
    expect(codes(decision.findings)).toEqual(expected);
    if (expected.length > 0) expect(decision.findings[0]).toMatchObject({ field: 'item-0002' });
  });

  it('is refused when one item or one agreement is on it twice', () => {
    const twice = composePaymentList([candidate('0001'), candidate('0001')], policy);
    expect(codes(twice.findings)).toEqual(['ITEM_LISTED_TWICE']);
    const sameAgreement = [candidate('0001'), candidate('0002', { claim: claim('0001') })];
    expect(codes(composePaymentList(sameAgreement, policy).findings)).toEqual(['ITEM_LISTED_TWICE']);
  });

  it('is not made empty', () => {
    expect(codes(composePaymentList([], policy).findings)).toEqual(['LIST_EMPTY']);
  });

  it('sums to the fen', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(1n, 10n ** 12n)), (amounts) => {
        const items = amounts.map((amountFen) => ({ amountFen }));
        expect(listTotalFindings(totalOf(items), items)).toEqual([]);
        expect(codes(listTotalFindings(totalOf(items) + 1n, items))).toEqual(['AMOUNT_MISMATCH']);
      }),
    );
  });
});
