import type { BookAccount, MovementKind } from '../../rules/vocabulary/account-book.js';
import type { IsoInstant } from '../../rules/dates.js';
import type { Transaction } from '../transaction.js';

/** One account of a project's book: everything it took and gave, and what is in it. Money in fen. */
export interface BookLine {
  readonly account: BookAccount;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
  readonly balanceFen: bigint;
}

/** A movement with both its sides and what is in each account after it. */
export interface Movement {
  readonly number: number;
  readonly at: IsoInstant;
  readonly kind: MovementKind;
  /** The paper it rests on: the bank's voucher, the list with its version, the decision, the order. */
  readonly document: string;
  readonly amountFen: bigint;
  readonly debited: BookAccount;
  readonly debitedFen: bigint;
  readonly credited: BookAccount;
  readonly creditedFen: bigint;
}

/** The trial balance of a project's book, and whether every movement, side and balance of it agree. */
export async function trialBalance(
  tx: Transaction,
  projectId: string,
): Promise<{ readonly lines: readonly BookLine[]; readonly balanced: boolean }> {
  const lines = await tx.query<BookLine>(
    `SELECT account, debit_fen AS "debitFen", credit_fen AS "creditFen", balance_fen AS "balanceFen"
     FROM trial_balance($1)`,
    [projectId],
  );
  const { balanced } = await tx.one<{ balanced: boolean }>('SELECT book_is_balanced($1) AS balanced', [projectId]);
  return { lines, balanced };
}

/** The movements before a number, newest first; without a number the last ones. */
export const movementsOf = (
  tx: Transaction,
  projectId: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<Movement[]> =>
  tx.query<Movement>(
    `SELECT debit.number, entry.at, entry.kind, entry.amount_fen AS "amountFen",
       CASE WHEN entry.kind IN ('sending', 'payment', 'rejection', 'refund') THEN split_part(reference, ':', 2)
         WHEN entry.kind = 'deposit' THEN substr(reference, 9)
         WHEN decision.id IS NOT NULL THEN decision.number
         WHEN list.id IS NOT NULL THEN list.number || ' 第' || split_part(reference, ':', 3) || '版'
         ELSE split_part(reference, ':', 2) END AS document,
       debit.account AS debited, debit.balance_fen AS "debitedFen",
       credit.account AS credited, credit.balance_fen AS "creditedFen"
     FROM special_account_posting debit JOIN special_account_entry entry ON entry.id = debit.entry_id
       JOIN special_account_posting credit ON credit.entry_id = entry.id AND credit.side = 'credit'
       LEFT JOIN payment_list list ON entry.kind IN ('reservation', 'return')
         AND list.id::text = split_part(reference, ':', 2)
       LEFT JOIN compensation_decision decision ON decision.id = entry.decision_id
     WHERE debit.project_id = $1 AND debit.side = 'debit' AND ($2::integer IS NULL OR debit.number < $2)
     ORDER BY debit.number DESC LIMIT $3`,
    [projectId, before, limit],
  );
