import type { BankExceptionKind, HeldLine } from '../../rules/payment/sort-receipts.js';
import type { IsoInstant } from '../../rules/dates.js';
import { hashOfText } from '../content-hash.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { raiseAlarm, settleAlarms } from './alarms.repository.js';
import { appendEntry } from './ledger.repository.js';

/** Who has to know at once when the bank and the books do not agree. */
export const TOLD_OF_EXCEPTIONS = [
  'bookkeeper',
  'finance-head',
  'investment-supervisor',
  'supervision-department',
  'state-assets-inspector',
] as const;

/** A line of a statement that does not fit, as people read it. Money in fen. */
export interface BankException {
  readonly id: string;
  readonly kind: BankExceptionKind;
  readonly text: string;
  readonly amountFen: bigint;
  readonly raisedAt: IsoInstant;
  /** What it was, by whom and when; null while it is held. */
  readonly reason: string | null;
  readonly settledBy: string | null;
  readonly settledAt: IsoInstant | null;
}

const keyOf = ({ kind, line }: HeldLine) => [kind, line.endToEndId, line.amountFen, line.status] as const;

export async function isSettledException(tx: Transaction, held: HeldLine): Promise<boolean> {
  const { settled } = await tx.one<{ settled: boolean }>(
    `SELECT EXISTS (SELECT FROM bank_exception JOIN bank_exception_settlement ON exception_id = id
       WHERE kind = $1 AND end_to_end_id = $2 AND amount_fen = $3 AND status = $4) AS settled`,
    keyOf(held),
  );
  return settled;
}

/** Holds lines, each once however often the bank says it, and tells who has to know. */
export async function holdLines(
  tx: Transaction,
  lines: readonly HeldLine[],
  orders: readonly { readonly endToEndId: string; readonly projectId: string }[],
  actor: string,
): Promise<void> {
  for (const held of lines) {
    const { message: text } = held.finding;
    const own = orders.find(({ endToEndId }) => endToEndId === held.line.endToEndId) ?? orders[0];
    const projectId = own?.projectId ?? null;
    const fresh = await tx.maybeOne<{ id: string }>(
      `INSERT INTO bank_exception (kind, end_to_end_id, amount_fen, status, text, project_id, imported_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT ON CONSTRAINT bank_exception_once DO NOTHING RETURNING id`,
      [...keyOf(held), text, projectId, actor],
    );
    if (!fresh) continue;
    await raiseAlarm(tx, {
      kind: 'bank-exception',
      caseId: fresh.id,
      text: `${text}；查明前整份回单不入账`,
      roles: TOLD_OF_EXCEPTIONS,
      projectId,
      clauses: ['R-60'],
    });
  }
}

/** Says what a held line was. It is passed over from then on; it never counts as an answer to an order. */
export async function settleException(
  tx: Transaction,
  { id, reason, actor }: { readonly id: string; readonly reason: string; readonly actor: string },
): Promise<void> {
  const exception = await tx.maybeOne<{ settled: boolean }>(
    `SELECT EXISTS (SELECT FROM bank_exception_settlement WHERE exception_id = id) AS settled FROM bank_exception
     WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!exception) throw refusal('RECEIPT_UNKNOWN', '没有这项银行回单异常', 'R-60');
  if (exception.settled) throw refusal('ALREADY_DONE', '这项异常已经处理过', 'R-60');
  await tx.query('INSERT INTO bank_exception_settlement (exception_id, reason, settled_by) VALUES ($1, $2, $3)', [
    id,
    reason,
    actor,
  ]);
  await settleAlarms(tx, id);
  const payload = { act: 'settle-bank-exception', reasonHash: hashOfText(reason) };
  await appendEntry(tx, { caseId: id, kind: 'act-recorded', actorId: actor, clauses: ['R-60'], payload });
}

/** Held lines first, then the settled ones, newest first; of a project and of none. */
export const exceptionsOf = (tx: Transaction, projectId: string): Promise<BankException[]> =>
  tx.query<BankException>(
    `SELECT exception.id, kind, text, amount_fen AS "amountFen", raised_at AS "raisedAt", reason,
       account.display_name AS "settledBy", settled_at AS "settledAt"
     FROM bank_exception exception LEFT JOIN bank_exception_settlement ON exception_id = exception.id
       LEFT JOIN account ON account.id = settled_by
     WHERE project_id = $1 OR project_id IS NULL
     ORDER BY settled_at IS NOT NULL, raised_at DESC, exception.id LIMIT 200`,
    [projectId],
  );
