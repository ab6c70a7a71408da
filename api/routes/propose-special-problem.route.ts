import { proposeReview } from '../../db/repositories/propose-review.repository.js';
import { fenOf } from '../amounts.js';
import { created, idParams, specialProblemBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 提请公信评议: one special problem of a household at a time, while it is negotiated; the same twice is one. */
export const proposeSpecialProblemRoute = defineRoute({
  method: 'post',
  path: '/households/:id/special-problems',
  access: 'propose-special-problem',
  summary: '提请公信评议',
  params: idParams,
  body: specialProblemBody,
  answer: created,
  handle: async ({ params, body, caller }, { db }) => {
    const { amountYuan, planLimitYuan, planClause, ...words } = body;
    const fen = (text: string | undefined, field: string, label: string): bigint | null =>
      text === undefined ? null : fenOf(text, field, label);
    const proposed = {
      ...words,
      amountFen: fen(amountYuan, 'amountYuan', '涉及金额'),
      planLimitFen: fen(planLimitYuan, 'planLimitYuan', '方案最高金额'),
      planClause: planClause ?? null,
    };
    const { id } = await db.transaction((tx) => proposeReview(tx, params.id, proposed, caller.accountId));
    return { status: 201, body: { id } };
  },
});
