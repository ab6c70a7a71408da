import { z } from 'zod';
import { surveysOfRound } from '../db/repositories/areas.repository.js';
import { policyOfCase } from '../db/repositories/policy-book.js';
import { compareSurveys } from '../rules/area/compare-surveys.js';
import { defineWorker } from './define-worker.js';

/** 实测比对 compare-area-surveys: do the two measurements of this round agree within the tolerance? */
export const compareAreaSurveysWorker = defineWorker({
  jobType: 'compare-area-surveys',
  input: z.object({ householdId: z.uuid(), surveyRound: z.number().int().min(1) }),
  output: z.object({ surveysAgree: z.boolean() }),
  handle: async ({ householdId, surveyRound }, { tx }) => {
    const surveys = await surveysOfRound(tx, householdId, surveyRound);
    const policy = await policyOfCase(tx, 'household', householdId);
    return { surveysAgree: compareSurveys(surveys, surveyRound, policy).passed };
  },
});
