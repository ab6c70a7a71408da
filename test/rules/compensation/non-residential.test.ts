import { describe, expect, it } from '@jest/globals';
import { computeNonResidential } from '../../../rules/compensation/non-residential.js';
import type { NonResidentialInput } from '../../../rules/compensation/non-residential.js';
import { policy } from '../builders.js';

const shop: NonResidentialInput = {
  scheme: 'state',
  holder: 'owner',
  unitPriceFen: 3_000_000n,
  areaHundredths: 10_000n,
  equipmentMoving: null,
  lostEquipment: [],
  businessLoss: null,
};
const compute = (rest: Partial<NonResidentialInput>) => computeNonResidential({ ...shop, ...rest }, policy);
const proven = (amountFen: bigint, source = '评估报告第3号') => ({ amountFen, source });
const oven = { name: '烤箱', replacementFen: 1_000_001n, newnessBp: 5_000 };

describe('a house that nobody lives in', () => {
  it('is paid by price and area, with everything that stops or is lost', () => {
    const { value } = compute({
      equipmentMoving: proven(500_000n),
      lostEquipment: [oven, oven],
      businessLoss: { kind: 'rate' },
    });
    expect(value?.components.map(({ name, fen }) => [name, fen])).toEqual([
      ['non-residential-value', 300_000_000n],
      ['equipment-moving', 500_000n],
      ['equipment-loss', 1_000_002n],
      ['business-loss', 30_000_000n],
    ]);
    expect(value?.totalFen).toBe(331_500_002n);
  });

  it('gives a public tenant his share of the house, the loss is of the whole', () => {
    const { value } = compute({ holder: 'public-tenant', businessLoss: { kind: 'rate' } });
    expect(value?.components.map(({ fen }) => fen)).toEqual([240_000_000n, 30_000_000n]);
  });

  it('pays more than the rate only as appraised', () => {
    const { value } = compute({ businessLoss: { kind: 'appraised', appraisal: proven(45_000_000n), proofYears: 3 } });
    expect(value?.components[1]).toMatchObject({ name: 'business-loss', fen: 45_000_000n });
    expect(value?.components[1]?.basis).toContain('评估报告第3号');
  });

  it('rests on the city’s list on collective land', () => {
    const { value } = compute({ scheme: 'collective' });
    expect(value?.components[0]?.basis).toContain('沪府发〔2011〕75号');
  });

  it.each<[string, Partial<NonResidentialInput>, string[]]>([
    ['no area and no price', { areaHundredths: 0n, unitPriceFen: 0n }, ['areaSqm', 'unitPrice']],
    ['moving for nothing', { equipmentMoving: proven(0n) }, ['equipmentMoving']],
    ['moving without a paper', { equipmentMoving: proven(1n, ' ') }, ['equipmentMoving.source']],
    ['better than new', { lostEquipment: [{ ...oven, newnessBp: 10_001 }] }, ['lostEquipment[0].newness']],
    ['new', { lostEquipment: [{ ...oven, newnessBp: 10_000 }] }, []],
    ['worn out', { lostEquipment: [{ ...oven, newnessBp: 0 }] }, []],
    ['worse than worn out', { lostEquipment: [{ ...oven, newnessBp: -1 }] }, ['lostEquipment[0].newness']],
    [
      'nameless and worthless',
      { lostEquipment: [oven, { ...oven, name: '', replacementFen: 0n }] },
      ['lostEquipment[1].name', 'lostEquipment[1].replacement'],
    ],
    [
      'two years of proof',
      { businessLoss: { kind: 'appraised', appraisal: proven(1n), proofYears: 2 } },
      ['businessLoss.proofYears'],
    ],
    ['four years of proof', { businessLoss: { kind: 'appraised', appraisal: proven(1n), proofYears: 4 } }, []],
    ['the rate on collective land', { scheme: 'collective', businessLoss: { kind: 'rate' } }, ['businessLoss']],
    ['a public tenant on collective land', { scheme: 'collective', holder: 'public-tenant' }, ['holder']],
  ])('%s', (_story, rest, fields) => {
    const { value, findings } = compute(rest);
    expect([findings.map(({ field }) => field), value === null]).toEqual([fields, fields.length > 0]);
  });
});
