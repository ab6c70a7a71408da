import { describe, expect, it } from '@jest/globals';
import { governmentRentCompensation, publicOwnerCompensation } from '../../../rules/compensation/landlord.js';
import { policy, publishedFigures } from '../builders.js';

describe('who owns a house that is let', () => {
  it('gets a fifth of a public house by its own unit price, though the average is higher', () => {
    const { value } = publicOwnerCompensation(2_500_000n, 1_833n, policy);
    expect(value?.totalFen).toBe(9_165_000n);
    expect(value?.components[0]?.basis).toContain('产权人份额0.2 × 25000.00元/㎡ × 18.33㎡');
  });

  it.each([
    [0n, 1n, ['unitPrice']],
    [1n, 0n, ['areaSqm']],
    [-1n, -1n, ['unitPrice', 'areaSqm']],
  ])('gets nothing for %d fen and %d hundredths', (price, area, fields) => {
    const { value, findings } = publicOwnerCompensation(price, area, policy);
    expect([value, findings.map(({ field }) => field)]).toEqual([null, fields]);
  });

  it('gets the whole value of a private house at government rent, its tenant the published sums', () => {
    const { value } = governmentRentCompensation(publishedFigures, 1_833n, policy);
    expect(value?.owner.totalFen).toBe(47_403_360n);
    expect(value?.tenant.components.map(({ fen }) => fen)).toEqual([37_922_688n, 14_221_008n, 38_791_620n]);
  });

  it('has no tenant with a unit-size subsidy in a self-contained house', () => {
    const figures = { ...publishedFigures, nonSelfContained: false, unitSizeSubsidyHundredths: null };
    const { value } = governmentRentCompensation(figures, 1_833n, policy);
    expect(value?.tenant.components.map(({ name }) => name)).toEqual(['house-value', 'price-subsidy']);
  });

  it('is refused with everything that is out of range', () => {
    const figures = {
      ...publishedFigures,
      unitPriceFen: 0n,
      averagePriceFen: 0n,
      subsidyCoefficientBp: 3_001,
      unitSizeSubsidyHundredths: 1_501n,
    };
    const { value, findings } = governmentRentCompensation(figures, 0n, policy);
    expect(value).toBeNull();
    expect(findings.map(({ field }) => field)).toEqual([
      'areaSqm',
      'unitPrice',
      'averagePrice',
      'k',
      'unitSizeSubsidySqm',
    ]);
  });
});
