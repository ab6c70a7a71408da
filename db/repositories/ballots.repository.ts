import type { BallotEntry } from '../../rules/selection/paper-ballots.js';
import { comparePaperBallots } from '../../rules/selection/paper-ballots.js';
import type { Finding } from '../../rules/decision.js';
import type { Transaction } from '../transaction.js';
import { appendEntry } from './ledger.repository.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';
import { getVote } from './votes.repository.js';
import { policyOfProject } from './policy-book.js';

/** One paper ballot as a person read it. */
export interface NewReading {
  readonly ballotNumber: string;
  /** Null in a third look alone: there is no such ballot. */
  readonly householdId: string | null;
  /** Null: blank or spoilt. */
  readonly agencyId: string | null;
  readonly castOn: string;
  readonly proxyName: string | null;
  readonly proxyPaperHash: string | null;
}

export interface Reader {
  readonly voteId: string;
  readonly taskKey: string;
  readonly personId: string;
  /** The look that settles what two persons read differently. */
  readonly third: boolean;
}

/** Stores what a person read; a number read again takes the place of the first. In the ledger stands only how many. */
export async function storeReadings(tx: Transaction, reader: Reader, readings: readonly NewReading[]): Promise<void> {
  const { voteId, taskKey, personId, third } = reader;
  const numbers = readings.map(({ ballotNumber }) => ballotNumber);
  await tx.query(
    `UPDATE ballot_reading SET superseded_at = app_now() WHERE vote_id = $1 AND third = $2 AND superseded_at IS NULL
       AND ($2 OR task_key = $3) AND ballot_number = ANY($4)`,
    [voteId, third, taskKey, numbers],
  );
  const rows = readings.map((reading) => ({
    ballot_number: reading.ballotNumber,
    household_id: reading.householdId,
    agency_id: reading.agencyId,
    cast_on: reading.castOn,
    proxy_name: reading.proxyName,
    proxy_paper_hash: reading.proxyPaperHash,
  }));
  await tx.query(
    `INSERT INTO ballot_reading (vote_id, task_key, person_id, third, ballot_number, household_id, agency_id, cast_on,
       proxy_name, proxy_paper_hash)
     SELECT $1, $2, $3, $4, ballot_number, household_id, agency_id, cast_on, proxy_name, proxy_paper_hash
     FROM jsonb_to_recordset($5::jsonb) AS row (ballot_number text, household_id uuid, agency_id uuid, cast_on date,
       proxy_name text, proxy_paper_hash text)`,
    [voteId, taskKey, personId, third, JSON.stringify(rows)],
  );
  await appendEntry(tx, {
    caseId: voteId,
    kind: 'ballots-entered',
    actorId: personId,
    clauses: ['R-43'],
    payload: { ballots: readings.length, third },
  });
}

interface StandingReading extends BallotEntry {
  readonly taskKey: string;
  readonly personId: string;
}

async function readingsOf(tx: Transaction, voteId: string): Promise<StandingReading[]> {
  return tx.query<StandingReading>(
    `SELECT task_key AS "taskKey", person_id AS "personId", ballot_number AS "ballotNumber",
       household_id AS "certificateId", agency_id AS "candidateId", cast_on AS "castOn", proxy_name AS "proxyName"
     FROM ballot_reading WHERE vote_id = $1 AND NOT third AND superseded_at IS NULL ORDER BY ballot_number`,
    [voteId],
  );
}

/** What two persons read differently and no third look has settled: one finding for each ballot. */
export async function differingBallots(tx: Transaction, voteId: string): Promise<readonly Finding[]> {
  const { trackId } = await getVote(tx, voteId);
  const { projectId } = await getTrack(tx, trackId);
  const policy = await policyOfProject(tx, await registeredProject(tx, projectId));
  const done = await tx.query<{ taskKey: string; personId: string }>(
    `SELECT task_key AS "taskKey", person_id AS "personId" FROM case_act
     WHERE case_id = $1 AND act = 'enter-ballots' AND withdrawn_at IS NULL ORDER BY seq`,
    [voteId],
  );
  const readings = await readingsOf(tx, voteId);
  const of = (index: number) => ({
    personId: done[index]?.personId ?? `nobody ${String(index)}`,
    entries: readings.filter(({ taskKey }) => taskKey === done[index]?.taskKey),
  });
  const settled = await tx.query<{ ballotNumber: string }>(
    `SELECT ballot_number AS "ballotNumber" FROM ballot_reading
     WHERE vote_id = $1 AND third AND superseded_at IS NULL`,
    [voteId],
  );
  const numbers = new Set(settled.map(({ ballotNumber }) => ballotNumber));
  const { findings } = comparePaperBallots(of(0), of(1), policy);
  return findings.filter(({ field }) => !numbers.has(field ?? ''));
}

/** How far each task of a vote has come: who read how many ballots. Tells nothing of what is on them. */
export async function progressOf(
  tx: Transaction,
  voteId: string,
): Promise<{ taskKey: string; third: boolean; names: string; ballots: number }[]> {
  return tx.query(
    `SELECT task_key AS "taskKey", third, string_agg(DISTINCT display_name, '、') AS names,
       count(*) FILTER (WHERE superseded_at IS NULL)::int AS ballots
     FROM ballot_reading JOIN account ON account.id = person_id WHERE vote_id = $1
     GROUP BY task_key, third ORDER BY min(seq)`,
    [voteId],
  );
}
