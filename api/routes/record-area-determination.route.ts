import { recordAreaDetermination } from '../../db/repositories/areas.repository.js';
import { hundredthsOf } from '../amounts.js';
import { areaDeterminationBody, created, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { requireOwnTask } from '../tasks/require-task.js';

/** 认定房屋面积: a new version with its basis. */
export const recordAreaDeterminationRoute = defineRoute({
  method: 'post',
  path: '/households/:id/area-determinations',
  access: 'determine-area',
  summary: '录入认定面积与依据',
  params: idParams,
  body: areaDeterminationBody,
  answer: created,
  handle: async ({ params, body, caller }, { db, engine }) => {
    const wanted = { taskKey: body.taskKey, acts: ['determine-area'], caseId: params.id } as const;
    await requireOwnTask(engine, caller, wanted);
    const determination = await db.transaction((tx) =>
      recordAreaDetermination(tx, {
        householdId: params.id,
        determinedBy: caller.accountId,
        areaHundredths: hundredthsOf(body.areaSqm, 'areaSqm', '认定面积'),
        basis: body.basis,
        newHomestead: body.newHomestead,
        use: body.use,
        useBasis: body.useBasis === '' ? null : body.useBasis,
      }),
    );
    return { status: 201, body: { id: determination.id } };
  },
});
