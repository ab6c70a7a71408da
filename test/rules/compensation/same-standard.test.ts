import { describe, expect, it } from '@jest/globals';
import { compareStandards } from '../../../rules/compensation/same-standard.js';
import type { ApprovedReason, HouseholdFacts, RuleBook } from '../../../rules/compensation/same-standard.js';
import { codes, policy, publishedFigures } from '../builders.js';

const facts: HouseholdFacts = {
  tenure: 'public-tenancy',
  areaHundredths: 1_833n,
  livingAreaHundredths: null,
  hardship: null,
  nonResidential: null,
};
const book = (rest: Partial<RuleBook> = {}): RuleBook => ({ policy, figures: publishedFigures, items: [], ...rest });
const award = (amountFen: bigint): RuleBook['items'] => [
  { item: 'early-signing-award', plan: { amountFen, clause: '方案第十二条' } },
];
const reason: ApprovedReason = {
  component: 'early-signing-award',
  reason: '先期签约奖只在协议期内发放',
  proposedBy: '街镇甲',
  approvedBy: '区房管乙',
};
const compare = (before: RuleBook, after: RuleBook, reasons: ApprovedReason[] = []) =>
  compareStandards(facts, before, after, reasons);

describe('the same standard before and after (R-26)', () => {
  it('is no fen apart', () => {
    const { passed, value } = compare(book({ items: award(1n) }), book({ items: award(1n) }));
    expect([passed, value?.negotiatedFen, value?.formalFen, value?.differences]).toEqual([
      true,
      90_935_317n,
      90_935_317n,
      [],
    ]);
  });

  it.each([
    ['a fen less before', book({ items: award(99n) }), book({ items: award(100n) })],
    ['a fen more before', book({ items: award(101n) }), book({ items: award(100n) })],
    ['an item only before', book({ items: award(100n) }), book()],
    ['an item only after', book(), book({ items: award(100n) })],
  ])('%s is a difference', (_story, before, after) => {
    const { findings } = compare(before, after);
    expect(findings).toMatchObject([{ code: 'STANDARD_DIFFERS', basis: 'R-26', field: 'early-signing-award' }]);
  });

  it('sees differences that cancel each other out', () => {
    const higher = { ...publishedFigures, subsidyCoefficientBp: 2_999 };
    const { value } = compare(book(), book({ figures: higher }));
    const gap = (value?.negotiatedFen ?? 0n) - (value?.formalFen ?? 0n);
    const balanced = compare(book(), book({ figures: higher, items: award(gap) }));
    expect(balanced.value?.negotiatedFen).toBe(balanced.value?.formalFen);
    expect(codes(balanced.findings)).toEqual(['STANDARD_DIFFERS', 'STANDARD_DIFFERS']);
  });

  it.each<[string, Partial<ApprovedReason>, boolean]>([
    ['approved by another', {}, true],
    ['approved by who proposed it', { approvedBy: '街镇甲' }, false],
    ['approved by nobody', { approvedBy: '' }, false],
    ['without words', { reason: ' ' }, false],
    ['for another item', { component: 'small-area-award' }, false],
  ])('a reason %s', (_story, rest, accepted) => {
    const { passed, value } = compare(book({ items: award(100n) }), book(), [{ ...reason, ...rest }]);
    expect([passed, value?.differences.length]).toEqual([accepted, 1]);
  });

  it('cannot be told while one rule book refuses the household', () => {
    const broken = book({ figures: { ...publishedFigures, subsidyCoefficientBp: 3_001 } });
    const { value, findings } = compare(book(), broken);
    expect([value, codes(findings)]).toEqual([null, ['FIELD_OUT_OF_RANGE']]);
  });

  it('is asked of the owner of a house that is let, and of a shop, like of everybody else', () => {
    const dearer = book({ figures: { ...publishedFigures, unitPriceFen: 2_500_001n } });
    expect(compare(book(), dearer).value?.differences.map(({ component }) => component)).toEqual([
      'public-owner-share',
    ]);
    const shop: HouseholdFacts = {
      ...facts,
      tenure: 'private',
      nonResidential: { equipmentMoving: null, lostEquipment: [], businessLoss: { kind: 'rate' } },
    };
    const { value } = compareStandards(shop, book(), dearer, []);
    expect(value?.differences.map(({ component }) => component)).toEqual(['non-residential-value', 'business-loss']);
  });
});
