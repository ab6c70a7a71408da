import { describe, expect, it } from '@jest/globals';
import { decidePanel } from '../../../rules/panel/panel-vote.js';
import type { PanelBallot } from '../../../rules/panel/panel-vote.js';
import { codes, policy } from '../builders.js';

const people = (count: number) => Array.from({ length: count }, (_, index) => `员${String(index)}`);
const VOTES = { 是: 'for', 否: 'against', 弃: 'abstain' } as const;
const ballots = (choices: string): PanelBallot[] =>
  Array.from(choices).map((choice, index) => ({
    personId: `员${String(index)}`,
    vote: VOTES[choice as keyof typeof VOTES],
  }));
const hold = (members: number, present: number, votes: PanelBallot[]) =>
  decidePanel({ memberIds: people(members), presentIds: people(present), ballots: votes }, policy);

describe('the vote of a panel (R-30)', () => {
  it.each([
    ['three of five', 5, 5, '是是是否否', 'adopted', []],
    ['two of five', 5, 5, '是是否否否', 'not-adopted', []],
    ['a tie adopts nothing', 5, 4, '是是否否', 'not-adopted', []],
    ['who abstains is present', 5, 5, '是是弃弃弃', 'not-adopted', []],
    ['nobody votes', 5, 5, '', 'not-adopted', []],
    ['four of five are two thirds', 5, 4, '是是是否', 'adopted', []],
    ['three of five are not', 5, 3, '是是是', null, ['NO_QUORUM']],
    ['exactly two thirds', 9, 6, '是是是是否否', 'adopted', []],
    ['one fewer', 9, 5, '是是是是是', null, ['NO_QUORUM']],
    ['nobody at all', 0, 0, '', null, ['NO_QUORUM']],
  ])('%s', (_story, members, present, votes, outcome, expected) => {
    const decision = hold(members, present, ballots(votes));
    expect([decision.value.outcome, codes(decision.findings)]).toEqual([outcome, expected]);
  });

  it.each<[string, PanelBallot, string[]]>([
    ['of somebody who is absent', { personId: '员4', vote: 'for' }, ['VOTER_UNKNOWN']],
    ['of a stranger', { personId: '路人', vote: 'for' }, ['VOTER_UNKNOWN']],
    ['of the same person again', { personId: '员0', vote: 'against' }, ['VOTE_TWICE']],
  ])('a vote %s decides nothing', (_story, extra, expected) => {
    const decision = hold(5, 4, [...ballots('是是是否'), extra]);
    expect([decision.value.outcome, codes(decision.findings)]).toEqual([null, expected]);
  });

  it('does not count strangers as present', () => {
    const session = { memberIds: people(5), presentIds: ['员0', '员1', '员2', '路人'], ballots: [] };
    expect(codes(decidePanel(session, policy).findings)).toEqual(['NO_QUORUM']);
  });
});
