import { describe, expect, it } from '@jest/globals';
import { checkOpinion, mayRehear } from '../../../rules/panel/opinion.js';
import type { PanelOpinion } from '../../../rules/panel/opinion.js';
import { codes, policy } from '../builders.js';

const opinion: PanelOpinion = {
  question: '同住人认定',
  reasons: '户籍与实际居住一致',
  presentIds: ['员0', '员1'],
  signedByIds: ['员1', '员0'],
  granted: null,
  changesStandard: false,
};
const granted = (amountFen: bigint) => ({ granted: { amountFen, planLimitFen: 5_000_000n } });

describe('the opinion of a panel (R-26, R-31)', () => {
  it.each<[string, Partial<PanelOpinion>, string[]]>([
    ['complete', {}, []],
    ['without a question', { question: ' ' }, ['FIELD_MISSING']],
    ['without reasons', { reasons: '' }, ['FIELD_MISSING']],
    ['one has not signed', { signedByIds: ['员0'] }, ['SIGNATURE_MISSING']],
    ['of nobody', { presentIds: [], signedByIds: [] }, ['SIGNATURE_MISSING']],
    ['as much as the plan grants', granted(5_000_000n), []],
    ['a fen more', granted(5_000_001n), ['OPINION_EXCEEDS_PLAN']],
    ['a new standard', { changesStandard: true }, ['OPINION_EXCEEDS_PLAN']],
  ])('%s', (_story, rest, expected) => {
    expect(codes(checkOpinion({ ...opinion, ...rest }, policy).findings)).toEqual(expected);
  });

  it.each([
    [0, false],
    [1, true],
    [2, false],
  ])('after %d hearings another is allowed: %s', (held, allowed) => {
    expect(mayRehear(held, policy).passed).toBe(allowed);
  });
});
