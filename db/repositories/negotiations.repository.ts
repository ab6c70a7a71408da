import type { NonResidentialFacts } from '../../rules/compensation/non-residential.js';
import type { PlanItemName } from '../../rules/compensation/plan-items.js';
import { NegotiationRecord } from '../entities/agreement.entity.js';
import { Household } from '../entities/household.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { requireFrozenArea } from './area-lists.repository.js';
import { recordBusinessFacts } from './business-facts.repository.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';

export interface NewNegotiation {
  readonly householdId: string;
  readonly round: number;
  readonly officerId: string;
  readonly summary: string;
  /** The entry of the officer's task that says so. */
  readonly entryId: string;
  /** What the officer has counted where the plan pays by months or pieces. */
  readonly counts: readonly { readonly item: PlanItemName; readonly quantity: number }[];
  /** What is moved, lost or stops, of a house that nobody lives in; nothing of a dwelling. */
  readonly business: NonResidentialFacts;
}

/**
 * Records what one officer noted of a negotiation, only on a frozen area. Until the officer has completed the
 * task the summary may be entered again; the guards refuse a third officer or one without certificate.
 */
export async function recordNegotiation(tx: Transaction, negotiation: NewNegotiation): Promise<NegotiationRecord> {
  const { householdId, round, officerId, summary, entryId, counts, business } = negotiation;
  if (new Set(counts.map(({ item }) => item)).size < counts.length) {
    throw refusal('FIELD_INVALID', '同一项目只能填写一行，请合并数量', 'SD18', 'counts');
  }
  const { projectId } = await mustLock(tx, Household, { id: householdId });
  await requireFrozenArea(tx, householdId);
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO negotiation_record (household_id, round, officer_id, summary) VALUES ($1, $2, $3, $4)
     ON CONFLICT (household_id, round, officer_id) DO UPDATE SET summary = excluded.summary, held_at = app_now()
     RETURNING id`,
    [householdId, round, officerId, summary],
  );
  await tx.query(
    `INSERT INTO negotiation_count (entry_id, household_id, round, officer_id, item, quantity)
     SELECT $1, $2, $3, $4, item, quantity FROM unnest($5::text[], $6::int[]) AS counted (item, quantity)`,
    [entryId, householdId, round, officerId, counts.map(({ item }) => item), counts.map(({ quantity }) => quantity)],
  );
  await recordBusinessFacts(tx, { entryId, householdId, projectId, facts: business });
  await tx.query(`UPDATE household SET stage = 'negotiating' WHERE id = $1 AND stage = 'frozen'`, [householdId]);
  return mustFind(tx, NegotiationRecord, { id });
}

/** What both officers of the latest negotiation have counted, by item. */
export async function countedItems(tx: Transaction, householdId: string): Promise<Map<PlanItemName, number>> {
  const rows = await tx.query<{ item: PlanItemName; quantity: number }>(
    `SELECT item, quantity FROM counted_item WHERE household_id = $1
     AND round = (SELECT max(round) FROM negotiation_record WHERE household_id = $1)`,
    [householdId],
  );
  return new Map(rows.map(({ item, quantity }) => [item, quantity]));
}

/** Opens the negotiation round after this one; asked twice with the same round it answers the same. */
export async function openNegotiationRound(
  tx: Transaction,
  householdId: string,
  currentRound: number,
): Promise<number> {
  const household = await mustLock(tx, Household, { id: householdId });
  const next = currentRound + 1;
  if (household.negotiationRound >= next) return next;
  await tx.query(`UPDATE household SET negotiation_round = $2, stage = 'negotiating' WHERE id = $1`, [
    householdId,
    next,
  ]);
  const payload = { round: 'negotiation', number: next };
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'round-opened',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-40'],
    payload,
  });
  return next;
}
