import { idParams, paymentList } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { readPaymentFile } from '../payment-file.js';
import { caseReadBy } from '../read-by.js';

export const showPaymentListRoute = defineRoute({
  method: 'get',
  path: '/payment-lists/:id',
  access: 'read-case',
  summary: '一份补偿款发放清单',
  params: idParams,
  answer: paymentList,
  handle: async ({ params, caller }, { db }) => {
    const { list } = await db.transaction(async (tx) => {
      const file = await readPaymentFile(tx, params.id);
      await caseReadBy(tx, caller, { kind: 'payment-list', id: params.id });
      return file;
    });
    return { status: 200, body: list };
  },
});
