import type { FindingCode } from '../../rules/error-codes.js';
import { screenBallots } from '../../rules/selection/ballots.js';
import type { Ballot, Election } from '../../rules/selection/ballots.js';
import { partCodeBallots } from '../../rules/selection/code-ballots.js';
import type { CodeBallot } from '../../rules/selection/code-ballots.js';
import { stepAfterVote } from '../../rules/selection/next-step.js';
import type { NextStep } from '../../rules/selection/next-step.js';
import { tally } from '../../rules/selection/tally.js';
import { inReceiptOrder, recordsHash } from '../../rules/selection/vote-records.js';
import type { VoteRecord } from '../../rules/selection/vote-records.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { codeBallotsOf, overrule, voterToken } from './code-ballots.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';
import { publishRecords } from './vote-records.repository.js';
import { candidatesOfVote, getVote, tallyOf } from './votes.repository.js';
import { policyOfProject } from './policy-book.js';

interface StandingBallot {
  readonly ballotNumber: string;
  readonly open: boolean;
  readonly householdId: string;
  readonly agencyId: string | null;
  readonly castOn: string;
  readonly proxyName: string | null;
  readonly proxyPaperHash: string | null;
  /** The account of the firm or an agency that the proxy's name belongs to. */
  readonly excludedId: string | null;
}

async function ballotsOf(tx: Transaction, voteId: string): Promise<StandingBallot[]> {
  return tx.query<StandingBallot>(
    `SELECT ballot_number AS "ballotNumber", open, household_id AS "householdId", agency_id AS "agencyId",
       cast_on AS "castOn", proxy_name AS "proxyName", proxy_paper_hash AS "proxyPaperHash",
       (SELECT account.id FROM account JOIN organisation ON organisation.id = organisation_id
         WHERE display_name = proxy_name AND kind IN ('firm', 'appraisal-agency') LIMIT 1) AS "excludedId"
     FROM ballots_of($1) ORDER BY cast_on, ballot_number`,
    [voteId],
  );
}

/** A paper ballot bears a day: it was cast at noon of it. */
const asBallot = (ballot: StandingBallot, certificateId: string): Ballot => ({
  id: ballot.ballotNumber,
  certificateId,
  candidateId: ballot.agencyId,
  castAt: `${ballot.castOn}T04:00:00Z`,
  proxy:
    ballot.proxyName === null
      ? null
      : { personId: ballot.excludedId ?? ballot.proxyName, paperHash: ballot.proxyPaperHash },
});

/** When it was cast is not kept: the database took it while the vote was open. */
const asCodeBallot = ({ receipt, voter, candidateId }: CodeBallot, opensAt: string): Ballot => ({
  id: receipt,
  certificateId: voter,
  candidateId,
  castAt: opensAt,
  proxy: null,
});

/** Counts the ballots of a vote by the rule and stores what follows; counted again it is the same. */
export async function tallyVote(tx: Transaction, voteId: string): Promise<NextStep> {
  await tx.lock(`case:${voteId}`);
  const before = await tallyOf(tx, voteId);
  if (before) return before.step;
  const vote = await getVote(tx, voteId);
  const { projectId } = await getTrack(tx, vote.trackId);
  const policy = await policyOfProject(tx, await registeredProject(tx, projectId));
  const ballots = await ballotsOf(tx, voteId);
  if (ballots.some(({ open }) => open)) {
    throw refusal('ENTRY_MISMATCH', '还有两次录入不一致的选票，请先复核', 'R-43');
  }
  const households = await tx.query<{ id: string }>('SELECT id FROM household WHERE project_id = $1', [projectId]);
  const box = await codeBallotsOf(tx, voteId);
  const tokens = new Map(box.length === 0 ? [] : households.map(({ id }) => [id, voterToken(tx, voteId, id)]));
  const election: Election = {
    opensAt: vote.opensAt,
    closesAt: vote.closesAt,
    candidateIds: (await candidatesOfVote(tx, voteId)).map(({ agencyId }) => agencyId),
    // A household is its token here: papers and ballots by code are of one voter, and a unit is counted once.
    certificateIds: new Set(households.map(({ id }) => tokens.get(id) ?? id)),
    excludedPersonIds: new Set(ballots.flatMap(({ excludedId }) => excludedId ?? [])),
  };
  const papers = ballots.map((ballot) => asBallot(ballot, tokens.get(ballot.householdId) ?? ballot.householdId));
  const onPaper = new Set(screenBallots(papers, election, policy).counted.map(({ certificateId }) => certificateId));
  const { standing, replaced, overruled } = partCodeBallots(box, onPaper);
  const cast = standing.map((ballot) => asCodeBallot(ballot, vote.opensAt));
  const counted = tally([...papers, ...cast], election, vote.round, policy).value;
  const setAside = [
    ...counted.setAside.map(({ ballot, findings }) => ({ id: ballot.id, reasons: findings.map(({ code }) => code) })),
    ...overruled.map(({ receipt }) => ({ id: receipt, reasons: ['VOTE_TWICE'] as const })),
    ...replaced.map(({ receipt }) => ({ id: receipt, reasons: ['BALLOT_REPLACED'] as const })),
  ];
  await overrule(
    tx,
    voteId,
    overruled.map(({ voter }) => voter),
  );
  const without = counted.verdict === 'no-quorum' ? 1 + (await votesWithoutQuorum(tx, vote.trackId)) : 0;
  const next = stepAfterVote(counted, election.candidateIds, without, policy);
  await tx.query(
    `INSERT INTO vote_tally (vote_id, step, winner_id, among, places, seeded, units, ballots_cast, blank, votes,
       set_aside) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb)`,
    [
      voteId,
      next.step,
      counted.winner,
      next.among,
      next.places,
      next.seeded,
      counted.units,
      counted.cast,
      counted.blank,
      JSON.stringify(Object.fromEntries(counted.votes.map(({ candidateId, count }) => [candidateId, count]))),
      JSON.stringify(setAside.map(({ id, reasons }) => ({ ballotNumber: id, reasons }))),
    ],
  );
  const all = [...papers, ...box.map((ballot) => asCodeBallot(ballot, vote.opensAt))];
  const records = recordsOf(all, setAside, election.candidateIds);
  const hash = recordsHash(records);
  const payload = {
    step: next.step,
    units: counted.units,
    cast: counted.cast,
    setAside: setAside.length,
    recordsHash: hash,
  };
  await appendEntry(tx, { caseId: voteId, kind: 'vote-tallied', actorId: SYSTEM_ACTOR, clauses: ['R-18'], payload });
  await publishRecords(tx, voteId, records, hash);
  return next.step;
}

/** Every ballot as it is published: its number, its choice, why it does not count; nothing of who cast it. */
function recordsOf(
  ballots: readonly Ballot[],
  setAside: readonly { readonly id: string; readonly reasons: readonly FindingCode[] }[],
  candidateIds: readonly string[],
): VoteRecord[] {
  const reasons = new Map(setAside.map((ballot) => [ballot.id, ballot.reasons]));
  return inReceiptOrder(
    ballots.map(({ id, candidateId }) => ({
      receipt: id,
      choice: candidateIds.indexOf(candidateId ?? '') + 1,
      reasons: reasons.get(id) ?? [],
    })),
  );
}

/** How many votes of a track too few took part in. */
async function votesWithoutQuorum(tx: Transaction, trackId: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    `SELECT count(*)::int AS count FROM vote_tally JOIN vote ON vote.id = vote_id
     WHERE track_id = $1 AND ballots_cast * 10000 <= units * quorum_bp`,
    [trackId],
  );
  return count;
}
