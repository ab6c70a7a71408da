import { endOfDay, addDays } from '../../rules/dates.js';
import type { IsoDate } from '../../rules/dates.js';
import { compareHandover } from '../../rules/move-out/handover.js';
import type { EndedRight, HandoverRecord, HandoverResult, LateMoveOutStep } from '../../rules/move-out/handover.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { policyOfProject } from './policy-book.js';

/** An entry's key and the household it is about. */
export interface OfHousehold {
  readonly entryId: string;
  readonly householdId: string;
}

export interface AgreedHandover {
  readonly handoverOn: IsoDate;
  readonly agreedWith: string;
}

export async function storeHandoverDate(tx: Transaction, of: OfHousehold, agreed: AgreedHandover): Promise<void> {
  await tx.query(
    'INSERT INTO handover_date (entry_id, household_id, handover_on, agreed_with) VALUES ($1, $2, $3, $4)',
    [of.entryId, of.householdId, agreed.handoverOn, agreed.agreedWith],
  );
}

/** The date that was agreed last; undefined while there is none. */
export async function handoverDateOf(tx: Transaction, householdId: string): Promise<AgreedHandover | undefined> {
  return tx.maybeOne<AgreedHandover>(
    `SELECT handover_on AS "handoverOn", agreed_with AS "agreedWith" FROM handover_date
     JOIN task_entry ON task_entry.id = entry_id WHERE household_id = $1 ORDER BY seq DESC LIMIT 1`,
    [householdId],
  );
}

/** Opens the next look at the house. */
async function openRound(tx: Transaction, householdId: string): Promise<void> {
  await tx.query(
    `INSERT INTO handover_round (household_id, number)
     SELECT $1, coalesce(max(number), 0) + 1 FROM handover_round WHERE household_id = $1`,
    [householdId],
  );
}

/** Opens a round for the date that was agreed: when it is due, and when the town has to decide how it goes on. */
export async function scheduleHandover(
  tx: Transaction,
  householdId: string,
): Promise<{ handoverAt: string; lateAt: string }> {
  await tx.lock(`case:${householdId}`);
  const agreed = await handoverDateOf(tx, householdId);
  if (agreed === undefined) throw refusal('FIELD_MISSING', '尚未约定交房日期', 'R-43');
  await openRound(tx, householdId);
  const { projectId } = await mustFind(tx, Household, { id: householdId });
  const policy = await policyOfProject(tx, await mustFind(tx, Project, { id: projectId }));
  const grace = policy.moveOut.graceDays.value;
  return { handoverAt: endOfDay(agreed.handoverOn), lateAt: endOfDay(addDays(agreed.handoverOn, grace)) };
}

export async function storeHandoverRecord(
  tx: Transaction,
  of: OfHousehold,
  record: HandoverRecord & { readonly documentId: string | null },
): Promise<void> {
  await tx.query(
    `INSERT INTO handover_record (entry_id, household_id, round, officer_id, keys, water, electricity, gas, vacated,
       document_id) SELECT $1, $2, max(number), $3, $4, $5, $6, $7, $8, $9 FROM handover_round WHERE household_id = $2`,
    [
      of.entryId,
      of.householdId,
      record.officerId,
      record.keys,
      record.water,
      record.electricity,
      record.gas,
      record.vacated,
      record.documentId,
    ],
  );
}

/** Records of the rounds that are over or of the one that runs, completed ones alone, oldest first. */
export async function handoverRecords(
  tx: Transaction,
  householdId: string,
): Promise<(HandoverRecord & { readonly round: number })[]> {
  return tx.query(
    `SELECT round, officer_id AS "officerId", keys, water, electricity, gas, vacated FROM handover_seen
     WHERE household_id = $1 ORDER BY round, officer_id`,
    [householdId],
  );
}

/** Compares what two officers found; where they differ, the house is looked at again. */
export async function settleHandover(
  tx: Transaction,
  householdId: string,
): Promise<{ handoverResult: HandoverResult }> {
  await tx.lock(`case:${householdId}`);
  const { round } = await tx.one<{ round: number }>(
    'SELECT max(number) AS round FROM handover_round WHERE household_id = $1',
    [householdId],
  );
  const records = await handoverRecords(tx, householdId);
  const handoverResult = compareHandover(records.filter((record) => record.round === round));
  if (handoverResult === 'differ') await openRound(tx, householdId);
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'house-handed-over',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-42', 'R-43'],
    payload: { round, handoverResult },
  });
  return { handoverResult };
}

export async function storeLateMoveOut(
  tx: Transaction,
  of: OfHousehold,
  { nextStep, reason }: { readonly nextStep: LateMoveOutStep; readonly reason: string },
): Promise<void> {
  await tx.query('INSERT INTO late_move_out (entry_id, household_id, next_step, reason) VALUES ($1, $2, $3, $4)', [
    of.entryId,
    of.householdId,
    nextStep,
    reason,
  ]);
}

/** What the town decided each time the house was not handed over, oldest first. */
export async function lateMoveOutsOf(
  tx: Transaction,
  householdId: string,
): Promise<{ nextStep: LateMoveOutStep; reason: string }[]> {
  return tx.query(
    `SELECT next_step AS "nextStep", reason FROM late_move_out JOIN task_entry ON task_entry.id = entry_id
     WHERE household_id = $1 ORDER BY seq`,
    [householdId],
  );
}

export interface RightEnded {
  readonly right: EndedRight;
  readonly paperNumber: string;
  readonly office: string;
  readonly endedOn: IsoDate;
}

export async function storeRightEnded(
  tx: Transaction,
  of: OfHousehold,
  ended: RightEnded & { readonly documentId: string | null },
): Promise<void> {
  await tx.query(
    `INSERT INTO right_ended (entry_id, household_id, ended_right, paper_number, office, ended_on, document_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [of.entryId, of.householdId, ended.right, ended.paperNumber, ended.office, ended.endedOn, ended.documentId],
  );
}

export async function rightEndedOf(tx: Transaction, householdId: string): Promise<RightEnded | undefined> {
  return tx.maybeOne<RightEnded>(
    `SELECT ended_right AS "right", paper_number AS "paperNumber", office, ended_on AS "endedOn" FROM right_ended
     JOIN task_entry ON task_entry.id = entry_id AND superseded_at IS NULL
     WHERE household_id = $1 ORDER BY seq DESC LIMIT 1`,
    [householdId],
  );
}
