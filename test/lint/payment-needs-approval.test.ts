import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('payment-needs-approval: no money without every approval (R-56, R-59, R-61)', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts four levels, release and a covered account',
      findings: [],
    },
    {
      name: 'level-missing',
      says: 'refuses a bank file that skips a level',
      findings: [['Task_Send', 'A path leads to the bank file without: approve-payment-3']],
    },
    {
      name: 'refused-is-paid',
      says: 'refuses a refusal that leads on to the bank',
      findings: [
        [
          'Task_Send',
          'A path leads to the bank file without: approve-payment-1, approve-payment-2, approve-payment-3, approve-payment-4, release-payment',
        ],
      ],
    },
    {
      name: 'account-not-asked',
      says: 'refuses to pay beyond the account',
      findings: [['Task_Send', 'A path leads to the bank file without: check-special-account']],
    },
    {
      name: 'corrected-list-is-sent',
      says: 'refuses to send a corrected list on the old approvals',
      findings: [
        [
          'Task_Send',
          'A path leads to the bank file without: approve-payment-1, approve-payment-2, approve-payment-3, approve-payment-4, release-payment',
        ],
      ],
    },
    {
      name: 'made-anew-after-approval',
      says: 'refuses a list that goes straight to the bank',
      findings: [
        [
          'Task_Send',
          'A path leads to the bank file without: approve-payment-1, approve-payment-2, approve-payment-3, approve-payment-4, check-special-account, release-payment',
        ],
      ],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(
      findingsOf('payment-needs-approval', await readFixture('payment-needs-approval', name)),
    ).resolves.toEqual(findings);
  });
});
