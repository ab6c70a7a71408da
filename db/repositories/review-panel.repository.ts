import type { PanelMember } from '../../rules/panel/compose-panel.js';
import type { PanelBallot } from '../../rules/panel/panel-vote.js';
import type { Relationship, RelationshipKind } from '../../rules/staff/recusal.js';
import type { Transaction } from '../transaction.js';

/** What a member declares: `none`, or the tie for which the member stays away (SD7). */
export type DeclaredTie = RelationshipKind | 'none';

export interface SeatedMember extends PanelMember {
  readonly name: string;
  /** Null while the member has not declared. */
  readonly tie: DeclaredTie | null;
}

/** 评议人员库: everybody who holds the post today, with the body he comes from. */
export async function panelPool(tx: Transaction): Promise<PanelMember[]> {
  return tx.query<PanelMember>(
    `SELECT account_id AS "personId", category FROM panel_person JOIN account ON account.id = account_id AND active
     WHERE EXISTS (SELECT FROM account_role held WHERE held.account_id = panel_person.account_id
       AND role = 'panel-member' AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity'))`,
  );
}

/** Enters a person into the pool; asked twice, nothing changes. */
export async function enterPanelPerson(tx: Transaction, accountId: string, category: string): Promise<void> {
  await tx.query('INSERT INTO panel_person (account_id, category) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    accountId,
    category,
  ]);
}

export async function seatPanel(
  tx: Transaction,
  { entryId, reviewId }: { readonly entryId: string; readonly reviewId: string },
  memberIds: readonly string[],
): Promise<void> {
  await tx.query('INSERT INTO panel_seat (entry_id, review_id, member_id) SELECT $1, $2, unnest($3::uuid[])', [
    entryId,
    reviewId,
    memberIds,
  ]);
}

/** The panel as it is composed now. */
export async function panelOf(tx: Transaction, reviewId: string): Promise<SeatedMember[]> {
  return tx.query<SeatedMember>(
    `SELECT member_id AS "personId", category, display_name AS name, tie FROM panel_now
     JOIN account ON account.id = member_id WHERE review_id = $1 ORDER BY display_name, member_id`,
    [reviewId],
  );
}

export async function storeDeclaration(
  tx: Transaction,
  { entryId, reviewId, memberId, tie }: { entryId: string; reviewId: string; memberId: string; tie: DeclaredTie },
): Promise<void> {
  await tx.query('INSERT INTO panel_declaration (entry_id, review_id, member_id, tie) VALUES ($1, $2, $3, $4)', [
    entryId,
    reviewId,
    memberId,
    tie,
  ]);
}

/**
 * Ties that are known of anybody to this household: declared in one of its reviews, or plain from the acts, as whoever
 * handled the case before is an earlier handler (SD7).
 */
export async function knownTies(tx: Transaction, householdId: string): Promise<Relationship[]> {
  return tx.query<Relationship>(
    `SELECT member_id AS "personId", $1::uuid AS "householdId", tie AS kind, app_today() AS "declaredOn",
       NULL::date AS "endedOn"
     FROM panel_declaration JOIN review ON review.id = review_id
     JOIN task_entry ON task_entry.id = entry_id AND superseded_at IS NULL
     WHERE household_id = $1 AND tie <> 'none'
     UNION
     SELECT person_id, $1::uuid, 'earlier-handler', app_today(), NULL::date FROM case_act WHERE case_id = $1`,
    [householdId],
  );
}

/** Who voted in an earlier hearing of the review, and so may not judge it again. */
export async function earlierVoters(tx: Transaction, reviewId: string, hearing: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'SELECT DISTINCT member_id AS id FROM ballot_cast WHERE review_id = $1 AND hearing < $2',
    [reviewId, hearing],
  );
  return rows.map(({ id }) => id);
}

export interface NewBallot extends PanelBallot {
  readonly entryId: string;
  readonly reviewId: string;
  readonly hearing: number;
  readonly sitting: number;
  readonly reason: string;
}

export async function storeBallot(tx: Transaction, ballot: NewBallot): Promise<void> {
  await tx.query(
    `INSERT INTO panel_ballot (entry_id, review_id, hearing, sitting, member_id, vote, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [ballot.entryId, ballot.reviewId, ballot.hearing, ballot.sitting, ballot.personId, ballot.vote, ballot.reason],
  );
}

/** Ballots of a sitting that count: given and their task completed. */
export async function ballotsOf(
  tx: Transaction,
  reviewId: string,
  sitting: number,
): Promise<(PanelBallot & { readonly reason: string })[]> {
  return tx.query(
    `SELECT member_id AS "personId", vote, reason FROM ballot_cast WHERE review_id = $1 AND sitting = $2
     ORDER BY vote, reason`,
    [reviewId, sitting],
  );
}
