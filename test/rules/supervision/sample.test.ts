import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawOrder } from '../../../rules/draw/draw.js';
import { drawSample } from '../../../rules/supervision/draw-sample.js';
import { riskStratumOf } from '../../../rules/supervision/risk-stratum.js';
import type { CaseRisk, RiskStratum } from '../../../rules/supervision/risk-stratum.js';
import { codes, policy } from '../builders.js';

const cases = (count: number, stratum: RiskStratum) =>
  Array.from({ length: count }, (_, index) => ({ id: `${stratum}-${String(index)}`, stratum }));

describe('the stratum of a case', () => {
  const plain: CaseRisk = {
    totalFen: 999_999_999n,
    returns: 0,
    publicReview: false,
    hardship: false,
    complaint: false,
  };

  it.each<[string, Partial<CaseRisk>, RiskStratum]>([
    ['nothing special', {}, 'low'],
    ['ten million', { totalFen: 1_000_000_000n }, 'high'],
    ['returned once', { returns: 1 }, 'middle'],
    ['returned twice', { returns: 2 }, 'middle'],
    ['returned three times', { returns: 3 }, 'high'],
    ['a public review', { publicReview: true }, 'middle'],
    ['a hardship household', { hardship: true }, 'middle'],
    ['a complaint', { complaint: true }, 'high'],
  ])('%s', (_story, rest, stratum) => {
    expect(riskStratumOf({ ...plain, ...rest }, policy)).toBe(stratum);
  });
});

describe('a random sample (R-70)', () => {
  it.each<[RiskStratum, number, number]>([
    ['low', 1, 1],
    ['low', 20, 1],
    ['low', 21, 2],
    ['middle', 10, 1],
    ['middle', 11, 2],
    ['high', 5, 1],
    ['high', 100, 20],
  ])('%s: of %d cases %d', (stratum, count, size) => {
    const { value } = drawSample(cases(count, stratum), '2026-47', policy);
    expect(value.length).toBe(size);
    expect(value).toEqual(
      drawOrder(
        cases(count, stratum).map(({ id }) => id),
        '2026-47',
      )
        .slice(0, size)
        .map((each) => ({ ...each, stratum })),
    );
  });

  it('touches every stratum, whoever hands in the list in whatever order', () => {
    const all = [...cases(3, 'low'), ...cases(3, 'middle'), ...cases(3, 'high')];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.string({ minLength: 1 }),
        (shuffled, text) => {
          const seed = `期${text}`;
          const { value } = drawSample(shuffled, seed, policy);
          expect(value).toEqual(drawSample(all, seed, policy).value);
          expect(value.map(({ stratum }) => stratum)).toEqual(['high', 'middle', 'low']);
        },
      ),
    );
  });

  it.each([
    ['of nothing', [], '2026-47', ['SAMPLE_EMPTY']],
    ['without a seed', cases(1, 'low'), ' ', ['FIELD_MISSING']],
  ])('%s is none', (_story, list, seed, expected) => {
    const { value, findings } = drawSample(list, seed, policy);
    expect([value, codes(findings)]).toEqual([[], expected]);
  });
});
