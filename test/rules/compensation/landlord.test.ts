import { describe, expect, it } from '@jest/globals';
import { computeCompensation } from '../../../rules/compensation/compute-compensation.js';
import { ownerShareOf } from '../../../rules/compensation/landlord.js';
import { policy, publishedCase } from '../builders.js';

const collective = {
  scheme: 'collective',
  replacementPriceFen: 120_000n,
  landBasePriceFen: 300_000n,
  priceSubsidyFen: 200_000n,
} as const;

describe('who owns a house that is let at government rent', () => {
  it('gets a fifth of a public house by its own unit price, though the average is higher', () => {
    const share = ownerShareOf(publishedCase, policy);
    expect(share).toMatchObject({ name: 'public-owner-share', fen: 9_165_000n });
    expect(share?.basis).toContain('产权人份额0.2 × 25000.00元/㎡ × 18.33㎡');
  });

  it('gets the whole value of a private house, its tenant the published sums', () => {
    const input = { ...publishedCase, tenure: 'government-rent' } as const;
    expect(ownerShareOf(input, policy)).toMatchObject({ name: 'government-rent-owner', fen: 47_403_360n });
    const { value } = computeCompensation(input, policy);
    expect(value?.components.map(({ fen }) => fen)).toEqual([37_922_688n, 14_221_008n, 38_791_620n]);
    expect(value?.components[0]?.basis).toContain('市政府令第71号第30条');
  });

  it('gets of a public shop what its tenant does not get, to the fen', () => {
    const nonResidential = { equipmentMoving: null, lostEquipment: [], businessLoss: null };
    const shop = { ...publishedCase, nonResidential };
    const { value } = computeCompensation(shop, policy);
    expect((value?.totalFen ?? 0n) + (ownerShareOf(shop, policy)?.fen ?? 0n)).toBe(45_825_000n);
  });

  it.each([
    ['the household’s own house', { tenure: 'private' }],
    ['a house on collective land', { figures: collective }],
  ] as const)('gets nothing of %s', (_story, rest) => {
    expect(ownerShareOf({ ...publishedCase, ...rest }, policy)).toBeNull();
  });
});
