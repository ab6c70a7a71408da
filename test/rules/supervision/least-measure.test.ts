import { describe, expect, it } from '@jest/globals';
import { MEASURES, tooMild } from '../../../rules/supervision/least-measure.js';
import { codes } from '../builders.js';

describe('a breach of the rules of signing is not treated more mildly than the firm’s table says (R-72)', () => {
  it.each([
    ['education', 'education', []],
    ['education', 'performance', ['MEASURE_TOO_MILD']],
    ['performance', 'transfer', ['MEASURE_TOO_MILD']],
    ['transfer', 'transfer', []],
    ['dismissal', 'education', []],
  ] as const)('%s where the least is %s', (measure, least, expected) => {
    expect(codes(tooMild(measure, least))).toEqual(expected);
  });

  it('leaves it to the decision whether there was a breach at all', () => {
    for (const least of MEASURES) expect(tooMild('none', least)).toEqual([]);
  });
});
