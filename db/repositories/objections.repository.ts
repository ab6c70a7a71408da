import { Household } from '../entities/household.entity.js';
import { Notice, NoticeSubject, Objection } from '../entities/notice.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry, householdActor } from './ledger.repository.js';
import { emit } from './outbox.repository.js';

/**
 * Files a household's written objection, only while the notice is up and only about itself. The same text
 * sent twice is one objection.
 */
export async function fileObjection(
  tx: Transaction,
  { noticeId, householdId, text }: { readonly noticeId: string; readonly householdId: string; readonly text: string },
): Promise<Objection> {
  // Archiving locks the same row: an objection is either in time or refused, never lost in between.
  const notice = await mustLock(tx, Notice, { id: noticeId });
  const subject = await tx.manager.findOneBy(NoticeSubject, { noticeId, householdId });
  if (!subject) throw refusal('TRANSITION_FORBIDDEN', '本公示不涉及本户，请核对公示编号', 'R-24');
  const same = await tx.manager.findOneBy(Objection, { noticeId, householdId, text });
  if (same) return same;
  if (notice.status !== 'published' || notice.endsAt === null || (await tx.now()) >= notice.endsAt) {
    throw refusal('TRANSITION_FORBIDDEN', '公示期已过或尚未开始，不能在此提出异议，请向认定机关书面反映', 'R-24');
  }
  const { id } = await tx.one<{ id: string }>(
    'INSERT INTO objection (notice_id, household_id, text) VALUES ($1, $2, $3) RETURNING id',
    [noticeId, householdId, text],
  );
  await emit(tx, [
    {
      name: 'objection-filed',
      correlationKey: noticeId,
      occasion: id,
      variables: { noticeId, objectionId: id, householdId },
    },
  ]);
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'objection-filed',
    actorId: householdActor(householdId),
    clauses: ['R-24'],
    payload: { noticeId, objectionId: id },
  });
  return mustFind(tx, Objection, { id });
}

/**
 * Objections to the notice that nobody has answered. Takes the lock that filing takes, so one that is being filed in
 * the last moment is counted too.
 */
export async function countOpenObjections(tx: Transaction, noticeId: string): Promise<number> {
  await mustLock(tx, Notice, { id: noticeId });
  return tx.manager.countBy(Objection, { noticeId, status: 'open' });
}

export async function getObjection(tx: Transaction, objectionId: string): Promise<Objection> {
  return mustFind(tx, Objection, { id: objectionId });
}

/** Writes the answer of the person who handles the objection; it takes effect when the task is completed. */
export async function answerObjection(
  tx: Transaction,
  answer: {
    readonly objectionId: string;
    readonly handlerId: string;
    readonly answer: string;
    readonly upheld: boolean;
  },
): Promise<Objection> {
  const objection = await mustLock(tx, Objection, { id: answer.objectionId });
  if (objection.status !== 'open') throw refusal('TRANSITION_FORBIDDEN', '异议已经答复，不能再改', 'SD12');
  await tx.query('UPDATE objection SET answer = $2, upheld = $3, handler_id = $4 WHERE id = $1', [
    objection.id,
    answer.answer,
    answer.upheld,
    answer.handlerId,
  ]);
  return mustFind(tx, Objection, { id: objection.id });
}

/** Closes an answered objection. One that is upheld supersedes the determination, and the household is surveyed anew. */
export async function closeObjection(tx: Transaction, objectionId: string): Promise<{ upheld: boolean }> {
  const objection = await mustLock(tx, Objection, { id: objectionId });
  if (objection.status === 'answered') return { upheld: objection.upheld === true };
  if (objection.answer === null || objection.upheld === null || objection.handlerId === null) {
    throw refusal('OBJECTION_OPEN', '异议尚未书面答复，请先填写答复', 'SD12');
  }
  await tx.query(`UPDATE objection SET status = 'answered', answered_at = app_now() WHERE id = $1`, [objectionId]);
  const { householdId, noticeId, upheld } = objection;
  if (upheld) await overturnArea(tx, objection);
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'objection-answered',
    actorId: objection.handlerId,
    clauses: ['SD12'],
    payload: { noticeId, objectionId, upheld },
  });
  return { upheld };
}

async function overturnArea(tx: Transaction, { id, noticeId, householdId }: Objection): Promise<void> {
  const overturned = await tx.change(
    `UPDATE area_determination SET status = 'superseded'
     WHERE household_id = $1 AND notice_id = $2 AND status = 'listed' RETURNING id`,
    [householdId, noticeId],
  );
  // A second objection upheld about the same area has nothing left to overturn.
  if (overturned.length === 0) return;
  const { projectId } = await mustFind(tx, Household, { id: householdId });
  await emit(tx, [
    { name: 'area-objection-upheld', correlationKey: householdId, occasion: id, variables: { projectId, householdId } },
  ]);
}
