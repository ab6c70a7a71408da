import { sortReceipts } from '../../rules/payment/sort-receipts.js';
import type { HeldLine, PayeeInstruction, StatementLine } from '../../rules/payment/sort-receipts.js';
import type { BankReceipt } from '../../rules/payment/match-receipts.js';
import type { Finding } from '../../rules/decision.js';
import { PaymentList } from '../entities/payment.entity.js';
import type { Transaction } from '../transaction.js';
import { holdLines, isSettledException } from './bank-exceptions.repository.js';
import { recordBankReceipts } from './bank.repository.js';
import { takeBack } from './bank-returns.repository.js';
import { mustLock } from './find.js';

export interface ImportedStatement {
  /** What does not fit; with any of it nothing of the statement counts. */
  readonly held: readonly Finding[];
  /** At least one line is of an order of ours. */
  readonly ours: boolean;
  readonly recorded: number;
  readonly returned: number;
  readonly lists: readonly string[];
}

type KnownOrder = PayeeInstruction & { readonly listId: string; readonly projectId: string };

/**
 * 导入银行回单. All of a statement counts or nothing: what does not fit is held, with an alarm, until somebody has
 * said what it is; imported again, the statement counts without it.
 */
export async function importStatement(
  tx: Transaction,
  lines: readonly StatementLine[],
  content: string,
  actor: string,
): Promise<ImportedStatement> {
  const ids = lines.map(({ endToEndId }) => endToEndId);
  const orders = await ordersOf(tx, ids);
  const known = await answeredOf(tx, ids);
  const sorted = sortReceipts(orders, known, lines);
  const open: HeldLine[] = [];
  for (const each of sorted.held) if (!(await isSettledException(tx, each))) open.push(each);
  if (open.length > 0) {
    await holdLines(tx, open, orders, actor);
    return { held: open.map(({ finding }) => finding), ours: orders.length > 0, recorded: 0, returned: 0, lists: [] };
  }
  // Known answers are recorded with the fresh ones: their lists hear of it, should they have missed it.
  const repeated = known.receipts.filter(({ endToEndId }) => orders.some((order) => order.endToEndId === endToEndId));
  const answers = [...repeated, ...sorted.answers];
  const { recorded, lists } = answers.length > 0 ? await recordBankReceipts(tx, answers, content, actor) : NOTHING;
  for (const receipt of sorted.returned) await takeBack(tx, receipt);
  return { held: [], ours: orders.length > 0, recorded, returned: sorted.returned.length, lists };
}

const NOTHING = { recorded: 0, lists: [] } as const;

/** The lists wait before their orders and the account do, as everywhere; then nobody else answers these orders. */
async function ordersOf(tx: Transaction, ids: readonly string[]): Promise<KnownOrder[]> {
  const lists = await tx.query<{ id: string }>(
    'SELECT DISTINCT list_id AS id FROM bank_instruction WHERE end_to_end_id = ANY($1) ORDER BY list_id',
    [ids],
  );
  for (const { id } of lists) await mustLock(tx, PaymentList, { id });
  return tx.query<KnownOrder>(
    `SELECT end_to_end_id AS "endToEndId", instruction.amount_fen AS "amountFen", list_id AS "listId",
       instruction.payee_account AS "payeeAccount", project_id AS "projectId"
     FROM bank_instruction instruction JOIN payment_list list ON list.id = list_id
       JOIN payment_round ON payment_round.id = round_id
     WHERE end_to_end_id = ANY($1) ORDER BY end_to_end_id FOR UPDATE OF instruction`,
    [ids],
  );
}

async function answeredOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<{ receipts: readonly BankReceipt[]; returned: readonly string[] }> {
  const rows = await tx.query<BankReceipt & { readonly back: boolean }>(
    `SELECT end_to_end_id AS "endToEndId", receipt.amount_fen AS "amountFen", status, receipt.reason,
       back.end_to_end_id IS NOT NULL AS back
     FROM bank_receipt receipt LEFT JOIN bank_return back USING (end_to_end_id) WHERE end_to_end_id = ANY($1)`,
    [ids],
  );
  return {
    receipts: rows.map(({ endToEndId, amountFen, status, reason }) => ({ endToEndId, amountFen, status, reason })),
    returned: rows.filter(({ back }) => back).map(({ endToEndId }) => endToEndId),
  };
}
