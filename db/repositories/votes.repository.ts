import { addDays, endOfDay, shanghaiDateOf, withMilliseconds } from '../../rules/dates.js';
import type { NextStep } from '../../rules/selection/next-step.js';
import { NotFoundError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { candidatesOf, nominationOf } from './agency-candidates.repository.js';
import type { NamedAgency } from './agency-candidates.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';
import { policyOfProject } from './policy-book.js';

export interface Vote {
  readonly id: string;
  readonly trackId: string;
  /** Counted within the track, from 1. */
  readonly number: number;
  readonly round: 'first' | 'run-off';
  readonly opensAt: string;
  readonly closesAt: string;
  /** Who voted what is shown to nobody. */
  readonly secret: boolean;
}

export interface StoredTally {
  readonly step: NextStep;
  readonly winnerId: string | null;
  readonly among: readonly string[];
  readonly places: number;
  readonly seeded: readonly string[];
  readonly units: number;
  readonly ballotsCast: number;
  readonly blank: number;
  readonly votes: Readonly<Record<string, number>>;
  readonly setAside: readonly { readonly ballotNumber: string; readonly reasons: readonly string[] }[];
  readonly talliedAt: string;
}

const COLUMNS = `id, track_id AS "trackId", number, round, opens_at AS "opensAt", closes_at AS "closesAt", secret`;

export async function getVote(tx: Transaction, voteId: string): Promise<Vote> {
  const vote = await tx.maybeOne<Vote>(`SELECT ${COLUMNS} FROM vote WHERE id = $1`, [voteId]);
  if (vote === undefined) throw new NotFoundError('vote', voteId);
  return vote;
}

/** The votes of a track, the first one first. */
export async function votesOf(tx: Transaction, trackId: string): Promise<Vote[]> {
  return tx.query<Vote>(`SELECT ${COLUMNS} FROM vote WHERE track_id = $1 ORDER BY number`, [trackId]);
}

/** Whom a vote is between, in the order of the ballot paper. */
export async function candidatesOfVote(tx: Transaction, voteId: string): Promise<NamedAgency[]> {
  return tx.query<NamedAgency>(
    `SELECT agency_id AS "agencyId", name FROM vote_candidate JOIN organisation ON organisation.id = agency_id
     WHERE vote_id = $1 ORDER BY position`,
    [voteId],
  );
}

export async function tallyOf(tx: Transaction, voteId: string): Promise<StoredTally | undefined> {
  return tx.maybeOne<StoredTally>(
    `SELECT step, winner_id AS "winnerId", among, places, seeded, units, ballots_cast AS "ballotsCast", blank, votes,
       set_aside AS "setAside", tallied_at AS "talliedAt" FROM vote_tally WHERE vote_id = $1`,
    [voteId],
  );
}

interface NextVote {
  readonly number: number;
  readonly round: 'first' | 'run-off';
  readonly agencyIds: readonly string[];
}

/** Whom the next vote of a track is between: everybody on the list, the same again, or those of a run-off. */
async function nextVote(tx: Transaction, trackId: string): Promise<NextVote> {
  const last = (await votesOf(tx, trackId)).at(-1);
  if (last === undefined) {
    const agencies = await candidatesOf(tx, trackId);
    return { number: 1, round: 'first', agencyIds: agencies.map(({ agencyId }) => agencyId) };
  }
  const tally = await tallyOf(tx, last.id);
  const number = last.number + 1;
  if (tally?.step === 'again') return { number, round: last.round, agencyIds: tally.among };
  if (tally?.step === 'run-off') return { number, round: 'run-off', agencyIds: tally.among };
  const drawn = await tx.query<{ agencyId: string }>(
    `SELECT agency_id AS "agencyId" FROM agency_draw_place JOIN agency_draw USING (vote_id)
     WHERE vote_id = $1 AND decides = 'run-off' AND place <= places ORDER BY place`,
    [last.id],
  );
  if (tally?.step !== 'lottery' || drawn.length === 0) {
    throw refusal('TRANSITION_FORBIDDEN', '上一次投票不需要再投', 'R-18');
  }
  return { number, round: 'run-off', agencyIds: [...tally.seeded, ...drawn.map(({ agencyId }) => agencyId)] };
}

/** Opens the next vote of a track from the coming day on, for the days that were announced. */
export async function openVote(tx: Transaction, trackId: string): Promise<Vote> {
  await tx.lock(`case:${trackId}`);
  const { projectId } = await getTrack(tx, trackId);
  const nomination = await nominationOf(tx, trackId);
  if (nomination === undefined) throw refusal('FIELD_MISSING', '尚未提名候选机构，不能投票', 'R-17');
  const { selection } = await policyOfProject(tx, await registeredProject(tx, projectId));
  const next = await nextVote(tx, trackId);
  const today = shanghaiDateOf(await tx.now());
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO vote (track_id, number, round, opens_at, closes_at, quorum_bp, majority_bp, secret)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      trackId,
      next.number,
      next.round,
      withMilliseconds(endOfDay(today)),
      withMilliseconds(endOfDay(addDays(today, nomination.votingDays))),
      selection.quorumBp.value,
      selection.majorityBp.value,
      selection.secretBallot.value,
    ],
  );
  await tx.query(
    `INSERT INTO vote_candidate (vote_id, position, agency_id)
     SELECT $1, place, agency FROM unnest($2::uuid[]) WITH ORDINALITY AS given (agency, place)`,
    [id, next.agencyIds],
  );
  const vote = await getVote(tx, id);
  await appendEntry(tx, {
    caseId: trackId,
    kind: 'vote-opened',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-18'],
    payload: { voteId: id, number: vote.number, round: vote.round, opensAt: vote.opensAt, closesAt: vote.closesAt },
  });
  return vote;
}
