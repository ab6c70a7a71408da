import { composePaymentList } from '../../rules/payment/compose-list.js';
import type { PaymentCandidate, PaymentClaim } from '../../rules/payment/compose-list.js';
import { approvedLevels } from '../../rules/payment/levels.js';
import { hashOfValue } from '../content-hash.js';
import { PaymentItem, PaymentList, PaymentRound } from '../entities/payment.entity.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { actsOfCase } from './case-acts.repository.js';
import type { RecordedAct } from './case-acts.repository.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry } from './ledger.repository.js';
import { returnReservation } from './special-accounts.repository.js';
import { policyOfProject } from './policy-book.js';

/** A line of a list as people read it. Money in fen. */
export interface ListedItem {
  readonly itemId: string;
  readonly householdId: string;
  readonly caseNumber: string;
  readonly holderName: string;
  /** Number of the agreement or decision that the money is owed from. */
  readonly claimNumber: string;
  /** Reserved for this household already, by its decision. */
  readonly reserved: boolean;
  readonly amountFen: bigint;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly status: PaymentItem['status'];
  /** The bank's reason when it sent the money back. */
  readonly reason: string | null;
}

export interface PaymentListView {
  readonly list: PaymentList;
  readonly round: PaymentRound;
  readonly projectId: string;
  readonly items: readonly ListedItem[];
}

/**
 * Makes the next version of a list from everything of the round that is due or was sent back. Only while no
 * version is in review or at the bank. Made again with the same content by the same person it is the same version.
 */
export async function makeListVersion(tx: Transaction, listId: string, madeBy: string): Promise<PaymentList> {
  const list = await mustLock(tx, PaymentList, { id: listId });
  const round = await mustFind(tx, PaymentRound, { id: list.roundId });
  const project = await mustFind(tx, Project, { id: round.projectId });
  if (await isStanding(tx, list, madeBy)) return list;
  await mayMakeVersion(tx, list);
  await releaseItems(tx, list);
  await returnReservation(tx, round.projectId, list);
  const candidates = await candidatesOf(tx, round.id);
  const decision = composePaymentList(candidates, await policyOfProject(tx, project));
  if (!decision.passed) throw new BusinessError(decision.findings);
  const version = list.version + 1;
  const { totalFen } = decision.value;
  await insertItems(tx, listId, version, candidates);
  // The version is part of what is approved: no approval carries over to the next. The guards compute the same.
  const { listHash } = await tx.one<{ listHash: string }>('SELECT list_hash_of($1, $2) AS "listHash"', [
    listId,
    version,
  ]);
  await tx.query(
    `UPDATE payment_list SET version = $2, total_fen = $3, list_hash = $4, made_by = $5, status = 'draft' WHERE id = $1`,
    [listId, version, totalFen, listHash, madeBy],
  );
  await appendEntry(tx, {
    caseId: listId,
    kind: 'payment-list-made',
    actorId: madeBy,
    clauses: ['R-58'],
    payload: { version, listHash, totalFen, items: candidates.length },
  });
  return mustFind(tx, PaymentList, { id: listId });
}

type Line = Pick<PaymentCandidate, 'itemId'>;

/** A draft made by the same person, with nothing more due and every payee and amount still right. */
async function isStanding(tx: Transaction, list: PaymentList, madeBy: string): Promise<boolean> {
  if (list.status !== 'draft' || list.version === 0 || list.madeBy !== madeBy) return false;
  const { changed } = await tx.one<{ changed: boolean }>(
    `SELECT EXISTS (SELECT FROM payment_item item
         LEFT JOIN payment_list_item line ON line.item_id = item.id AND line.list_id = $1 AND line.version = $2
       WHERE item.round_id = $3 AND (item.status IN ('due', 'failed') OR (item.status = 'listed'
         AND (item.amount_fen, item.payee_name, item.payee_account)
           IS DISTINCT FROM (line.amount_fen, line.payee_name, line.payee_account)))) AS changed`,
    [list.id, list.version, list.roundId],
  );
  return !changed;
}

async function mayMakeVersion(tx: Transaction, list: PaymentList): Promise<void> {
  const waiting = await tx.one<{ count: bigint }>(
    `SELECT count(*) FROM payment_item WHERE round_id = $1 AND status = 'sent'`,
    [list.roundId],
  );
  const free = list.status === 'draft' || list.status === 'refused' || (list.status === 'sent' && waiting.count === 0n);
  if (free) return;
  throw refusal('TRANSITION_FORBIDDEN', '清单正在审核、已放行或在银行办理中，不能重新编制', 'R-59');
}

async function releaseItems(tx: Transaction, list: PaymentList): Promise<void> {
  await tx.query(
    `UPDATE payment_item SET status = 'due' FROM payment_list_item line
     WHERE line.item_id = payment_item.id AND line.list_id = $1 AND line.version = $2 AND payment_item.status = 'listed'`,
    [list.id, list.version],
  );
}

type Candidate = Omit<PaymentCandidate, 'claim'> &
  Omit<PaymentClaim, 'id'> & {
    readonly claimId: string;
  };

/** What an item is owed from; a decision has its due only once it was carried out. */
const CLAIM = `CASE WHEN item.decision_id IS NULL THEN 'agreement' ELSE 'decision' END AS kind,
  coalesce(item.agreement_id, item.decision_id) AS "claimId", CASE item.payee WHEN 'owner' THEN owner_share_fen
    ELSE coalesce(agreement.total_fen, due.amount_fen) END AS "totalFen", item.payee,
  CASE WHEN item.decision_id IS NULL THEN agreement.status = 'effective' AND agreement.sealed_at IS NOT NULL
    ELSE due.decision_id IS NOT NULL END AS due`;

async function candidatesOf(tx: Transaction, roundId: string): Promise<PaymentCandidate[]> {
  const rows = await tx.query<Candidate>(
    `SELECT item.id AS "itemId", case_number AS "householdNumber", ${CLAIM}, item.amount_fen AS "amountFen",
       coalesce(owner.name, holder_name) AS "holderName", item.payee_name AS "payeeName", item.payee_account AS "payeeAccount", item.status,
       EXISTS (SELECT FROM file_bag_document WHERE household_id = household.id AND type = 'payee-authority'
         AND superseded_at IS NULL) AS "payeeAuthorised"
     FROM payment_item item JOIN household ON household.id = item.household_id
       LEFT JOIN agreement ON agreement.id = item.agreement_id
       LEFT JOIN compensation_calculation calculation ON calculation.id = agreement.calculation_id
       LEFT JOIN house_owner owner ON owner.household_id = item.household_id AND item.payee = 'owner'
       LEFT JOIN decision_due due ON due.decision_id = item.decision_id
     WHERE item.round_id = $1 AND item.status IN ('due', 'failed') ORDER BY case_number, item.payee FOR UPDATE OF item`,
    [roundId],
  );
  return rows.map(({ kind, claimId, payee, due, totalFen, ...row }) => ({
    ...row,
    claim: { kind, id: claimId, payee, due, totalFen },
  }));
}

async function insertItems(tx: Transaction, listId: string, version: number, lines: readonly Line[]): Promise<void> {
  const ids = lines.map(({ itemId }) => itemId);
  await tx.query(
    `INSERT INTO payment_list_item (list_id, version, item_id, amount_fen, payee_name, payee_account)
     SELECT $1, $2, id, amount_fen, payee_name, payee_account FROM payment_item WHERE id = ANY($3)`,
    [listId, version, ids],
  );
  await tx.query(`UPDATE payment_item SET status = 'listed' WHERE id = ANY($1)`, [ids]);
}

/** A list with its lines; before its first version, the lines that are due. */
export async function getPaymentList(tx: Transaction, listId: string): Promise<PaymentListView> {
  const list = await mustFind(tx, PaymentList, { id: listId });
  const round = await mustFind(tx, PaymentRound, { id: list.roundId });
  const lines =
    list.version === 0
      ? `SELECT id AS item_id, amount_fen, payee_name, payee_account FROM payment_item WHERE round_id = $1 AND $2::int = 0`
      : 'SELECT item_id, amount_fen, payee_name, payee_account FROM payment_list_item WHERE list_id = $1 AND version = $2';
  const items = await tx.query<ListedItem>(
    `SELECT item.id AS "itemId", household.id AS "householdId", case_number AS "caseNumber",
       coalesce(owner.name, holder_name) AS "holderName", coalesce(agreement.number, decision.number) AS "claimNumber", decision.id IS NOT NULL AS reserved, line.amount_fen AS "amountFen", line.payee_name AS "payeeName", line.payee_account AS "payeeAccount", item.status,
       CASE WHEN item.status = 'failed' THEN (
         SELECT coalesce(back.reason, receipt.reason) FROM bank_receipt receipt
           JOIN bank_instruction instruction USING (end_to_end_id) LEFT JOIN bank_return back USING (end_to_end_id)
         WHERE instruction.item_id = item.id ORDER BY instruction.version DESC LIMIT 1) END AS reason
     FROM (${lines}) line JOIN payment_item item ON item.id = line.item_id
       JOIN household ON household.id = item.household_id
       LEFT JOIN house_owner owner ON owner.household_id = item.household_id AND item.payee = 'owner'
       LEFT JOIN agreement ON agreement.id = item.agreement_id
       LEFT JOIN compensation_decision decision ON decision.id = item.decision_id ORDER BY case_number, item.payee`,
    [list.version === 0 ? round.id : listId, list.version],
  );
  return { list, round, projectId: round.projectId, items };
}

/** Acts on exactly the current version: levels that have approved it, in order, and everything said about it. */
export async function approvalsOf(
  tx: Transaction,
  listId: string,
): Promise<{ approvedLevels: readonly string[]; acts: readonly RecordedAct[] }> {
  const { listHash } = await mustFind(tx, PaymentList, { id: listId });
  const caseActs = await actsOfCase(tx, listId);
  const acts = caseActs.filter((act) => act.contentHash === listHash && !act.withdrawn);
  return { approvedLevels: approvedLevels({ listHash: listHash ?? '', caseActs }), acts };
}

/** Corrects the payee of a payment the bank sent back; the next version of the list pays to it. */
export async function correctPayee(
  tx: Transaction,
  correction: {
    readonly itemId: string;
    readonly payeeName: string;
    readonly payeeAccount: string;
    readonly correctedBy: string;
  },
): Promise<PaymentItem> {
  const { itemId, payeeName, payeeAccount, correctedBy } = correction;
  const item = await mustLock(tx, PaymentItem, { id: itemId });
  if (item.status !== 'failed') {
    throw refusal('TRANSITION_FORBIDDEN', '只有银行退回的款项才能更正收款信息', 'R-60');
  }
  if (item.payeeName === payeeName && item.payeeAccount === payeeAccount) return item;
  await tx.query('UPDATE payment_item SET payee_name = $2, payee_account = $3 WHERE id = $1', [
    itemId,
    payeeName,
    payeeAccount,
  ]);
  const register =
    item.payee === 'owner'
      ? 'UPDATE house_owner SET payee_name = $2, payee_account = $3 WHERE household_id = $1'
      : 'UPDATE household SET payee_name = $2, payee_account = $3 WHERE id = $1';
  await tx.query(register, [item.householdId, payeeName, payeeAccount]);
  await appendEntry(tx, {
    caseId: item.householdId,
    kind: 'act-recorded',
    actorId: correctedBy,
    clauses: ['R-58'],
    payload: { act: 'correct-payee', itemId, payeeHash: hashOfValue({ payeeName, payeeAccount }) },
  });
  return mustFind(tx, PaymentItem, { id: itemId });
}
