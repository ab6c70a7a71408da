import { roundOf } from '../../db/acts/index.js';
import { recordNegotiation } from '../../db/repositories/negotiations.repository.js';
import { created, idParams, negotiationBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { requireOwnTask } from '../tasks/require-task.js';

/** 协商记录: what this officer noted of this round; may be corrected until the task is completed. */
export const recordNegotiationRoute = defineRoute({
  method: 'post',
  path: '/households/:id/negotiations',
  access: 'negotiate',
  summary: '录入协商记录',
  params: idParams,
  body: negotiationBody,
  answer: created,
  handle: async ({ params, body, caller }, { db, engine }) => {
    await requireOwnTask(engine, caller, { taskKey: body.taskKey, acts: ['negotiate'], caseId: params.id });
    const record = await db.transaction(async (tx) =>
      recordNegotiation(tx, {
        householdId: params.id,
        round: await roundOf(tx, 'negotiate', params.id),
        officerId: caller.accountId,
        summary: body.summary,
      }),
    );
    return { status: 201, body: { id: record.id } };
  },
});
