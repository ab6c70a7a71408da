import { PaymentItem, PaymentList } from '../../db/entities/payment.entity.js';
import { mustFind } from '../../db/repositories/find.js';
import { correctPayee } from '../../db/repositories/payment-lists.repository.js';
import { idParams, payeeBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { requireOwnTask } from '../tasks/require-task.js';

/** 更正收款信息: only of a payment the bank sent back, and only within the task of its list. */
export const correctPayeeRoute = defineRoute({
  method: 'put',
  path: '/payment-items/:id/payee',
  access: 'correct-payee',
  summary: '更正退回款项的收款信息',
  params: idParams,
  body: payeeBody,
  handle: async ({ params, body, caller }, { db, engine }) => {
    const list = await db.transaction(async (tx) => {
      const { roundId } = await mustFind(tx, PaymentItem, { id: params.id });
      return mustFind(tx, PaymentList, { roundId });
    });
    await requireOwnTask(engine, caller, { taskKey: body.taskKey, acts: ['correct-payee'], caseId: list.id });
    const { payeeName, payeeAccount } = body;
    await db.transaction((tx) =>
      correctPayee(tx, { itemId: params.id, payeeName, payeeAccount, correctedBy: caller.accountId }),
    );
    return { status: 204 };
  },
});
