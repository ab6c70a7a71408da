import { describe, expect, it } from '@jest/globals';
import {
  gateDue,
  hasOpenReturn,
  mayReview,
  passedGates,
  REVIEW_GATES,
  verdictFindings,
} from '../../../rules/review/gates.js';
import type { ReviewGate } from '../../../rules/review/gates.js';
import { caseAct, codes, policy } from '../builders.js';

const approved = (act: ReviewGate, contentHash = 'h1') => caseAct(act, act, { verdict: 'approved', contentHash });
const returned = (act: ReviewGate, contentHash = 'h1') =>
  caseAct(act, act, { verdict: 'returned', returnReason: 'a', contentHash });
const rectified = caseAct('rectify-file-bag', '经办甲', { verdict: 'rectified' });
const [first, second, third, fourth] = REVIEW_GATES;
const state = (...caseActs: ReturnType<typeof caseAct>[]) => ({ contentHash: 'h1', caseActs });

describe('the gates of a file bag (R-37)', () => {
  it.each([
    ['nothing yet', state(), first],
    ['the first passed', state(approved(first)), second],
    ['three passed', state(approved(first), approved(second), approved(third)), fourth],
    ['all passed', state(...REVIEW_GATES.map((gate) => approved(gate))), null],
    ['approvals of other content', state(...REVIEW_GATES.map((gate) => approved(gate, 'h0'))), first],
    ['a withdrawn approval', state({ ...approved(first), withdrawn: true }), first],
    ['a return empties what was approved', state(approved(first), returned(second)), first],
    ['approved anew after the return', state(approved(first), returned(second), rectified, approved(first)), second],
    ['an approval that came twice', state(approved(first), approved(first)), second],
  ])('with %s', (_story, given, expected) => {
    expect(gateDue(given)).toBe(expected);
  });

  it('follow one another: no gate is jumped (R-38, R-51)', () => {
    for (const [index, gate] of REVIEW_GATES.entries()) {
      const before = REVIEW_GATES.slice(0, index).map((each) => approved(each));
      expect(mayReview(gate, 'h1', { verdict: 'approved' }, state(...before), policy).passed).toBe(true);
      if (index > 0) {
        const jumped = mayReview(gate, 'h1', { verdict: 'approved' }, state(...before.slice(1)), policy);
        expect(codes(jumped.findings)).toEqual(['GATE_NOT_DUE']);
      }
    }
  });

  it('are not passed twice', () => {
    const again = mayReview(first, 'h1', { verdict: 'approved' }, state(approved(first)), policy);
    expect(codes(again.findings)).toEqual(['GATE_ALREADY_PASSED']);
  });

  it('refuse a reviewer who looked at older content', () => {
    expect(codes(mayReview(first, 'h0', { verdict: 'approved' }, state(), policy).findings)).toEqual([
      'CONTENT_CHANGED',
    ]);
  });

  it('stay shut while a return is open (R-40, R-41)', () => {
    const open = state(returned(first));
    expect(codes(mayReview(first, 'h1', { verdict: 'approved' }, open, policy).findings)).toEqual(['RETURN_OPEN']);
    expect(mayReview(first, 'h1', { verdict: 'approved' }, state(returned(first), rectified), policy).passed).toBe(
      true,
    );
    expect(hasOpenReturn([returned(first), { ...rectified, withdrawn: true }])).toBe(true);
    expect(hasOpenReturn([returned(first), rectified, returned(first)])).toBe(true);
  });

  it('say everything that is wrong', () => {
    const wrong = mayReview(fourth, 'h0', { verdict: 'returned' }, state(returned(first)), policy);
    expect(codes(wrong.findings)).toEqual([
      'RETURN_REASON_MISSING',
      'RETURN_REASON_MISSING',
      'CONTENT_CHANGED',
      'RETURN_OPEN',
      'GATE_NOT_DUE',
    ]);
  });
});

describe('verdicts (R-40)', () => {
  it.each([
    ['approved', null, null, []],
    ['returned', 'a', '金额与方案不符', []],
    ['returned', 'd', '金额与方案不符', ['returnReason']],
    ['returned', null, '金额与方案不符', ['returnReason']],
    ['returned', 'c', '  ', ['note']],
    ['sealed', null, null, ['verdict']],
    ['', null, null, ['verdict']],
  ])('%s with reason %s and note %s', (verdict, returnReason, note, fields) => {
    const findings = verdictFindings({ verdict, returnReason, note }, ['approved', 'returned']);
    expect(findings.map(({ field }) => field)).toEqual(fields);
  });

  it('leave passed gates in the order of passing', () => {
    expect(passedGates(state(approved(second), approved(first)))).toEqual([second, first]);
  });
});
