import type { BankReceipt } from '../../rules/payment/match-receipts.js';
import { PaymentItem, PaymentList, PaymentRound } from '../entities/payment.entity.js';
import type { Transaction } from '../transaction.js';
import { raiseAlarm } from './alarms.repository.js';
import { TOLD_OF_EXCEPTIONS } from './bank-exceptions.repository.js';
import { mustFind, mustLock } from './find.js';
import { emit } from './outbox.repository.js';
import { bookEntry } from './special-accounts.repository.js';

/**
 * A payment that had arrived came back: its money is in the account again, it is owed again, and its list, should
 * all of it have been paid, is made anew by a process of its own, with four levels and release as the first time.
 */
export async function takeBack(tx: Transaction, { endToEndId, amountFen, reason }: BankReceipt): Promise<void> {
  const { itemId, listId } = await tx.one<{ itemId: string; listId: string }>(
    'SELECT item_id AS "itemId", list_id AS "listId" FROM bank_instruction WHERE end_to_end_id = $1',
    [endToEndId],
  );
  const list = await mustLock(tx, PaymentList, { id: listId });
  const round = await mustFind(tx, PaymentRound, { id: list.roundId });
  await tx.query('INSERT INTO bank_return (end_to_end_id, amount_fen, reason) VALUES ($1, $2, $3)', [
    endToEndId,
    amountFen,
    reason,
  ]);
  await raiseAlarm(tx, {
    kind: 'bank-exception',
    caseId: listId,
    step: endToEndId,
    text: `发放清单 ${list.number} 有已付讫的款项被银行退回（${endToEndId}），请更正收款信息后重新发放`,
    roles: TOLD_OF_EXCEPTIONS,
    projectId: round.projectId,
    clauses: ['R-60'],
  });
  const item = await mustLock(tx, PaymentItem, { id: itemId });
  // Not settled yet: the settlement finds that it failed.
  if (item.status !== 'paid') return;
  await tx.query(`UPDATE payment_item SET status = 'failed' WHERE id = $1`, [itemId]);
  if (item.decisionId === null) await bookEntry(tx, round.projectId, 'return', amountFen, `return:${endToEndId}`);
  if (list.status !== 'settled') return;
  await tx.query(`UPDATE payment_list SET status = 'sent' WHERE id = $1`, [listId]);
  const { projectId, prepareAt, dueAt } = round;
  await emit(tx, [
    {
      name: 'payment-round-opened',
      correlationKey: round.id,
      occasion: endToEndId,
      variables: { projectId, roundId: round.id, listId, prepareAt, dueAt },
    },
  ]);
}
