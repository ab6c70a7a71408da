import { describe, expect, it } from '@jest/globals';
import { comparePaperBallots } from '../../../rules/selection/paper-ballots.js';
import type { BallotEntry } from '../../../rules/selection/paper-ballots.js';
import { codes, policy } from '../builders.js';

const entry = (ballotNumber: string, candidateId: string | null = '甲', certificateId = '证1'): BallotEntry => ({
  ballotNumber,
  certificateId,
  candidateId,
});
const compare = (one: BallotEntry[], other: BallotEntry[], second = '录入乙') =>
  comparePaperBallots({ personId: '录入甲', entries: one }, { personId: second, entries: other }, policy);

describe('paper ballots entered twice', () => {
  it.each<[string, BallotEntry[], BallotEntry[], number, string[]]>([
    ['read alike', [entry('1'), entry('2', null)], [entry('2', null), entry('1')], 2, []],
    ['none at all', [], [], 0, []],
    ['another candidate', [entry('1')], [entry('1', '乙')], 0, ['ENTRY_MISMATCH']],
    ['blank for one', [entry('1')], [entry('1', null)], 0, ['ENTRY_MISMATCH']],
    ['another certificate', [entry('1')], [entry('1', '甲', '证2')], 0, ['ENTRY_MISMATCH']],
    ['entered by one only', [entry('1'), entry('2')], [entry('1')], 1, ['ENTRY_MISMATCH']],
    ['entered twice by one', [entry('1'), entry('1')], [entry('1')], 1, ['ALREADY_DONE']],
  ])('%s', (_story, one, other, agreed, expected) => {
    const decision = compare(one, other);
    expect([decision.value.length, codes(decision.findings)]).toEqual([agreed, expected]);
  });

  it('by the same person are not entered twice (SD3)', () => {
    expect(codes(compare([entry('1')], [entry('1')], '录入甲').findings)).toEqual(['SAME_OFFICER_TWICE']);
  });
});
