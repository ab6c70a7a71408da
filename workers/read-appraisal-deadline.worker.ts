import { z } from 'zod';
import { refusal } from '../db/errors.js';
import { appraisalPlanOf } from '../db/repositories/review-facts.repository.js';
import { endOfDay } from '../rules/dates.js';
import { defineWorker } from './define-worker.js';

/** 读取评议截止 read-appraisal-deadline: the end of the last day on which ballots count. */
export const readAppraisalDeadlineWorker = defineWorker({
  jobType: 'read-appraisal-deadline',
  input: z.object({ reviewId: z.uuid() }),
  output: z.object({ closesAt: z.string() }),
  handle: async ({ reviewId }, { tx }) => {
    const plan = await appraisalPlanOf(tx, reviewId);
    if (plan === undefined) throw refusal('FIELD_MISSING', '尚未拟定评议名单', 'R-75');
    return { closesAt: endOfDay(plan.closesOn) };
  },
});
