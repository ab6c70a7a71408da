import { depositFunds } from '../../db/repositories/special-accounts.repository.js';
import { formatYuan } from '../../rules/units.js';
import { fenOf } from '../amounts.js';
import { deposit, depositBody, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 专户入账: the bank's reference is booked once, however often it is sent. */
export const depositFundsRoute = defineRoute({
  method: 'post',
  path: '/projects/:id/deposits',
  access: 'deposit-funds',
  summary: '登记专户入账',
  params: idParams,
  body: depositBody,
  answer: deposit,
  handle: async ({ params, body, caller }, { db }) => {
    const amountFen = fenOf(body.amountYuan, 'amountYuan', '入账金额');
    const { balanceFen } = await db.transaction((tx) =>
      depositFunds(tx, { projectId: params.id, amountFen, reference: body.reference }, caller.accountId),
    );
    return { status: 200, body: { balanceYuan: formatYuan(balanceFen) } };
  },
});
