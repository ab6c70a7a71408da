import { labelOf } from '../../rules/vocabulary.js';
import type { CodeBallot } from '../../rules/selection/code-ballots.js';
import { MOST_BALLOTS_BY_CODE } from '../../rules/selection/code-ballots.js';
import { refusal } from '../errors.js';
import { newReceipt } from '../secrets.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, householdActor } from './ledger.repository.js';
import { candidatesOfVote, getVote } from './votes.repository.js';

/** Whom a household is in the box of a vote: nobody without the installation's key can tell. */
export const voterToken = (tx: Transaction, voteId: string, householdId: string): string =>
  tx.vault.token(`vote ${voteId} ${householdId}`);

/**
 * Casts a household's ballot: the choice goes into the box without the household, that it voted into its own case
 * without the choice. Answers the receipt, by which the ballot is found among the published ones. Cast again, it replaces
 * the one before.
 */
export async function castByCode(
  tx: Transaction,
  voteId: string,
  householdId: string,
  choice: number,
): Promise<{ receipt: string; choice: string }> {
  await tx.lock(`ballots:${voteId}`);
  await getVote(tx, voteId);
  const agency = (await candidatesOfVote(tx, voteId))[choice - 1];
  if (choice !== 0 && agency === undefined) {
    throw refusal('CANDIDATE_UNKNOWN', `选票上没有第 ${String(choice)} 家机构，请重新选择`, 'R-18');
  }
  const { turn } = await tx.one<{ turn: number }>(
    'SELECT 1 + count(*)::int AS turn FROM vote_participation WHERE vote_id = $1 AND household_id = $2',
    [voteId, householdId],
  );
  if (turn > MOST_BALLOTS_BY_CODE) {
    throw refusal('VOTE_TWICE', `已改投 ${String(MOST_BALLOTS_BY_CODE)} 次，请改用纸质选票`, 'R-18');
  }
  await tx.query('INSERT INTO vote_participation (vote_id, household_id, turn) VALUES ($1, $2, $3)', [
    voteId,
    householdId,
    turn,
  ]);
  const receipt = newReceipt();
  await tx.query('INSERT INTO code_ballot (vote_id, voter, turn, receipt, agency_id) VALUES ($1, $2, $3, $4, $5)', [
    voteId,
    voterToken(tx, voteId, householdId),
    turn,
    receipt,
    agency?.agencyId ?? null,
  ]);
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'ballot-cast',
    actorId: householdActor(householdId),
    clauses: ['R-18'],
    payload: { voteId, turn },
  });
  return { receipt, choice: agency?.name ?? '空白' };
}

/** The whole box of a vote. */
export async function codeBallotsOf(tx: Transaction, voteId: string): Promise<CodeBallot[]> {
  return tx.query<CodeBallot>(
    'SELECT receipt, voter, turn, agency_id AS "candidateId" FROM code_ballot WHERE vote_id = $1 ORDER BY receipt',
    [voteId],
  );
}

/** Notes whose ballots give way to a paper of the same household. */
export async function overrule(tx: Transaction, voteId: string, voters: readonly string[]): Promise<void> {
  await tx.query('INSERT INTO code_ballot_overruled (vote_id, voter) SELECT $1, unnest($2::text[])', [voteId, voters]);
}

/** A vote of the household's project, with its own ballots as far as it may see them; never what they say. */
export interface OwnVote {
  readonly voteId: string;
  readonly trackId: string;
  readonly modeLabel: string;
  readonly number: number;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly secret: boolean;
  readonly published: boolean;
  /** Why it cannot vote by code now, in words; null: it can. */
  readonly hindrance: string | null;
  readonly candidates: readonly { readonly choice: number; readonly name: string }[];
  /** Newest first. The receipt is withheld from a code handed out after the vote opened. */
  readonly cast: readonly {
    readonly receipt: string | null;
    readonly castAt: string;
    readonly state: OwnBallotState;
  }[];
  /** Its papers among the published ones; without their numbers, which are on the voter's slip. */
  readonly papers: readonly { readonly reasons: readonly string[] }[];
}
export type OwnBallotState = 'last' | 'replaced' | 'counted' | 'paper-counts';

interface VoteRow {
  readonly voteId: string;
  readonly trackId: string;
  readonly mode: 'negotiated' | 'state' | 'collective';
  readonly number: number;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly secret: boolean;
  readonly published: boolean;
  readonly ownCode: boolean;
}

export async function votesOfHousehold(tx: Transaction, householdId: string): Promise<OwnVote[]> {
  const rows = await tx.query<VoteRow>(
    `SELECT vote.id AS "voteId", track_id AS "trackId", mode, number, opens_at AS "opensAt", closes_at AS "closesAt",
       secret, EXISTS (SELECT FROM vote_publication WHERE vote_id = vote.id) AS published,
       coalesce(code_issued_at($1) < opens_at, false) AS "ownCode"
     FROM vote JOIN track ON track.id = track_id
     WHERE project_id = (SELECT project_id FROM household WHERE id = $1) ORDER BY opens_at DESC`,
    [householdId],
  );
  const now = await tx.now();
  const votes: OwnVote[] = [];
  for (const { ownCode, mode, ...vote } of rows) {
    votes.push({
      ...vote,
      modeLabel: labelOf('mode', mode),
      hindrance: hindranceOf(now, vote, ownCode),
      candidates: (await candidatesOfVote(tx, vote.voteId)).map(({ name }, index) => ({ choice: index + 1, name })),
      cast: await ownBallots(tx, vote, householdId, ownCode),
      papers: await tx.query<{ reasons: string[] }>(
        `SELECT reasons FROM ballots_of($1) JOIN vote_record ON vote_id = $1 AND receipt = ballot_number
         WHERE household_id = $2 ORDER BY receipt`,
        [vote.voteId, householdId],
      ),
    });
  }
  return votes;
}

function hindranceOf(now: string, { opensAt, closesAt }: Pick<VoteRow, 'opensAt' | 'closesAt'>, ownCode: boolean) {
  if (now < opensAt) return '投票尚未开始';
  if (now >= closesAt) return '投票已经截止';
  return ownCode ? null : '您的查询码是投票开始以后换发的，本次请用纸质选票投票';
}

async function ownBallots(
  tx: Transaction,
  { voteId, published }: Pick<VoteRow, 'voteId' | 'published'>,
  householdId: string,
  ownCode: boolean,
): Promise<OwnVote['cast']> {
  const rows = await tx.query<{ receipt: string; castAt: string; last: boolean; counts: boolean | null }>(
    `SELECT receipt, cast_at AS "castAt", turn = max(turn) OVER () AS last, reasons = '{}' AS counts
     FROM vote_participation JOIN code_ballot USING (vote_id, turn) LEFT JOIN vote_record USING (vote_id, receipt)
     WHERE vote_id = $1 AND household_id = $2 AND voter = $3 ORDER BY turn DESC`,
    [voteId, householdId, voterToken(tx, voteId, householdId)],
  );
  return rows.map(({ receipt, castAt, last, counts }) => ({
    receipt: ownCode ? receipt : null,
    castAt,
    state: !last ? 'replaced' : !published ? 'last' : counts === true ? 'counted' : 'paper-counts',
  }));
}
