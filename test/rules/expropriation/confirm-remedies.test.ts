import { describe, expect, it } from '@jest/globals';
import { checkRemedyDates, mayConcludeRemedies } from '../../../rules/expropriation/confirm-remedies.js';
import type { ConfirmedRemedies } from '../../../rules/expropriation/confirm-remedies.js';
import { codes, policy } from '../builders.js';

const NOTHING: ConfirmedRemedies = {
  reviewFiledOn: null,
  reviewResultServedOn: null,
  suitFiledOn: null,
  judgedOn: null,
  annulled: false,
  movedOut: false,
};
const EXHAUSTED = { state: 'exhausted', until: '2026-09-01' } as const;
const OPEN = { state: 'open', until: '2026-09-01' } as const;
const PENDING = { state: 'pending', until: null } as const;

describe('remedies against a decision that was served (征收与补偿条例第26条, 第28条)', () => {
  it.each<[string, Partial<ConfirmedRemedies>, string[]]>([
    ['nothing was filed', {}, []],
    ['review and its result', { reviewFiledOn: '2026-03-10', reviewResultServedOn: '2026-05-01' }, []],
    ['a result without a review', { reviewResultServedOn: '2026-05-01' }, ['FIELD_OUT_OF_RANGE']],
    ['a judgment without a suit', { judgedOn: '2026-05-01' }, ['FIELD_OUT_OF_RANGE']],
    ['a suit of tomorrow', { suitFiledOn: '2026-06-02' }, ['FIELD_OUT_OF_RANGE']],
    ['a suit before the decision was served', { suitFiledOn: '2026-02-28' }, ['FIELD_OUT_OF_RANGE']],
    ['set aside by nobody', { annulled: true }, ['FIELD_OUT_OF_RANGE']],
  ])('%s', (_story, facts, expected) => {
    const checked = checkRemedyDates({ ...NOTHING, ...facts }, '2026-03-01', '2026-06-01', policy);
    expect(codes(checked.findings)).toEqual(expected);
  });

  it.each<[string, string, Partial<ConfirmedRemedies>, typeof EXHAUSTED | typeof OPEN | typeof PENDING, string[]]>([
    ['nothing left', 'exhausted', {}, EXHAUSTED, []],
    ['while the period runs nobody is without remedy', 'exhausted', {}, OPEN, ['REMEDY_OPEN']],
    ['while a suit is heard nobody is without remedy', 'exhausted', {}, PENDING, ['REMEDY_OPEN']],
    ['still open', 'pending', {}, OPEN, []],
    ['moved out in the meantime', 'fulfilled', { movedOut: true }, OPEN, []],
    ['fulfilled is who has moved', 'fulfilled', {}, EXHAUSTED, ['VERDICT_INVALID']],
    ['set aside is not exhausted', 'exhausted', { annulled: true }, EXHAUSTED, ['VERDICT_INVALID']],
    ['set aside', 'annulled', { annulled: true }, EXHAUSTED, []],
  ])('concludes: %s', (_story, verdict, facts, remedy, expected) => {
    expect(codes(mayConcludeRemedies(verdict, { ...NOTHING, ...facts }, remedy, policy).findings)).toEqual(expected);
  });
});
