import { describe, expect, it } from '@jest/globals';
import { policyByVersion } from '../../../rules/policy/policies.js';
import { stepAfterVote } from '../../../rules/selection/next-step.js';
import { isQualified } from '../../../rules/selection/qualification.js';

const policy = policyByVersion('2021-07');
const nothing = { among: [], places: 0, seeded: [] };
const all = ['a', 'b', 'c'];

describe('what follows a vote', () => {
  it.each(['chosen', 'run-off', 'lottery'] as const)('is %s where the tally says so', (verdict) => {
    expect(stepAfterVote({ ...nothing, verdict, among: ['a'] }, all, 0, policy)).toEqual({
      step: verdict,
      among: ['a'],
      places: 0,
      seeded: [],
    });
  });

  it('is a second vote, then lots, where too few take part: nobody waits for ever', () => {
    const few = { ...nothing, verdict: 'no-quorum' } as const;
    expect(stepAfterVote(few, all, 1, policy)).toMatchObject({ step: 'again', among: all, places: 0 });
    expect(stepAfterVote(few, all, 2, policy)).toMatchObject({ step: 'lottery', among: all, places: 1 });
  });
});

describe('a qualified agency (R-17)', () => {
  it.each([
    ['first', '2026-03-02', true],
    ['third', '2026-03-03', true],
    ['second', '2026-03-01', false],
    ['provisional', '2027-01-01', false],
  ] as const)('of grade %s, valid to %s: %s', (grade, validTo, expected) => {
    expect(isQualified(grade, validTo, '2026-03-02')).toBe(expected);
  });
});
