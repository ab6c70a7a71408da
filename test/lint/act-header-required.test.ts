import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('act-header-required: every user task stands for an act of the table', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts a task that names its act and offers it to the role of that act',
      findings: [],
    },
    {
      name: 'without-act',
      says: 'refuses a task without an act',
      findings: [['Task_Seal', 'User task needs the header "act"']],
    },
    {
      name: 'unknown-act',
      says: 'refuses an act that is not in the table',
      findings: [['Task_Seal', 'Unknown act "stamp"']],
    },
    {
      name: 'wrong-role',
      says: 'refuses to offer an act to a role that may not do it',
      findings: [
        ['Task_Seal', 'Act "seal-agreement" belongs to "seal-keeper", but the candidate group is "field-officer"'],
      ],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(findingsOf('act-header-required', await readFixture('act-header-required', name))).resolves.toEqual(
      findings,
    );
  });
});
