import { describe, expect, it } from '@jest/globals';
import { assessReturns } from '../../../rules/review/returns.js';
import { caseAct, policy } from '../builders.js';

const returned = caseAct('review-project-supervisor', '主管甲', { verdict: 'returned', returnReason: 'c' });

describe('returns (R-53)', () => {
  it.each([
    [0, true],
    [2, true],
    [3, false],
    [4, false],
  ])('%d of them are fine: %s', (times, fine) => {
    const acts = Array.from({ length: times }, () => returned);
    const decision = assessReturns([...acts, caseAct('rectify-file-bag', '经办甲', { verdict: 'rectified' })], policy);
    expect(decision).toMatchObject({ passed: fine, value: { returns: times } });
    if (!fine) expect(decision.findings[0]).toMatchObject({ code: 'THIRD_RETURN', basis: 'R-53' });
  });
});
