import type { VoteFile, VoteRecord } from '../../rules/selection/vote-records.js';
import { NotFoundError } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';
import { candidatesOfVote, getVote, tallyOf } from './votes.repository.js';

/** Publishes the records of a counted vote; the database refuses a list that is not what the ballots are. */
export async function publishRecords(
  tx: Transaction,
  voteId: string,
  records: readonly VoteRecord[],
  recordsHash: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO vote_record (vote_id, receipt, choice, reasons)
     SELECT $1, receipt, choice, reasons
     FROM jsonb_to_recordset($2::jsonb) AS row (receipt text, choice integer, reasons text[])`,
    [voteId, JSON.stringify(records)],
  );
  await tx.query('INSERT INTO vote_publication (vote_id, records_hash) VALUES ($1, $2)', [voteId, recordsHash]);
}

/** Who held which vote when, beside the figures to count again. */
export interface PublishedVote extends VoteFile {
  readonly voteId: string;
  readonly trackId: string;
  readonly projectName: string;
  readonly number: number;
  readonly round: 'first' | 'run-off';
  readonly opensAt: string;
  readonly closesAt: string;
  readonly publishedAt: string;
}

/** A published vote, its records in the order of their receipts. Throws NotFoundError before it is counted. */
export async function publishedVote(tx: Transaction, voteId: string): Promise<PublishedVote> {
  const { id, trackId, number, round, opensAt, closesAt } = await getVote(tx, voteId);
  const tally = await tallyOf(tx, voteId);
  const published = await tx.maybeOne<{
    recordsHash: string;
    publishedAt: string;
    quorumBp: number;
    majorityBp: number;
  }>(
    `SELECT records_hash AS "recordsHash", published_at AS "publishedAt", quorum_bp AS "quorumBp",
       majority_bp AS "majorityBp" FROM vote_publication JOIN vote ON vote.id = vote_id WHERE vote_id = $1`,
    [voteId],
  );
  if (tally === undefined || published === undefined) throw new NotFoundError('vote', voteId);
  const agencies = await candidatesOfVote(tx, voteId);
  const records = await tx.query<VoteRecord>(
    'SELECT receipt, choice, reasons FROM vote_record WHERE vote_id = $1 ORDER BY receipt',
    [voteId],
  );
  const winner = agencies.findIndex(({ agencyId }) => agencyId === tally.winnerId) + 1;
  return {
    voteId: id,
    trackId,
    projectName: (await registeredProject(tx, (await getTrack(tx, trackId)).projectId)).name,
    number,
    round,
    opensAt,
    closesAt,
    ...published,
    candidates: agencies.map(({ name }, index) => ({ choice: index + 1, name })),
    units: tally.units,
    records,
    totals: {
      cast: tally.ballotsCast,
      blank: tally.blank,
      setAside: tally.setAside.length,
      votes: agencies.map(({ agencyId }, index) => ({ choice: index + 1, votes: tally.votes[agencyId] ?? 0 })),
    },
    winner: winner === 0 ? null : winner,
  };
}
