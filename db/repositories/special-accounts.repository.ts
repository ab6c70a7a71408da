import { checkSpecialAccount as checkBalance } from '../../rules/payment/special-account.js';
import { PaymentList, PaymentRound, SpecialAccountEntry } from '../entities/payment.entity.js';
import type { AccountEntryKind } from '../entities/payment.entity.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry } from './ledger.repository.js';
import { policyOfProject } from './policy-book.js';

const reservationOf = (list: PaymentList) => `reservation:${list.id}:${list.version.toString()}`;
const returnOf = (list: PaymentList) => `return:${list.id}:${list.version.toString()}`;

/** Balance of a project's special account in fen: what may still be promised. */
export async function specialAccountBalance(tx: Transaction, projectId: string): Promise<bigint> {
  const row = await tx.one<{ balanceFen: bigint }>(
    'SELECT balance_fen AS "balanceFen" FROM special_account WHERE project_id = $1',
    [projectId],
  );
  return row.balanceFen;
}

/** Books money that came in. The reference of the bank is booked once; the same with another amount is refused. */
export async function depositFunds(
  tx: Transaction,
  deposit: { readonly projectId: string; readonly amountFen: bigint; readonly reference: string },
  actor: string,
): Promise<{ balanceFen: bigint }> {
  const { projectId, amountFen } = deposit;
  await mustLock(tx, Project, { id: projectId });
  if (amountFen <= 0n) throw refusal('FIELD_OUT_OF_RANGE', '入账金额必须大于 0，请核对后重填', 'R-56', 'amountYuan');
  const reference = `deposit:${deposit.reference}`;
  const booked = await tx.manager.findOneBy(SpecialAccountEntry, { reference });
  if (booked && (booked.projectId !== projectId || booked.amountFen !== amountFen)) {
    throw refusal('AMOUNT_MISMATCH', '该入账凭证号已登记过且金额或项目不同，请核对', 'R-56', 'reference');
  }
  if (!booked) {
    await bookEntry(tx, projectId, 'deposit', amountFen, reference);
    await appendEntry(tx, {
      caseId: projectId,
      kind: 'act-recorded',
      actorId: actor,
      clauses: ['R-56'],
      payload: { act: 'deposit-funds', amountFen },
    });
  }
  return { balanceFen: await specialAccountBalance(tx, projectId) };
}

/**
 * Reserves the total of the list's current version but for what is reserved by decisions already, if the account covers
 * it; it never goes below zero, and a version is reserved once.
 */
export async function checkSpecialAccount(
  tx: Transaction,
  listId: string,
): Promise<{ accountSufficient: boolean; missingFen: bigint }> {
  const list = await mustLock(tx, PaymentList, { id: listId });
  const { projectId } = await mustFind(tx, PaymentRound, { id: list.roundId });
  const project = await mustFind(tx, Project, { id: projectId });
  if (list.status !== 'approved' && list.status !== 'released') {
    throw refusal('PAYMENT_INCOMPLETE', '四级审核尚未全部通过，请等通过后再检查专户', 'R-59');
  }
  await tx.query('SELECT FROM special_account WHERE project_id = $1 FOR UPDATE', [projectId]);
  if (await isBooked(tx, reservationOf(list))) return { accountSufficient: true, missingFen: 0n };
  const balance = await specialAccountBalance(tx, projectId);
  const unreservedFen = await unreservedOf(tx, list);
  const decision = checkBalance(balance, unreservedFen, await policyOfProject(tx, project));
  if (!decision.passed) return { accountSufficient: false, missingFen: decision.value.missingFen };
  if (unreservedFen > 0n) await bookEntry(tx, projectId, 'reservation', unreservedFen, reservationOf(list));
  return { accountSufficient: true, missingFen: 0n };
}

/** Gives back what was reserved for a version that was refused before it went to the bank. */
export async function returnReservation(tx: Transaction, projectId: string, list: PaymentList): Promise<void> {
  if (list.status !== 'refused' || !(await isBooked(tx, reservationOf(list)))) return;
  if (await isBooked(tx, returnOf(list))) return;
  await bookEntry(tx, projectId, 'return', await unreservedOf(tx, list), returnOf(list));
}

/** What of a version the balance has to pay: all but what its compensation decisions have reserved. */
async function unreservedOf(tx: Transaction, { id, version }: PaymentList): Promise<bigint> {
  const row = await tx.one<{ fen: bigint }>(
    `SELECT coalesce(sum(line.amount_fen), 0)::bigint AS fen FROM payment_list_item line
       JOIN payment_item item ON item.id = line.item_id
     WHERE line.list_id = $1 AND line.version = $2 AND item.decision_id IS NULL`,
    [id, version],
  );
  return row.fen;
}

async function isBooked(tx: Transaction, reference: string): Promise<boolean> {
  return tx.manager.existsBy(SpecialAccountEntry, { reference });
}

/** One movement; the trigger moves the balance with it. */
export async function bookEntry(
  tx: Transaction,
  projectId: string,
  kind: AccountEntryKind,
  amountFen: bigint,
  reference: string,
  decisionId: string | null = null,
): Promise<void> {
  await tx.query(
    `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference, decision_id)
     VALUES ($1, $2, $3, $4, $5)`,
    [projectId, kind, amountFen, reference, decisionId],
  );
}
