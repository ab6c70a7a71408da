import { describe, expect, it } from '@jest/globals';
import { drawOrder } from '../../../rules/draw/draw.js';
import { drawLottery } from '../../../rules/selection/lottery.js';
import type { Lottery } from '../../../rules/selection/lottery.js';
import { codes, policy } from '../builders.js';

const resident = (personId: string, residentInScope = true) => ({ personId, residentInScope });
const lottery: Lottery = {
  candidateIds: ['甲', '乙'],
  listClosedAt: '2026-11-23T08:00:00Z',
  seed: '03 11 17 24 28 31',
  seedSource: '当日体彩开奖号码',
  seedPublishedAt: '2026-11-23T13:00:00Z',
  drawnAt: '2026-11-24T02:00:00Z',
  notaryId: '公证员',
  witnesses: [resident('居民甲'), resident('居民乙')],
  conductorId: '街镇甲',
  videoHash: 'a'.repeat(64),
};

describe('the public lottery (R-20)', () => {
  it('draws what everybody can repeat from the published seed', () => {
    expect(drawLottery(lottery, policy).value).toEqual(drawOrder(['甲', '乙'], lottery.seed));
  });

  it.each<[string, Partial<Lottery>, string[]]>([
    ['one witness', { witnesses: [resident('居民甲')] }, ['WITNESS_MISSING']],
    ['the same witness twice', { witnesses: [resident('居民甲'), resident('居民甲')] }, ['WITNESS_MISSING']],
    ['a witness from elsewhere', { witnesses: [resident('居民甲'), resident('路人', false)] }, ['WITNESS_MISSING']],
    ['three witnesses', { witnesses: [resident('居民甲'), resident('居民乙'), resident('居民丙')] }, []],
    ['no notary', { notaryId: null }, ['WITNESS_MISSING']],
    ['no video', { videoHash: null }, ['WITNESS_MISSING']],
    ['run by the notary', { conductorId: '公证员' }, ['DUTY_NOT_SEPARATED']],
    ['run by a witness', { conductorId: '居民甲' }, ['DUTY_NOT_SEPARATED']],
    ['a notary who witnesses too', { notaryId: '居民甲' }, ['DUTY_NOT_SEPARATED']],
    ['a seed of five', { seed: '12345' }, ['FIELD_INVALID']],
    ['a seed of six', { seed: '123456' }, []],
    ['a seed from nowhere', { seedSource: ' ' }, ['FIELD_MISSING']],
    ['a seed known when the list was closed', { seedPublishedAt: '2026-11-23T08:00:00Z' }, ['SEED_KNOWN_EARLY']],
    ['a seed one second later', { seedPublishedAt: '2026-11-23T08:00:01Z' }, []],
    ['drawn before the seed was out', { drawnAt: '2026-11-23T12:59:59Z' }, ['SEED_NOT_PUBLISHED']],
    ['one agency', { candidateIds: ['甲'] }, ['CANDIDATES_OUT_OF_RANGE']],
    ['one agency twice', { candidateIds: ['甲', '甲'] }, ['ALREADY_DONE']],
  ])('%s', (_story, rest, expected) => {
    const { value, findings } = drawLottery({ ...lottery, ...rest }, policy);
    expect([codes(findings), value === null]).toEqual([expected, expected.length > 0]);
  });
});
