import { describe, expect, it } from '@jest/globals';
import { mayApprovePayment, mayReleasePayment, PAYMENT_LEVELS } from '../../../rules/payment/levels.js';
import type { PaymentLevel } from '../../../rules/payment/levels.js';
import { caseAct, codes, policy } from '../builders.js';

const approved = (level: PaymentLevel, personId: string = level, listHash = 'h1') =>
  caseAct(level, personId, { caseKind: 'payment-list', verdict: 'approved', contentHash: listHash });
const made = caseAct('make-payment-list', '编制甲', { verdict: 'made', contentHash: 'h1' });
const all = PAYMENT_LEVELS.map((level) => approved(level));
const state = (...caseActs: ReturnType<typeof caseAct>[]) => ({ listHash: 'h1', caseActs });
const [first, second, third, fourth] = PAYMENT_LEVELS;

describe('the four levels (R-59)', () => {
  it('follow one another', () => {
    for (const [index, level] of PAYMENT_LEVELS.entries()) {
      const before = all.slice(0, index);
      expect(mayApprovePayment(level, 'h1', 'approved', state(made, ...before), policy).passed).toBe(true);
      if (index === 0) continue;
      const jumped = mayApprovePayment(level, 'h1', 'approved', state(made, ...before.slice(1)), policy);
      expect(codes(jumped.findings)).toEqual(['LEVEL_NOT_DUE']);
    }
  });

  it.each([
    ['twice the same level', first, 'h1', 'approved', state(approved(first)), ['GATE_ALREADY_PASSED']],
    ['an older list on the screen', first, 'h0', 'approved', state(), ['LIST_CHANGED']],
    ['an unknown verdict', first, 'h1', 'returned', state(), ['VERDICT_INVALID']],
    ['approvals of another list', second, 'h1', 'approved', state(approved(first, 'x', 'h0')), ['LEVEL_NOT_DUE']],
    [
      'a refusal empties the levels before it',
      third,
      'h1',
      'approved',
      state(approved(first), caseAct(second, 'x', { verdict: 'refused', contentHash: 'h1' })),
      ['LEVEL_NOT_DUE'],
    ],
    [
      'a withdrawn approval',
      second,
      'h1',
      'approved',
      state({ ...approved(first), withdrawn: true }),
      ['LEVEL_NOT_DUE'],
    ],
    ['everything wrong', fourth, 'h0', 'no', state(), ['VERDICT_INVALID', 'LIST_CHANGED', 'LEVEL_NOT_DUE']],
  ])('refuse %s', (_story, level, seen, verdict, given, expected) => {
    expect(codes(mayApprovePayment(level, seen, verdict, given, policy).findings)).toEqual(expected);
  });

  it('may refuse as well as approve', () => {
    expect(mayApprovePayment(first, 'h1', 'refused', state(made), policy).passed).toBe(true);
  });
});

describe('the release (R-61)', () => {
  it('follows four approvals by four persons other than the maker', () => {
    expect(mayReleasePayment('h1', state(made, ...all), policy).passed).toBe(true);
  });

  it('is refused while one level is missing, whichever it is', () => {
    for (const level of PAYMENT_LEVELS) {
      const decision = mayReleasePayment('h1', state(made, ...all.filter(({ act }) => act !== level)), policy);
      expect(codes(decision.findings)).toEqual(['PAYMENT_INCOMPLETE']);
    }
  });

  it('is refused when one person approved two levels, or the maker one (SD8)', () => {
    const double = [made, ...all.slice(0, 3), approved(fourth, first)];
    expect(codes(mayReleasePayment('h1', state(...double), policy).findings)).toEqual(['DUTY_NOT_SEPARATED']);
    const maker = [made, ...all.slice(0, 3), approved(fourth, '编制甲')];
    expect(codes(mayReleasePayment('h1', state(...maker), policy).findings)).toEqual(['DUTY_NOT_SEPARATED']);
    const corrector = [caseAct('correct-payee', first), ...all];
    expect(codes(mayReleasePayment('h1', state(...corrector), policy).findings)).toEqual(['DUTY_NOT_SEPARATED']);
  });

  it('is refused for a list that changed after the approvals', () => {
    const decision = mayReleasePayment('h1', { listHash: 'h2', caseActs: [made, ...all] }, policy);
    expect(codes(decision.findings)).toEqual(['LIST_CHANGED', 'PAYMENT_INCOMPLETE']);
  });
});
