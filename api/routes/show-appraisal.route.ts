import { mayReadCase } from '../authorize.js';
import { appraisalView, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { appraisalSections } from '../present/report-objection.js';
import { readBy } from '../read-by.js';

/** 评估报告 (R-32 to R-36, SD4): the household's reports and its objections; the firm reads none before the hand-down. */
export const showAppraisalRoute = defineRoute({
  method: 'get',
  path: '/households/:id/appraisal',
  access: 'read-case',
  summary: '一户的评估报告、复核与鉴定',
  params: idParams,
  answer: appraisalView,
  handle: async ({ params, caller }, { db }) => {
    mayReadCase(caller, params.id);
    const sections = await db.transaction(async (tx) => {
      await readBy(tx, caller, params.id);
      return appraisalSections(tx, caller.accountId, params.id);
    });
    return { status: 200, body: { sections } };
  },
});
