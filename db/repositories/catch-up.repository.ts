import { NotFoundError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { recordAct } from './acts.repository.js';
import { openCatchUp } from './catch-up-list.repository.js';
import { emit } from './outbox.repository.js';

interface Item {
  readonly meetingId: string;
  readonly householdId: string;
}

async function openItem(tx: Transaction, id: string): Promise<Item & { affected: boolean | null }> {
  const item = await tx.maybeOne<Item & { affected: boolean | null; open: boolean }>(
    `SELECT minutes.meeting_id AS "meetingId", household_id AS "householdId", checked.affected,
       EXISTS (SELECT FROM catch_up_open WHERE id = item.id) AS open
     FROM catch_up_item item JOIN meeting_interpretation reading ON reading.id = interpretation_id
       JOIN meeting_minutes minutes USING (entry_id) JOIN agreement ON agreement.id = agreement_id
       LEFT JOIN catch_up_check checked ON checked.item_id = item.id
     WHERE item.id = $1`,
    [id],
  );
  if (!item) throw new NotFoundError('catch_up_item', id);
  if (!item.open) throw refusal('ALREADY_DONE', '该协议已按新口径核对完毕', 'R-26');
  return item;
}

/** With the last one settled the meeting goes on. */
async function tellWhenFinished(tx: Transaction, meetingId: string): Promise<void> {
  if ((await openCatchUp(tx, meetingId)) > 0) return;
  await emit(tx, [{ name: 'catch-up-finished', correlationKey: meetingId, variables: { meetingId } }]);
}

/** Somebody has held an agreement against the new reading: it is touched by it or not. */
export async function checkCatchUp(
  tx: Transaction,
  itemId: string,
  { affected, note }: { readonly affected: boolean; readonly note: string },
  personId: string,
): Promise<void> {
  await tx.lock('catch-up');
  const item = await openItem(tx, itemId);
  if (item.affected !== null) throw refusal('ALREADY_DONE', '该协议已核对，等待确认处理结果', 'R-26');
  await recordAct(tx, { act: 'check-catch-up', caseId: item.householdId, personId, note });
  await tx.query('INSERT INTO catch_up_check (item_id, person_id, affected, note) VALUES ($1, $2, $3, $4)', [
    itemId,
    personId,
    affected,
    note,
  ]);
  await tellWhenFinished(tx, item.meetingId);
}

/** Another person confirms what was done about a touched agreement. */
export async function settleCatchUp(tx: Transaction, itemId: string, note: string, personId: string): Promise<void> {
  await tx.lock('catch-up');
  const item = await openItem(tx, itemId);
  if (item.affected === null) throw refusal('STEP_OUT_OF_ORDER', '该协议尚未核对，请先核对', 'R-26');
  await recordAct(tx, { act: 'settle-catch-up', caseId: item.householdId, personId, note });
  await tx.query('INSERT INTO catch_up_settlement (item_id, person_id, note) VALUES ($1, $2, $3)', [
    itemId,
    personId,
    note,
  ]);
  await tellWhenFinished(tx, item.meetingId);
}
