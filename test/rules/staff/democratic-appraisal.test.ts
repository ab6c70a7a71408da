import { describe, expect, it } from '@jest/globals';
import { appraise, checkMeasures } from '../../../rules/staff/democratic-appraisal.js';
import type { AppraisalVote, VoterGroup } from '../../../rules/staff/democratic-appraisal.js';
import { codes, policy } from '../builders.js';

const votes = (group: VoterGroup, ...scores: number[]): AppraisalVote[] =>
  scores.map((score) => ({ group, score, favour: false }));

describe('democratic appraisal (R-75)', () => {
  it.each<[string, AppraisalVote[], number | null, boolean]>([
    ['at the line', votes('residents', 60, 60, 60, 60, 60), 6000, false],
    ['a hundredth below it', votes('residents', 60, 60, 60, 60, 59), 5980, true],
    ['four ballots say nothing', votes('residents', 100, 100, 100, 100), 10_000, true],
    ['no ballot at all', [], null, true],
    [
      'many colleagues do not outweigh few residents',
      [...votes('residents', 20), ...votes('colleagues', 100, 100, 100, 100)],
      6000,
      false,
    ],
    [
      'each group weighs the same',
      [...votes('residents', 30, 30), ...votes('committee', 60), ...votes('colleagues', 90, 90)],
      6000,
      false,
    ],
    ['rounded down', [...votes('residents', 80, 80, 81), ...votes('committee', 90, 91)], 8541, false],
  ])('%s', (_story, given, score, below) => {
    const result = appraise(given, policy);
    expect([result.scoreHundredths, result.below]).toEqual([score, below]);
  });

  it('is below the line when anybody has seen favour or connections, however good the marks', () => {
    const marks = votes('committee', 100, 100, 100, 100);
    const result = appraise([...marks, { group: 'residents', score: 100, favour: true }], policy);
    expect(result).toEqual({ ballots: 5, scoreHundredths: 10_000, favourReports: 1, below: true });
  });

  it.each<[string, string[], string[], string[]]>([
    ['everybody below has one', ['甲', '乙'], ['乙', '甲'], []],
    ['one is left out', ['甲', '乙'], ['乙'], ['FIELD_MISSING']],
    ['somebody else is named', ['甲'], ['甲', '丙'], ['FIELD_NOT_APPLICABLE']],
  ])('measures: %s', (_story, below, named, expected) => {
    expect(codes(checkMeasures(below, named, policy).findings)).toEqual(expected);
  });
});
