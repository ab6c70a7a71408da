import { describe, expect, it } from '@jest/globals';
import type { Ballot, Election } from '../../../rules/selection/ballots.js';
import { tally } from '../../../rules/selection/tally.js';
import type { TallyVerdict } from '../../../rules/selection/tally.js';
import type { Policy } from '../../../rules/policy/policies.js';
import { codes, policy } from '../builders.js';

const election = (units: number, candidateIds = ['甲', '乙', '丙']): Election => ({
  opensAt: '2026-11-20T01:00:00Z',
  closesAt: '2026-11-22T09:00:00Z',
  candidateIds,
  certificateIds: new Set(Array.from({ length: units }, (_, index) => `证${String(index)}`)),
  excludedPersonIds: new Set(['事务所员工']),
});

/** Votes of certificates 0, 1, 2 …; a dash is a blank ballot. */
const ballots = (choices: string): Ballot[] =>
  Array.from(choices).map((choice, index) => ({
    id: `票${String(index)}`,
    certificateId: `证${String(index)}`,
    candidateId: choice === '-' ? null : choice,
    castAt: '2026-11-21T02:00:00Z',
    proxy: null,
  }));

const count = (units: number, choices: string, round: 'first' | 'run-off' = 'first', of: Policy = policy) =>
  tally(ballots(choices), election(units), round, of);

describe('the first round (R-18)', () => {
  it.each<[string, number, string, TallyVerdict, string[]]>([
    ['more than half of the votes', 5, '甲甲甲乙乙', 'chosen', []],
    ['exactly half is no majority', 4, '甲甲乙丙', 'lottery', ['NO_MAJORITY']],
    ['a blank vote is cast too', 5, '甲甲-乙', 'run-off', ['NO_MAJORITY']],
    ['one more', 5, '甲甲甲-乙', 'chosen', []],
    ['half of the units is no quorum', 8, '甲甲甲甲', 'no-quorum', ['NO_QUORUM']],
    ['one more unit', 8, '甲甲甲甲甲', 'chosen', []],
    ['one fewer', 8, '甲甲甲', 'no-quorum', ['NO_QUORUM']],
    ['nobody', 8, '', 'no-quorum', ['NO_QUORUM']],
    ['no units', 0, '', 'no-quorum', ['NO_QUORUM']],
    ['only blank votes', 3, '---', 'lottery', ['VOTES_TIED']],
    ['two alike in front', 5, '甲甲乙乙丙', 'run-off', ['VOTES_TIED']],
  ])('%s', (_story, units, choices, verdict, expected) => {
    const decision = count(units, choices);
    expect([decision.value.verdict, codes(decision.findings)]).toEqual([verdict, expected]);
  });

  it('sends the first two into the run-off', () => {
    expect(count(6, '甲甲甲乙乙丙').value).toMatchObject({ verdict: 'run-off', among: ['甲', '乙'], seeded: [] });
  });

  it('draws lots for the second place when a tie leaves it open', () => {
    expect(count(4, '甲甲乙丙').value).toMatchObject({ among: ['乙', '丙'], places: 1, seeded: ['甲'] });
  });

  it('draws lots for both places when all three are alike', () => {
    expect(count(3, '甲乙丙').value).toMatchObject({ verdict: 'lottery', among: ['甲', '乙', '丙'], places: 2 });
  });

  it('goes to the lottery at once where the rules know no run-off', () => {
    const without = { ...policy.selection, runOff: { ...policy.selection.runOff, value: false } };
    const { value } = count(6, '甲甲甲乙乙丙', 'first', { ...policy, selection: without });
    expect(value).toMatchObject({ verdict: 'lottery', among: ['甲', '乙', '丙'], places: 1 });
  });
});

describe('the run-off', () => {
  const decide = (choices: string) => tally(ballots(choices), election(4, ['甲', '乙']), 'run-off', policy);

  it.each<[string, string, TallyVerdict, string[]]>([
    ['chooses by majority', '甲甲甲乙', 'chosen', []],
    ['a tie goes to the lottery', '甲甲乙乙', 'lottery', ['甲', '乙']],
    ['a leader without a majority has not won', '甲甲乙-', 'lottery', ['甲', '乙']],
    ['without quorum nothing is decided', '甲甲', 'no-quorum', []],
  ])('%s', (_story, choices, verdict, among) => {
    expect(decide(choices).value).toMatchObject({ verdict, among });
  });

  it('knows the candidate that dropped out no more', () => {
    const { value } = decide('甲甲甲丙');
    expect([value.cast, codes(value.setAside.flatMap(({ findings }) => findings))]).toEqual([3, ['CANDIDATE_UNKNOWN']]);
  });
});

describe('ballots that do not count', () => {
  const vote = (rest: Partial<Ballot>): Ballot => ({
    id: '票',
    certificateId: '证0',
    candidateId: '甲',
    castAt: '2026-11-21T02:00:00Z',
    proxy: null,
    ...rest,
  });

  it.each<[string, Partial<Ballot>, string[]]>([
    ['at the opening', { castAt: '2026-11-20T01:00:00Z' }, []],
    ['one second before it', { castAt: '2026-11-20T00:59:59Z' }, ['VOTE_NOT_OPEN']],
    ['one second before the close', { castAt: '2026-11-22T08:59:59Z' }, []],
    ['at the close', { castAt: '2026-11-22T09:00:00Z' }, ['VOTE_CLOSED']],
    ['from outside the scope', { certificateId: '别处' }, ['VOTER_UNKNOWN']],
    ['for nobody on the list', { candidateId: '丁' }, ['CANDIDATE_UNKNOWN']],
    ['by proxy with a paper', { proxy: { personId: '女儿', paperHash: 'aa' } }, []],
    ['by proxy without a paper', { proxy: { personId: '女儿', paperHash: null } }, ['PROXY_PAPER_MISSING']],
    ['by proxy with an empty paper', { proxy: { personId: '女儿', paperHash: '' } }, ['PROXY_PAPER_MISSING']],
    ['by the firm', { proxy: { personId: '事务所员工', paperHash: 'aa' } }, ['ORGANISATION_EXCLUDED']],
  ])('%s', (_story, rest, expected) => {
    const { value } = tally([vote(rest)], election(1), 'first', policy);
    expect(codes(value.setAside.flatMap(({ findings }) => findings))).toEqual(expected);
    expect(value.cast).toBe(expected.length === 0 ? 1 : 0);
  });

  it('the first vote of a certificate counts, in the order they were cast', () => {
    const early = vote({ id: '早', castAt: '2026-11-20T02:00:00Z', candidateId: '乙' });
    const late = vote({ id: '晚', castAt: '2026-11-21T02:00:00Z', candidateId: '甲' });
    const { value } = tally([late, early], election(1), 'first', policy);
    expect([value.winner, value.setAside.map(({ ballot }) => ballot.id)]).toEqual(['乙', ['晚']]);
    expect(codes(value.setAside.flatMap(({ findings }) => findings))).toEqual(['VOTE_TWICE']);
  });

  it('an election of one is none', () => {
    expect(() => tally([], election(3, ['甲', '甲']), 'first', policy)).toThrow(RangeError);
  });
});
