import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('form-required: every task can be decided in Tasklist', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts a form that is there',
      findings: [],
    },
    {
      name: 'unknown-form',
      says: 'refuses a form that is not there',
      findings: [['Task_Confirm', 'There is no form "confirm-scop"']],
    },
    {
      name: 'without-form',
      says: 'refuses a task without a form',
      findings: [['Task_Confirm', 'Task has no form']],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(findingsOf('form-required', await readFixture('form-required', name))).resolves.toEqual(findings);
  });
});
