import { describe, expect, it } from '@jest/globals';
import { mayDecideExpropriation } from '../../../rules/expropriation/may-decide.js';
import type { DecisionFacts } from '../../../rules/expropriation/may-decide.js';
import { policy } from '../builders.js';

const ready: DecisionFacts = {
  mode: 'state',
  publicInterest: true,
  conformsToPlans: true,
  planAdopted: true,
  unregisteredClassed: true,
  riskAssessed: true,
  riskReviewed: true,
  budgetFen: 100_000_000n,
  fundsFen: 100_000_000n,
  housingReady: true,
  households: 50,
  executiveMeetingHeld: true,
};
const open = (rest: Partial<DecisionFacts>) =>
  mayDecideExpropriation({ ...ready, ...rest }, policy).findings.map(({ field }) => field);

const NOTHING: Partial<DecisionFacts> = {
  publicInterest: false,
  conformsToPlans: false,
  planAdopted: false,
  unregisteredClassed: false,
  riskAssessed: false,
  riskReviewed: false,
  housingReady: false,
  executiveMeetingHeld: false,
  fundsFen: 0n,
};

describe('deciding an expropriation (R-56)', () => {
  it.each<[string, Partial<DecisionFacts>, string[]]>([
    ['with everything in place', {}, []],
    ['a fen short', { fundsFen: 99_999_999n }, ['fundsFen']],
    ['a fen more', { fundsFen: 100_000_001n }, []],
    ['without a budget', { budgetFen: 0n, fundsFen: 0n }, ['fundsFen']],
    ['fifty households without the meeting', { executiveMeetingHeld: false }, ['executiveMeetingHeld']],
    ['forty-nine without it', { executiveMeetingHeld: false, households: 49 }, []],
    ['risk not reviewed', { riskReviewed: false }, ['riskReviewed']],
    [
      'on collective land the approving authority reviews',
      { mode: 'collective', riskReviewed: false, executiveMeetingHeld: false },
      [],
    ],
    ['in a negotiated project', { mode: 'negotiated' }, ['mode']],
  ])('%s', (_story, rest, expected) => {
    expect(open(rest)).toEqual(expected);
  });

  it.each([
    ['state', 9],
    ['collective', 7],
  ] as const)('names every open point at once: %s has %d', (mode, count) => {
    const { findings } = mayDecideExpropriation({ ...ready, ...NOTHING, mode }, policy);
    expect(findings.length).toBe(count);
    expect(findings.some(({ basis }) => basis.includes('征收与补偿条例第8条'))).toBe(mode === 'state');
  });
});
