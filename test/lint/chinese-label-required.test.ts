import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('chinese-label-required: a process owner can read every element', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts a question with its answers',
      findings: [],
    },
    {
      name: 'english-label',
      says: 'refuses a step named in English',
      findings: [['Task_Seal', 'Element needs a Chinese label']],
    },
    {
      name: 'statement-gateway',
      says: 'refuses a gateway that decides without asking',
      findings: [['Gateway_Passed', 'A gateway that decides asks a question']],
    },
    {
      name: 'unnamed-answer',
      says: 'refuses an answer without a name',
      findings: [['Flow_2', 'Element needs a Chinese label']],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(
      findingsOf('chinese-label-required', await readFixture('chinese-label-required', name)),
    ).resolves.toEqual(findings);
  });
});
