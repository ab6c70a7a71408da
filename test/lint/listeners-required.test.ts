import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('listeners-required: every user task is guarded in the engine', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts a task with both guards',
      findings: [],
    },
    {
      name: 'without-listeners',
      says: 'refuses a task that anybody could complete',
      findings: [
        ['Task_Seal', 'User task needs the "assigning" listener "guard-assignment"'],
        ['Task_Seal', 'User task needs the "completing" listener "guard-completion"'],
      ],
    },
    {
      name: 'guard-at-wrong-event',
      says: 'refuses a guard that listens to another event',
      findings: [['Task_Seal', 'User task needs the "completing" listener "guard-completion"']],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(findingsOf('listeners-required', await readFixture('listeners-required', name))).resolves.toEqual(
      findings,
    );
  });
});
