import { describe, expect, it } from '@jest/globals';
import type { RatedAgreement } from '../../../rules/signing/count-sealed.js';
import { watchSigning } from '../../../rules/signing/watch-signing.js';
import type { SigningPeriodState } from '../../../rules/signing/watch-signing.js';
import { codes, policy } from '../builders.js';

const ENDS = '2026-12-24T16:00:00Z';
const BEFORE = '2026-12-24T15:59:59Z';
/** Ten units; the first eight are homes. */
const units = Array.from({ length: 10 }, (_, index) => ({ id: `户${String(index)}`, residential: index < 8 }));
const sealed = (count: number, sealedAt: string | null = '2026-12-01T02:00:00Z', endedAt: string | null = null) =>
  units.slice(0, count).map(({ id }): RatedAgreement => ({ unitId: id, sealedAt, endedAt }));
const watch = (agreements: RatedAgreement[], now: string, rest: Partial<SigningPeriodState> = {}) =>
  watchSigning(
    { mode: 'negotiated', effectiveRateBp: 9_000, units, agreements, endsAt: ENDS, now, extensionsUsed: 0, ...rest },
    policy,
  );

describe('watching the signing rate', () => {
  it.each<[string, RatedAgreement[], string, Partial<SigningPeriodState>, string]>([
    ['below, still running', sealed(8), BEFORE, {}, 'running'],
    ['on the limit at once', sealed(9), BEFORE, {}, 'reached'],
    ['nobody', [], ENDS, {}, 'extend-once'],
    ['below at the end, for the first time', sealed(8), ENDS, {}, 'extend-once'],
    ['below at the end, extended once', sealed(8), ENDS, { extensionsUsed: 1 }, 'propose-conversion'],
    ['below at the end on state-owned land', sealed(8), ENDS, { mode: 'state' }, 'terminate'],
    ['reached on state-owned land', sealed(9), ENDS, { mode: 'state' }, 'reached'],
    ['collective land, running', sealed(10), BEFORE, { mode: 'collective' }, 'running'],
    ['collective land, over', sealed(8), ENDS, { mode: 'collective' }, 'decide-unsigned'],
    ['signed but not sealed', sealed(10, null), ENDS, {}, 'extend-once'],
    ['the last seal one second before the end', [...sealed(8), ...sealed(9, BEFORE).slice(8)], ENDS, {}, 'reached'],
    ['the last seal at the end', [...sealed(8), ...sealed(9, ENDS).slice(8)], ENDS, {}, 'extend-once'],
    ['a seal of tomorrow', sealed(9, '2026-12-02T00:00:00Z'), '2026-12-01T23:59:59Z', {}, 'running'],
    ['nine agreements of eight households', [...sealed(8), ...sealed(1)], ENDS, {}, 'extend-once'],
    [
      'strangers do not count',
      [...sealed(8), { unitId: '别处', sealedAt: BEFORE, endedAt: null }],
      ENDS,
      {},
      'extend-once',
    ],
    [
      'undone before the rate was there',
      [...sealed(8), ...sealed(9, '2026-12-02T00:00:00Z', '2026-12-02T00:00:00Z').slice(8)],
      ENDS,
      {},
      'extend-once',
    ],
    ['no units at all', [], ENDS, { units: [], mode: 'state' }, 'terminate'],
  ])('%s', (_story, agreements, now, rest, outcome) => {
    expect(watch(agreements, now, rest).value.outcome).toBe(outcome);
  });

  it('says when the rate was reached, and stays reached', () => {
    const late: RatedAgreement = { unitId: '户8', sealedAt: '2026-12-16T08:00:00Z', endedAt: '2026-12-20T00:00:00Z' };
    const { value, passed } = watch([...sealed(8), late], ENDS);
    expect([passed, value.outcome, value.reachedAt]).toEqual([true, 'reached', '2026-12-16T08:00:00Z']);
  });

  it('is not reached by a seal that another one undone at the same instant makes up for', () => {
    const swapped = [
      ...sealed(7),
      { unitId: '户7', sealedAt: '2026-12-01T02:00:00Z', endedAt: '2026-12-02T02:00:00Z' },
      { unitId: '户8', sealedAt: '2026-12-02T02:00:00Z', endedAt: null },
    ];
    expect(watch(swapped, BEFORE).value).toMatchObject({ outcome: 'running', reachedAt: null });
  });

  it('counts a household once while one version of its agreement takes the place of the other', () => {
    const renewed = [
      ...sealed(8),
      { unitId: '户8', sealedAt: '2026-12-03T02:00:00Z', endedAt: '2026-12-05T02:00:00Z' },
      { unitId: '户8', sealedAt: '2026-12-05T02:00:00Z', endedAt: null },
    ];
    expect(watch(renewed, BEFORE).value).toMatchObject({ outcome: 'reached', reachedAt: '2026-12-03T02:00:00Z' });
  });

  it('finds the one seal among ten thousand that reached the rate', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ id: `户${String(index)}`, residential: true }));
    const agreements = many.map(({ id }, index) => ({
      unitId: id,
      sealedAt: `2026-12-01T02:00:00.${String(index).padStart(5, '0')}Z`,
      endedAt: null,
    }));
    expect(watch(agreements, ENDS, { units: many }).value.reachedAt).toBe('2026-12-01T02:00:00.08999Z');
  });

  it('shows all units and residents apart, and says why agreements bind nobody yet', () => {
    const { value, findings } = watch(sealed(8), BEFORE);
    expect(value.rate).toMatchObject({ rateBp: 8_000, residentsRateBp: 10_000, reached: false });
    expect([codes(findings), value.reachedAt]).toEqual([['RATE_NOT_REACHED'], null]);
  });
});
