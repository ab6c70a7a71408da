import type { ActName } from '../../rules/acts.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, householdActor, ownerActor } from './ledger.repository.js';

/** An attempt that ended at a door of the interface, before any guard of the engine could write it down. */
export interface RefusalAtDoor {
  readonly actor: { readonly kind: 'staff' | 'household' | 'owner'; readonly id: string };
  /** Method and path as declared, without what stood in it. */
  readonly door: string;
  readonly act: ActName | null;
  /** What the attempt named; anything may stand there. */
  readonly named: string | null;
  readonly codes: readonly string[];
  readonly clauses: readonly string[];
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** So many different refusals a day leave an entry of one person; more of them say nothing that these did not. */
const MOST_A_DAY = 500;

/** Who somebody is in the ledger, by how he signed in. */
const ACTOR_OF = { staff: (id: string) => id, household: householdActor, owner: ownerActor } as const;

/**
 * 拒绝留痕: one entry for each person, case, matter, reason and day, in a transaction of its own. It stands in the
 * chain of the case that was named, if there is one; otherwise in that of the person, so that nobody begins chains.
 */
export async function noteRefusalAtDoor(tx: Transaction, refusal: RefusalAtDoor): Promise<void> {
  const { actor, door, act, codes, clauses } = refusal;
  const actorId = ACTOR_OF[actor.kind](actor.id);
  const caseId = (await knownCase(tx, refusal.named)) ?? actor.id;
  const first = await tx.query(
    `INSERT INTO refusal_at_door (actor, case_id, door, act, codes)
     SELECT $1, $2, $3, $4, $5::text[]
     WHERE (SELECT count(*) FROM refusal_at_door WHERE actor = $1 AND refused_on = app_today()) < $6
     ON CONFLICT DO NOTHING RETURNING actor`,
    [actorId, caseId, door, act, codes, MOST_A_DAY],
  );
  if (first.length === 0) return;
  const kind = door.startsWith('GET:') ? 'reading-refused' : 'act-refused';
  await appendEntry(tx, { caseId, kind, actorId, clauses, payload: { act, door, codes } });
}

/** The case whose chain goes by this name; of an agreement, a payment, an objection or a tie, its household. */
async function knownCase(tx: Transaction, named: string | null): Promise<string | null> {
  if (named === null || !UUID.test(named)) return null;
  const [row] = await tx.query<{ caseId: string }>(
    `SELECT case_id AS "caseId" FROM ledger_entry WHERE case_id = coalesce(
       (SELECT household_id FROM agreement WHERE id = $1),
       (SELECT household_id FROM payment_item WHERE id = $1),
       (SELECT household_id FROM objection WHERE id = $1),
       (SELECT household_id FROM relationship WHERE id = $1), $1)::text LIMIT 1`,
    [named],
  );
  return row?.caseId ?? null;
}
