import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('known-job-type: no job waits for a worker that does not exist', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts the job types that workers take',
      findings: [],
    },
    {
      name: 'unknown-job-type',
      says: 'refuses a job type nobody takes',
      findings: [['Task_Apply', 'No worker for job type "apply-seal"']],
    },
    {
      name: 'unknown-listener',
      says: 'refuses a task listener nobody takes',
      findings: [['Task_Seal', 'No worker for job type "guard-everything"']],
    },
    {
      name: 'without-job-type',
      says: 'refuses a service task without a job type',
      findings: [['Task_Apply', 'Task has no job type']],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(findingsOf('known-job-type', await readFixture('known-job-type', name))).resolves.toEqual(findings);
  });
});
