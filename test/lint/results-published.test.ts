import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('results-published: every procedural result is made public (R-21)', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts a publication beside another branch, and a return',
      findings: [],
    },
    {
      name: 'not-published',
      says: 'refuses an approval that nobody hears of',
      findings: [['Task_Confirm', 'After "approved" a path ends without the publication of this result']],
    },
    {
      name: 'shortcut',
      says: 'refuses a way round the publication',
      findings: [['Task_Confirm', 'After "approved" a path ends without the publication of this result']],
    },
    {
      name: 'given-up-by-timer',
      says: 'refuses a timer that gives up before the publication',
      findings: [['Task_Confirm', 'After "approved" a path ends without the publication of this result']],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(findingsOf('results-published', await readFixture('results-published', name))).resolves.toEqual(
      findings,
    );
  });
});
