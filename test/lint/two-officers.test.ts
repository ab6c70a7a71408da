import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('two-officers: two officers at every contact (R-42)', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts two tasks side by side',
      findings: [],
    },
    {
      name: 'one-task',
      says: 'refuses one officer alone',
      findings: [
        ['Task_NegotiateFirst', 'Act "negotiate" needs two tasks side by side between a parallel fork and join'],
      ],
    },
    {
      name: 'one-after-the-other',
      says: 'refuses two tasks that are not one contact',
      findings: [
        ['Task_NegotiateFirst', 'Act "negotiate" needs two tasks side by side between a parallel fork and join'],
        ['Task_NegotiateSecond', 'Act "negotiate" needs two tasks side by side between a parallel fork and join'],
      ],
    },
    {
      name: 'second-officer-optional',
      says: 'refuses a second officer who may be left out',
      findings: [
        ['Task_NegotiateFirst', 'Act "negotiate" needs two tasks side by side between a parallel fork and join'],
        ['Task_NegotiateSecond', 'Act "negotiate" needs two tasks side by side between a parallel fork and join'],
      ],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(findingsOf('two-officers', await readFixture('two-officers', name))).resolves.toEqual(findings);
  });
});
