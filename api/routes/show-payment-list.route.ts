import { idParams, paymentList } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { readPaymentFile } from '../payment-file.js';

export const showPaymentListRoute = defineRoute({
  method: 'get',
  path: '/payment-lists/:id',
  access: 'read-case',
  summary: '一份补偿款发放清单',
  params: idParams,
  answer: paymentList,
  handle: async ({ params }, { db }) => {
    const { list } = await db.transaction((tx) => readPaymentFile(tx, params.id));
    return { status: 200, body: list };
  },
});
