import { recordAreaSurvey } from '../../db/repositories/areas.repository.js';
import { roundOf } from '../../db/acts/index.js';
import { hundredthsOf } from '../amounts.js';
import { areaSurveyBody, created, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { requireOwnTask } from '../tasks/require-task.js';

/** 实测房屋面积: what this officer measured in this round; may be corrected until the task is completed. */
export const recordAreaSurveyRoute = defineRoute({
  method: 'post',
  path: '/households/:id/area-surveys',
  access: 'survey-area',
  summary: '录入实测面积',
  params: idParams,
  body: areaSurveyBody,
  answer: created,
  handle: async ({ params, body, caller }, { db, engine }) => {
    const wanted = { taskKey: body.taskKey, acts: ['survey-area'], caseId: params.id } as const;
    await requireOwnTask(engine, caller, wanted);
    const survey = await db.transaction(async (tx) =>
      recordAreaSurvey(tx, {
        householdId: params.id,
        round: await roundOf(tx, 'survey-area', params.id),
        officerId: caller.accountId,
        measuredHundredths: hundredthsOf(body.measuredAreaSqm, 'measuredAreaSqm', '实测面积'),
        note: body.note ?? null,
      }),
    );
    return { status: 201, body: { id: survey.id } };
  },
});
