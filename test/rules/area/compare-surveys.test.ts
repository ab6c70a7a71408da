import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareSurveys } from '../../../rules/area/compare-surveys.js';
import { codes, policy } from '../builders.js';

const survey = (officerId: string, measuredHundredths: bigint, round = 1) => ({ officerId, round, measuredHundredths });

describe('two surveys of one round (R-23, R-42)', () => {
  it.each([
    ['equal', 10_000n, 10_000n, []],
    ['on the limit of 0.60 %', 10_000n, 9_940n, []],
    ['one hundredth below the limit', 10_000n, 9_941n, []],
    ['one hundredth above the limit', 10_000n, 9_939n, ['AREA_MISMATCH']],
    ['above the limit the other way round', 9_939n, 10_000n, ['AREA_MISMATCH']],
    ['nothing measured', 0n, 0n, ['FIELD_OUT_OF_RANGE']],
  ])('%s', (_story, first, second, expected) => {
    const decision = compareSurveys([survey('经办甲', first), survey('经办乙', second)], 1, policy);
    expect(codes(decision.findings)).toEqual(expected);
    expect(decision.passed).toBe(expected.length === 0);
  });

  it('waits for the second record, and does not look at other rounds', () => {
    const decision = compareSurveys([survey('经办甲', 100n, 1), survey('经办乙', 100n, 2)], 2, policy);
    expect(codes(decision.findings)).toEqual(['AREA_SURVEY_INCOMPLETE']);
    expect(decision.value.gapHundredths).toBeNull();
    expect(codes(compareSurveys([], 1, policy).findings)).toEqual(['AREA_SURVEY_INCOMPLETE']);
  });

  it('refuses two records of the same officer', () => {
    const decision = compareSurveys([survey('经办甲', 100n), survey('经办甲', 100n)], 1, policy);
    expect(codes(decision.findings)).toEqual(['SAME_OFFICER_TWICE']);
  });

  it('does not depend on who measured first', () => {
    const area = fc.bigInt(1n, 1_000_000n);
    fc.assert(
      fc.property(area, area, (a, b) => {
        const one = compareSurveys([survey('甲', a), survey('乙', b)], 1, policy);
        const other = compareSurveys([survey('甲', b), survey('乙', a)], 1, policy);
        expect([one.passed, one.value]).toEqual([other.passed, other.value]);
      }),
    );
  });
});
