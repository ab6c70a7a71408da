import { z } from 'zod';
import { openSurveyRound } from '../db/repositories/areas.repository.js';
import { defineWorker } from './define-worker.js';

/** 开启新一轮实测 open-survey-round: the measurements differ or an objection was upheld: two officers measure again. */
export const openSurveyRoundWorker = defineWorker({
  jobType: 'open-survey-round',
  input: z.object({ householdId: z.uuid(), surveyRound: z.number().int().min(1) }),
  output: z.object({ surveyRound: z.number().int() }),
  handle: async ({ householdId, surveyRound }, { tx }) => ({
    surveyRound: await openSurveyRound(tx, householdId, surveyRound),
  }),
});
