import { describe, expect, it } from '@jest/globals';
import { checkNewAppraiser, conversionEffect } from '../../../rules/conversion/effects.js';
import type { ConversionEffect } from '../../../rules/conversion/effects.js';
import { CONVERSION_POINTS, mayConvert } from '../../../rules/conversion/gate-list.js';
import type { ConversionEvidence, ConversionProposal } from '../../../rules/conversion/gate-list.js';
import type { AgreementStatus } from '../../../rules/vocabulary/statuses.js';
import { codes, policy } from '../builders.js';

const evidence = Object.fromEntries(CONVERSION_POINTS.map((point) => [point, '文号'])) as ConversionEvidence;
const proposal: ConversionProposal = {
  evidence,
  proposedByTown: true,
  proposedByBureau: true,
  unsignedHouseholds: 1,
};
const refused = (rest: Partial<ConversionProposal>) =>
  mayConvert({ ...proposal, ...rest }, policy).findings.map(({ field }) => field);

describe('the eight points of a conversion (R-14)', () => {
  it('pass when all are shown', () => {
    expect(CONVERSION_POINTS.length).toBe(8);
    expect(mayConvert(proposal, policy)).toMatchObject({ passed: true, value: { open: [] } });
  });

  it.each(CONVERSION_POINTS)('%s alone holds it up', (point) => {
    const { value, findings } = mayConvert({ ...proposal, evidence: { ...evidence, [point]: null } }, policy);
    expect([value.open, codes(findings), findings[0]?.field]).toEqual([[point], ['CONVERSION_POINT_OPEN'], point]);
  });

  it.each<[string, Partial<ConversionProposal>, string[]]>([
    ['a paper without a name', { evidence: { ...evidence, legalReview: ' ' } }, ['legalReview']],
    ['not proposed by the town', { proposedByTown: false }, ['proposedByTown']],
    ['not proposed by the bureau', { proposedByBureau: false }, ['proposedByBureau']],
    ['everybody has signed', { unsignedHouseholds: 0 }, ['unsignedHouseholds']],
  ])('%s', (_story, rest, expected) => {
    expect(refused(rest)).toEqual(expected);
  });
});

describe('what a conversion does to a household (R-14)', () => {
  it.each<[AgreementStatus | null, ConversionEffect]>([
    [null, 'formal'],
    ['prepared', 'formal'],
    ['household-signed', 'finish'],
    ['in-review', 'finish'],
    ['approved', 'finish'],
    ['returned', 'formal'],
    ['sealed', 'untouched'],
    ['effective', 'untouched'],
  ])('with an agreement %s: %s', (status, effect) => {
    expect(conversionEffect(status)).toBe(effect);
  });

  it.each([
    ['chosen anew on the day', 'vote-2', '2026-11-24', []],
    ['chosen the day before', 'vote-2', '2026-11-23', ['CHOICE_NOT_NEW']],
    ['the old choice', 'vote-1', '2026-12-01', ['CHOICE_NOT_NEW']],
  ])('the appraiser is %s', (_story, procedureId, chosenOn, expected) => {
    const earlier = { procedureId: 'vote-1', chosenOn: '2026-05-01' };
    expect(codes(checkNewAppraiser('2026-11-24', earlier, { procedureId, chosenOn }, policy).findings)).toEqual(
      expected,
    );
  });

  it('needs a choice of its own also where there was none before', () => {
    const choice = { procedureId: 'vote-1', chosenOn: '2026-11-24' };
    expect(checkNewAppraiser('2026-11-24', null, choice, policy).passed).toBe(true);
  });
});
