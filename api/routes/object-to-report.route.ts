import { requestObjection } from '../../db/repositories/report-objections.repository.js';
import { created, reportObjectionBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 申请复核、鉴定: by the household of the report, within its days. The same words twice are one request. */
export const objectToReportRoute = defineRoute({
  method: 'post',
  path: '/my-case/report-objections',
  access: 'household',
  summary: '被征收户对评估报告申请复核或专家鉴定',
  body: reportObjectionBody,
  answer: created,
  handle: async ({ body, caller }, { db }) => {
    const { id } = await db.transaction((tx) => requestObjection(tx, { ...body, householdId: caller.householdId }));
    return { status: 201, body: { id } };
  },
});
