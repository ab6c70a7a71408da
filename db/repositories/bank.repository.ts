import { matchReceipts } from '../../rules/payment/match-receipts.js';
import type { BankReceipt as ReceiptOfRules } from '../../rules/payment/match-receipts.js';
import { hashOfText } from '../content-hash.js';
import { BankInstruction, PaymentList, PaymentRound } from '../entities/payment.entity.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, NotFoundError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { policyOfProject } from './policy-book.js';
import type { PolicyBound } from './policy-book.js';

/** At most 35 characters travel end to end (ISO 20022). Same list, version and item: same id. */
const endToEndId = (listId: string, version: number, itemId: string) =>
  `P${lettersOf(hashOfText([listId, version.toString(), itemId].join('|')).slice(0, 32))}`;

/** Letters only: no run of digits that a check could take for the number of an account. */
const lettersOf = (hex: string): string => hex.replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));

export interface SentList {
  readonly list: PaymentList;
  readonly project: Project;
  readonly instructions: readonly (BankInstruction & { readonly caseNumber: string })[];
}

/**
 * Turns a released list into orders to the bank, one per line with an id derived from list, version and line. Asked
 * again it answers the same orders; the guards refuse a second order for a line that is not known to have failed.
 */
export async function sendList(tx: Transaction, listId: string): Promise<SentList> {
  const list = await mustLock(tx, PaymentList, { id: listId });
  const round = await mustFind(tx, PaymentRound, { id: list.roundId });
  const project = await mustFind(tx, Project, { id: round.projectId });
  if (list.status === 'released') await insertInstructions(tx, list);
  else if (list.status !== 'sent' && list.status !== 'settled') {
    throw refusal('PAYMENT_INCOMPLETE', '清单尚未放行，不能发送银行', 'R-61');
  }
  const instructions = await tx.query<SentList['instructions'][number]>(
    `SELECT end_to_end_id AS "endToEndId", list_id AS "listId", instruction.version, item_id AS "itemId",
       instruction.amount_fen AS "amountFen", instruction.payee_name AS "payeeName",
       instruction.payee_account AS "payeeAccount", sent_at AS "sentAt", case_number AS "caseNumber"
     FROM bank_instruction instruction JOIN payment_item item ON item.id = item_id
       JOIN household ON household.id = item.household_id
     WHERE list_id = $1 AND instruction.version = $2 ORDER BY case_number`,
    [listId, list.version],
  );
  return { list: await mustFind(tx, PaymentList, { id: listId }), project, instructions };
}

async function insertInstructions(tx: Transaction, list: PaymentList): Promise<void> {
  const lines = await tx.query<{ itemId: string }>(
    'SELECT item_id AS "itemId" FROM payment_list_item WHERE list_id = $1 AND version = $2 ORDER BY item_id',
    [list.id, list.version],
  );
  const orders = lines.map(({ itemId }) => ({ item: itemId, id: endToEndId(list.id, list.version, itemId) }));
  await tx.query(
    `INSERT INTO bank_instruction (end_to_end_id, list_id, version, item_id, amount_fen, payee_name, payee_account)
     SELECT orders.id, list_id, version, item_id, amount_fen, payee_name, payee_account
     FROM payment_list_item JOIN jsonb_to_recordset($3::jsonb) AS orders (item uuid, id text) ON orders.item = item_id
     WHERE list_id = $1 AND version = $2 ORDER BY item_id`,
    [list.id, list.version, JSON.stringify(orders)],
  );
  await tx.query(`UPDATE payment_item SET status = 'sent' WHERE id = ANY($1)`, [lines.map(({ itemId }) => itemId)]);
  await tx.query(`UPDATE payment_list SET status = 'sent' WHERE id = $1`, [list.id]);
  await appendEntry(tx, {
    caseId: list.id,
    kind: 'payment-sent',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-60'],
    payload: { version: list.version, listHash: list.listHash, totalFen: list.totalFen, instructions: lines.length },
  });
}

/** Keeps a file to or from the bank; the same content in the same direction is kept once. */
export async function keepBankFile(
  tx: Transaction,
  file: { readonly listId: string | null; readonly direction: 'out' | 'in'; readonly content: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO bank_file (list_id, direction, content_hash, content) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [file.listId, file.direction, hashOfText(file.content), file.content],
  );
}

/** The file last sent to the bank for a list; null before the first. */
export async function bankFileOf(tx: Transaction, listId: string): Promise<string | null> {
  const row = await tx.maybeOne<{ content: string }>(
    `SELECT content FROM bank_file WHERE list_id = $1 AND direction = 'out' ORDER BY at DESC LIMIT 1`,
    [listId],
  );
  return row?.content ?? null;
}

/**
 * Records what the bank answered, all receipts or none: each belongs to an order and agrees with it to the fen.
 * The same statement again changes nothing; one that contradicts what is known is refused. Lists whose orders are all
 * answered hear of it.
 */
export async function recordBankReceipts(
  tx: Transaction,
  receipts: readonly ReceiptOfRules[],
  content: string,
  actor: string,
): Promise<{ recorded: number; lists: readonly string[] }> {
  const ids = receipts.map((receipt) => receipt.endToEndId);
  const instructions = await tx.query<BankInstruction>(
    `SELECT end_to_end_id AS "endToEndId", amount_fen AS "amountFen", list_id AS "listId", version
     FROM bank_instruction WHERE end_to_end_id = ANY($1) ORDER BY end_to_end_id FOR UPDATE`,
    [ids],
  );
  const known = await tx.query<ReceiptOfRules>(
    `SELECT end_to_end_id AS "endToEndId", amount_fen AS "amountFen", status, reason FROM bank_receipt
     WHERE end_to_end_id = ANY($1)`,
    [ids],
  );
  const policy = await policyOfProject(tx, await projectOfList(tx, instructions[0]?.listId));
  const decision = matchReceipts(instructions, [...known, ...receipts], policy);
  if (!decision.passed) throw new BusinessError(decision.findings);
  const fresh = decision.value.matched.filter(({ endToEndId: id }) => !known.some((each) => each.endToEndId === id));
  await tx.query(
    `INSERT INTO bank_receipt (end_to_end_id, amount_fen, status, reason)
     SELECT "endToEndId", "amountFen", status, reason FROM jsonb_to_recordset($1::jsonb)
       AS receipt ("endToEndId" text, "amountFen" bigint, status text, reason text)`,
    [JSON.stringify(fresh.map((receipt) => ({ ...receipt, amountFen: receipt.amountFen.toString() })))],
  );
  const lists = [...new Set(instructions.map(({ listId }) => listId))].sort();
  await keepBankFile(tx, { listId: lists[0] ?? null, direction: 'in', content });
  for (const listId of lists) await announceIfAnswered(tx, listId);
  if (fresh.length > 0) await enterStatement(tx, lists, fresh.length, actor);
  return { recorded: fresh.length, lists };
}

async function projectOfList(tx: Transaction, listId: string | undefined): Promise<PolicyBound> {
  if (listId === undefined) throw new NotFoundError('bank_instruction', 'of this statement');
  return tx.one<PolicyBound>(
    `SELECT project.id, policy_version AS "policyVersion", registered_on AS "registeredOn" FROM project JOIN payment_round round ON round.project_id = project.id
     JOIN payment_list list ON list.round_id = round.id WHERE list.id = $1`,
    [listId],
  );
}

async function announceIfAnswered(tx: Transaction, listId: string): Promise<void> {
  // Two statements for one list take turns: the one that comes last sees that all orders are answered.
  const list = await mustLock(tx, PaymentList, { id: listId });
  const { open } = await tx.one<{ open: boolean }>(
    `SELECT EXISTS (SELECT FROM bank_instruction LEFT JOIN bank_receipt USING (end_to_end_id)
       WHERE list_id = $1 AND version = $2 AND bank_receipt.id IS NULL) AS open`,
    [listId, list.version],
  );
  if (open || list.status !== 'sent') return;
  const { projectId } = await mustFind(tx, PaymentRound, { id: list.roundId });
  await emit(tx, [
    {
      name: 'bank-statement-received',
      correlationKey: listId,
      occasion: list.version.toString(),
      variables: { projectId, listId, version: list.version },
    },
  ]);
}

async function enterStatement(
  tx: Transaction,
  lists: readonly string[],
  receipts: number,
  actor: string,
): Promise<void> {
  for (const listId of lists) {
    const payload = { act: 'import-bank-statement', receipts };
    await appendEntry(tx, { caseId: listId, kind: 'act-recorded', actorId: actor, clauses: ['R-60'], payload });
  }
}
