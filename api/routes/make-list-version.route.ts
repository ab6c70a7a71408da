import { makeListVersion } from '../../db/repositories/payment-lists.repository.js';
import { formatYuan } from '../../rules/units.js';
import { idParams, listVersion, listVersionBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { requireOwnTask } from '../tasks/require-task.js';

/** 编制发放清单: the next version from everything that is due. Made again unchanged, it is the same version. */
export const makeListVersionRoute = defineRoute({
  method: 'post',
  path: '/payment-lists/:id/versions',
  access: 'make-payment-list',
  summary: '编制发放清单的新版本',
  params: idParams,
  body: listVersionBody,
  answer: listVersion,
  handle: async ({ params, body, caller }, { db, engine }) => {
    await requireOwnTask(engine, caller, { taskKey: body.taskKey, acts: ['make-payment-list'], caseId: params.id });
    const list = await db.transaction((tx) => makeListVersion(tx, params.id, caller.accountId));
    const { id, version, totalFen, listHash } = list;
    return { status: 201, body: { listId: id, version, totalYuan: formatYuan(totalFen), listHash: listHash ?? '' } };
  },
});
