import { addDays, shanghaiDateOf } from '../../rules/dates.js';
import { progressOf } from '../../db/repositories/ballots.repository.js';
import { getTrack } from '../../db/repositories/tracks.repository.js';
import { candidatesOfVote, getVote } from '../../db/repositories/votes.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { BallotSheet } from '../contract/index.js';

/** What the person of a ballot task sees: the ballot paper, how far everybody is, and the latest of this task alone. */
export async function ballotSheetOf(tx: Transaction, voteId: string, taskKey: string): Promise<BallotSheet> {
  const vote = await getVote(tx, voteId);
  const { projectId } = await getTrack(tx, vote.trackId);
  const candidates = await candidatesOfVote(tx, voteId);
  const choiceOf = new Map(candidates.map(({ agencyId }, index) => [agencyId, index + 1]));
  const { units } = await tx.one<{ units: number }>(
    'SELECT count(*)::int AS units FROM household WHERE project_id = $1',
    [projectId],
  );
  const latest = await tx.query<{
    ballotNumber: string;
    householdNumber: string | null;
    agencyId: string | null;
    castOn: string;
    proxyName: string | null;
  }>(
    `SELECT ballot_number AS "ballotNumber", number AS "householdNumber", agency_id AS "agencyId",
       cast_on AS "castOn", proxy_name AS "proxyName"
     FROM ballot_reading LEFT JOIN household ON household.id = household_id
     WHERE task_key = $1 AND superseded_at IS NULL ORDER BY seq DESC LIMIT 20`,
    [taskKey],
  );
  const progress = await progressOf(tx, voteId);
  return {
    taskKey,
    opensOn: shanghaiDateOf(vote.opensAt),
    lastDay: addDays(shanghaiDateOf(vote.closesAt), -1),
    units,
    candidates: candidates.map(({ name }, index) => ({ choice: index + 1, name })),
    progress: progress.map(({ taskKey: key, names, third, ballots }) => ({
      names,
      third,
      ballots,
      own: key === taskKey,
    })),
    latest: latest.map(({ agencyId, ...reading }) => ({
      ...reading,
      choice: vote.secret ? null : (choiceOf.get(agencyId ?? '') ?? 0),
    })),
  };
}
