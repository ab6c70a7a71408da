import { PaymentList, PaymentRound } from '../entities/payment.entity.js';
import type { Transaction } from '../transaction.js';
import { raiseAlarm, settleAlarms } from './alarms.repository.js';
import { mustFind, mustLock } from './find.js';
import { setStage } from './households.repository.js';
import { appendEntries, appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { bookEntry } from './special-accounts.repository.js';

interface Answered {
  readonly itemId: string;
  readonly householdId: string;
  readonly endToEndId: string;
  readonly amountFen: bigint;
  /** Owed by a decision: its money stays reserved until the bank has paid it. */
  readonly decided: boolean;
  readonly status: 'paid' | 'failed';
}

/**
 * Settles what the bank answered on the list's current version: paid items are closed and their households told,
 * failed ones go back to the maker and their money to the account. Asked again it settles nothing twice.
 */
export async function settlePayments(
  tx: Transaction,
  listId: string,
): Promise<{ allPaid: boolean; paidCount: number; failedCount: number }> {
  const list = await mustLock(tx, PaymentList, { id: listId });
  const { projectId } = await mustFind(tx, PaymentRound, { id: list.roundId });
  const answered = await tx.query<Answered>(
    `SELECT item.id AS "itemId", item.household_id AS "householdId", instruction.end_to_end_id AS "endToEndId",
       receipt.amount_fen AS "amountFen", item.decision_id IS NOT NULL AS decided,
       result_of(end_to_end_id, receipt.status) AS status
     FROM bank_instruction instruction JOIN bank_receipt receipt USING (end_to_end_id)
       JOIN payment_item item ON item.id = instruction.item_id
     WHERE instruction.list_id = $1 AND instruction.version = $2 AND item.status = 'sent' ORDER BY item.id`,
    [listId, list.version],
  );
  const paid = answered.filter(({ status }) => status === 'paid');
  const failed = answered.filter(({ status }) => status === 'failed');
  // That an order was paid or came back was booked with the receipt; what came back may be promised again.
  for (const each of failed.filter(({ decided }) => !decided)) {
    await bookEntry(tx, projectId, 'return', each.amountFen, `return:${each.endToEndId}`);
  }
  await setItems(tx, paid, 'paid');
  await setItems(tx, failed, 'failed');
  await tellPaid(tx, projectId, list, paid);
  return closeList(tx, list, answered.length > 0);
}

async function setItems(tx: Transaction, items: readonly Answered[], status: 'paid' | 'failed'): Promise<void> {
  await tx.query('UPDATE payment_item SET status = $2 WHERE id = ANY($1)', [items.map(({ itemId }) => itemId), status]);
}

async function tellPaid(
  tx: Transaction,
  projectId: string,
  list: PaymentList,
  paid: readonly Answered[],
): Promise<void> {
  const settled = await fullyPaid(tx, [...new Set(paid.map(({ householdId }) => householdId))]);
  await setStage(tx, settled, 'paid');
  await emit(
    tx,
    settled.map((householdId) => ({
      name: 'payment-settled',
      correlationKey: householdId,
      variables: { projectId, householdId },
    })),
  );
  await appendEntries(
    tx,
    paid.map(({ householdId, itemId, amountFen }) => ({
      caseId: householdId,
      kind: 'payment-settled',
      actorId: SYSTEM_ACTOR,
      clauses: ['R-60'],
      payload: { itemId, listId: list.id, version: list.version, amountFen },
    })),
  );
}

/**
 * Of these households, those of whose house everybody is paid: the household and, where it is let, the owner. A case that
 * is closed stays closed when money that came back is paid again.
 */
async function fullyPaid(tx: Transaction, householdIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM unnest($1::uuid[]) AS of (id) JOIN household USING (id) WHERE stage <> 'closed' AND NOT EXISTS (
       SELECT FROM payment_item WHERE household_id = of.id AND status <> 'paid')`,
    [householdIds],
  );
  return rows.map(({ id }) => id);
}

async function closeList(
  tx: Transaction,
  list: PaymentList,
  settledNow: boolean,
): Promise<{ allPaid: boolean; paidCount: number; failedCount: number }> {
  const counts = await tx.one<{ paidCount: number; failedCount: number; all: number }>(
    `SELECT count(*) FILTER (WHERE status = 'paid')::int AS "paidCount",
       count(*) FILTER (WHERE status = 'failed')::int AS "failedCount", count(*)::int AS all
     FROM payment_item WHERE round_id = $1`,
    [list.roundId],
  );
  const { paidCount, failedCount, all } = counts;
  const allPaid = paidCount === all;
  if (allPaid)
    await tx.query(`UPDATE payment_list SET status = 'settled' WHERE id = $1 AND status = 'sent'`, [list.id]);
  if (allPaid) await settleAlarms(tx, list.id);
  if (settledNow) {
    const payload = { version: list.version, paidCount, failedCount };
    await appendEntry(tx, {
      caseId: list.id,
      kind: 'payment-settled',
      actorId: SYSTEM_ACTOR,
      clauses: ['R-60'],
      payload,
    });
  }
  return { allPaid, paidCount, failedCount };
}

/** Raises the alarm that a round is overdue, unless all of it is paid; once per list. */
export async function raiseOverdueAlarm(tx: Transaction, listId: string): Promise<{ raised: boolean }> {
  const list = await mustLock(tx, PaymentList, { id: listId });
  if (list.status === 'settled') return { raised: false };
  const { projectId, dueAt } = await mustFind(tx, PaymentRound, { id: list.roundId });
  await raiseAlarm(tx, {
    kind: 'payment-overdue',
    caseId: listId,
    dueAt,
    text: `发放清单 ${list.number} 已过付款期限仍未付清，请监管部和区国资委督办`,
    roles: ['supervision-department', 'state-assets-inspector', 'finance-head', 'general-manager'],
    projectId,
    clauses: ['R-60'],
  });
  return { raised: true };
}
