import { recusedPersonIds } from '../../rules/staff/recusal.js';
import type { Capacity, Relationship, RelationshipKind } from '../../rules/staff/recusal.js';
import { NotFoundError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { appendEntry } from './ledger.repository.js';

/** A declared tie between a person of staff and a household (SD15). */
export interface Tie extends Relationship {
  readonly id: string;
}

const COLUMNS = `id, person_id AS "personId", household_id AS "householdId", kind, declared_on AS "declaredOn",
  ended_on AS "endedOn"`;

/** Declares a tie of one's own to a household, from today on. The same again is the same. */
export async function declareTie(
  tx: Transaction,
  personId: string,
  caseNumber: string,
  kind: RelationshipKind,
): Promise<string> {
  const household = await tx.maybeOne<{ id: string }>('SELECT id FROM household WHERE case_number = $1', [caseNumber]);
  if (household === undefined) throw refusal('FIELD_INVALID', '没有这个案号的户，请核对', 'SD15', 'caseNumber');
  await tx.lock(`case:${household.id}`);
  const standing = await tx.maybeOne<{ id: string }>(
    'SELECT id FROM relationship WHERE person_id = $1 AND household_id = $2 AND kind = $3 AND ended_on IS NULL',
    [personId, household.id, kind],
  );
  if (standing) return standing.id;
  const { id } = await tx.one<{ id: string }>(
    'INSERT INTO relationship (person_id, household_id, kind) VALUES ($1, $2, $3) RETURNING id',
    [personId, household.id, kind],
  );
  const payload = { relationshipId: id, kind, ended: false };
  const entry = { caseId: household.id, kind: 'relationship-declared', clauses: ['SD15'], payload } as const;
  await appendEntry(tx, { ...entry, actorId: personId });
  return id;
}

/** Ends a tie; only another person than the one it is of may say that it no longer holds. */
export async function endTie(tx: Transaction, id: string, endedBy: string): Promise<void> {
  const tie = await tx.maybeOne<Tie>(`SELECT ${COLUMNS} FROM relationship WHERE id = $1`, [id]);
  if (tie === undefined) throw new NotFoundError('relationship', id);
  if (tie.personId === endedBy) {
    throw refusal('DUTY_NOT_SEPARATED', '本人不得解除自己的利害关系申报，请由监管部其他人员核实后解除', 'SD15');
  }
  await tx.lock(`case:${tie.householdId}`);
  const ended = await tx.change<{ id: string }>(
    'UPDATE relationship SET ended_on = app_today(), ended_by = $2 WHERE id = $1 AND ended_on IS NULL RETURNING id',
    [id, endedBy],
  );
  if (ended.length === 0) return;
  const payload = { relationshipId: id, kind: tie.kind, ended: true };
  const entry = { caseId: tie.householdId, kind: 'relationship-declared', clauses: ['SD15'], payload } as const;
  await appendEntry(tx, { ...entry, actorId: endedBy });
}

export interface ListedTie extends Tie {
  readonly caseNumber: string;
}

/** Every standing tie; of one person, or of all. */
export async function standingTies(tx: Transaction, personId: string | null): Promise<ListedTie[]> {
  return tx.query<ListedTie>(
    `SELECT ${COLUMNS.replace('id,', 'relationship.id,')}, case_number AS "caseNumber"
     FROM relationship JOIN household ON household.id = household_id
     WHERE ended_on IS NULL AND ($1::uuid IS NULL OR person_id = $1) ORDER BY case_number, declared_on`,
    [personId],
  );
}

/** Who stays away from a case: by ties to its household, or to a household it belongs to (SD7, SD15). */
export async function recusedFrom(
  tx: Transaction,
  caseKind: string,
  caseId: string,
  capacity: Capacity,
): Promise<string[]> {
  const ties = await tx.query<Relationship>(
    `SELECT ${COLUMNS} FROM relationship
     WHERE household_id = $2 OR household_id IN (SELECT parent_cases($1, $2))`,
    [caseKind, caseId],
  );
  const today = await tx.today();
  const households = [...new Set(ties.map(({ householdId }) => householdId))];
  return [...new Set(households.flatMap((each) => recusedPersonIds(each, ties, capacity, today)))];
}
