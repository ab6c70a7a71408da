import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

const REQUIREMENTS = 76;
const SEPARATIONS = 18;

describe('clauses-required: every step rests on a clause', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts clauses of both lists',
      findings: [],
    },
    {
      name: 'without-clauses',
      says: 'refuses a step that rests on nothing',
      findings: [['Task_Apply', 'Step needs the property "clauses"']],
    },
    {
      name: 'unknown-clause',
      says: 'refuses clauses beyond the lists and free text',
      findings: [
        ['Task_Seal', `Unknown clause "R-${REQUIREMENTS + 1}"`],
        ['Task_Seal', `Unknown clause "SD${SEPARATIONS + 1}"`],
        ['Task_Seal', 'Unknown clause "第五条"'],
      ],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(findingsOf('clauses-required', await readFixture('clauses-required', name))).resolves.toEqual(
      findings,
    );
  });
});
