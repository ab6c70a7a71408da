import { describe, expect, it } from '@jest/globals';
import { checkProceedings, mayConcludeProceedings } from '../../../rules/expropriation/proceedings.js';
import type { Proceeding } from '../../../rules/expropriation/proceedings.js';
import { calendar, codes, policy } from '../builders.js';

const PUBLISHED = '2026-01-05';
const review: Proceeding = {
  kind: 'review',
  authority: '示例市人民政府',
  number: '复字1号',
  filedOn: '2026-02-02',
  endedOn: null,
  outcome: 'pending',
  suspension: null,
};

describe('reviews and suits against an expropriation decision (征收与补偿条例第14条)', () => {
  it.each<[string, Partial<Proceeding>, string[]]>([
    ['heard', {}, []],
    ['filed and ended today', { filedOn: '2026-06-01', endedOn: '2026-06-01', outcome: 'maintained' }, []],
    ['filed the day the decision was published', { filedOn: PUBLISHED }, []],
    ['filed before it was published', { filedOn: '2026-01-04' }, ['FIELD_OUT_OF_RANGE']],
    ['filed tomorrow', { filedOn: '2026-06-02' }, ['FIELD_OUT_OF_RANGE']],
    ['ended before it was filed', { endedOn: '2026-02-01', outcome: 'annulled' }, ['FIELD_OUT_OF_RANGE']],
    ['ended tomorrow', { endedOn: '2026-06-02', outcome: 'withdrawn' }, ['FIELD_OUT_OF_RANGE']],
    ['ended without a result', { endedOn: '2026-05-01' }, ['FIELD_MISSING']],
    ['a result without its day', { outcome: 'maintained' }, ['FIELD_MISSING']],
  ])('%s', (_story, rest, expected) => {
    const checked = checkProceedings([{ ...review, ...rest }], PUBLISHED, '2026-06-01', policy);
    expect(codes(checked.findings)).toEqual(expected);
  });

  const maintained = (endedOn: string): Proceeding => ({ ...review, endedOn, outcome: 'maintained' });
  const annulled: Proceeding = { ...review, endedOn: '2026-05-01', outcome: 'annulled' };
  it.each<[string, string, Proceeding[], string, string[]]>([
    ['exhausted, nobody filed anything', 'exhausted', [], '2026-07-07', []],
    ['the period for a suit still runs', 'exhausted', [], '2026-07-05', ['REMEDY_OPEN']],
    ['a review is heard', 'exhausted', [review], '2026-12-01', ['REMEDY_OPEN']],
    [
      'a suit after the review is still possible',
      'exhausted',
      [maintained('2026-09-10')],
      '2026-09-20',
      ['REMEDY_OPEN'],
    ],
    ['15 days after the review', 'exhausted', [maintained('2026-09-10')], '2026-09-29', []],
    ['annulled', 'annulled', [annulled], '2026-06-01', []],
    ['annulled by nobody', 'annulled', [review], '2026-06-01', ['VERDICT_INVALID']],
    ['annulled is not exhausted', 'exhausted', [annulled], '2026-12-01', ['VERDICT_INVALID']],
    ['registered so far, to be continued', 'registered', [review], '2026-06-01', []],
  ])('concludes: %s', (_story, verdict, proceedings, today, expected) => {
    const days = { publishedOn: PUBLISHED, today };
    expect(codes(mayConcludeProceedings(verdict, proceedings, days, calendar, policy).findings)).toEqual(expected);
  });
});
