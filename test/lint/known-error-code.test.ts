import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('known-error-code: an error that nobody throws is never caught', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts a code of the list',
      findings: [],
    },
    {
      name: 'unknown-code',
      says: 'refuses a code that is not in the list',
      findings: [['Error_1', 'Unknown error code "NOT_COMISSIONED"']],
    },
    {
      name: 'without-code',
      says: 'refuses an error without a code',
      findings: [['Error_1', 'Error has no code']],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(findingsOf('known-error-code', await readFixture('known-error-code', name))).resolves.toEqual(
      findings,
    );
  });
});
