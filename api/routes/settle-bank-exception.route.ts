import { settleException } from '../../db/repositories/bank-exceptions.repository.js';
import { exceptionSettlementBody, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 处理银行回单异常: what the line was; the statement may then be imported again and counts without it. */
export const settleBankExceptionRoute = defineRoute({
  method: 'post',
  path: '/bank-exceptions/:id/settlement',
  access: 'settle-bank-exception',
  summary: '登记一项银行回单异常的处理结果',
  params: idParams,
  body: exceptionSettlementBody,
  handle: async ({ params: { id }, body: { reason }, caller }, { db }) => {
    await db.transaction((tx) => settleException(tx, { id, reason, actor: caller.accountId }));
    return { status: 204 };
  },
});
