import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('review-before-seal: nothing is sealed before its review (R-41)', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts a seal after the answer "approved"',
      findings: [],
    },
    {
      name: 'four-gates',
      says: 'accepts a review that can only be approved by all four',
      findings: [],
    },
    {
      name: 'without-review',
      says: 'refuses a seal without review',
      findings: [['Task_Seal', 'A path leads here without the approval of: file-bag-review']],
    },
    {
      name: 'verdict-not-asked',
      says: 'refuses a seal after a review whose verdict nobody asks for',
      findings: [['Task_Seal', 'A path leads here without the approval of: file-bag-review']],
    },
    {
      name: 'returned-is-sealed',
      says: 'refuses to seal what was returned',
      findings: [['Task_Seal', 'A path leads here without the approval of: file-bag-review']],
    },
    {
      name: 'other-variable-asked',
      says: 'refuses a decision on another variable than the verdict',
      findings: [['Task_Seal', 'A path leads here without the approval of: file-bag-review']],
    },
    {
      name: 'verdict-overwritten',
      says: 'refuses a verdict that the mapping invents',
      findings: [['Task_Seal', 'A path leads here without the approval of: file-bag-review']],
    },
    {
      name: 'timer-interrupts-review',
      says: 'refuses a timer that gives up waiting for the review',
      findings: [['Task_Seal', 'A path leads here without the approval of: file-bag-review']],
    },
    {
      name: 'prepared-anew-after-review',
      says: 'refuses to seal an agreement prepared anew after its review',
      findings: [['Task_Seal', 'A path leads here without the approval of: file-bag-review']],
    },
    {
      name: 'gate-missing',
      says: 'refuses a review that lacks a gate',
      findings: [['Event_Approved', 'A path leads here without the approval of: review-supervision-department']],
    },
    {
      name: 'verdict-invented',
      says: 'refuses gates that always say "approved"',
      findings: [
        [
          'Event_Approved',
          'A path leads here without the approval of: approve-agreement, review-investment-supervisor, review-project-supervisor, review-supervision-department',
        ],
      ],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(findingsOf('review-before-seal', await readFixture('review-before-seal', name))).resolves.toEqual(
      findings,
    );
  });
});
