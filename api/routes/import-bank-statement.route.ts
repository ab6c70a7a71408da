import { z } from 'zod';
import { BusinessError, NotFoundError } from '../../db/errors.js';
import { importStatement } from '../../db/repositories/bank-statements.repository.js';
import { fenOf } from '../amounts.js';
import { readBankStatement } from '../bank-statement.js';
import type { StatedReceipt } from '../bank-statement.js';
import { bankStatement, bankStatementBody } from '../contract/index.js';
import type { BankStatementBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** A statement as given, kept as evidence, with the receipts read from it. */
function statementOf(body: string | BankStatementBody): { content: string; receipts: readonly StatedReceipt[] } {
  if (typeof body === 'string') return { content: body, receipts: readBankStatement(body) };
  const receipts = body.receipts.map((receipt) => ({ ...receipt, reason: receipt.reason ?? null }));
  return { content: JSON.stringify(body), receipts };
}

/**
 * 导入银行回单: all receipts or none, to the fen; the same statement again changes nothing. What does not fit is kept
 * and held, and the answer names it.
 */
export const importBankStatementRoute = defineRoute({
  method: 'post',
  path: '/bank-statements',
  access: 'import-bank-statement',
  summary: '导入银行回单（pain.002 / camt.053 / camt.054 XML 或 JSON）',
  bodyKind: 'xml-or-json',
  body: z.union([z.string().min(1), bankStatementBody], { error: '请提交银行回单（XML 或 JSON）' }),
  answer: bankStatement,
  handle: async ({ body, caller }, { db }) => {
    const { content, receipts } = statementOf(body);
    const stated = receipts.map(({ amountYuan, ...receipt }) => ({
      ...receipt,
      amountFen: fenOf(amountYuan, receipt.endToEndId, '回单金额'),
    }));
    const { held, ours, recorded, lists } = await db.transaction((tx) =>
      importStatement(tx, stated, content, caller.accountId),
    );
    if (!ours) throw new NotFoundError('bank_instruction', 'of this statement');
    if (held.length > 0) throw new BusinessError(held);
    const count = (status: StatedReceipt['status']) => stated.filter((each) => each.status === status).length;
    return { status: 200, body: { lists: [...lists], recorded, paid: count('paid'), failed: count('failed') } };
  },
});
