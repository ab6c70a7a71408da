import { appraise } from '../../rules/staff/democratic-appraisal.js';
import type { AppraisalVote, VoterGroup } from '../../rules/staff/democratic-appraisal.js';
import { hashOfText } from '../content-hash.js';
import { refusal } from '../errors.js';
import { newAccessCode } from '../secrets.js';
import type { Transaction } from '../transaction.js';
import { recordAct } from './acts.repository.js';
import { appraisalResults, subjectsOfAppraisal } from './appraisal-ballots-read.repository.js';
import type { Subject } from './appraisal-ballots-read.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { policyOfDistrict } from './policy-book.js';

export interface IssuedBallot {
  readonly group: VoterGroup;
  readonly code: string;
}

const GROUPS: readonly VoterGroup[] = ['residents', 'committee', 'colleagues'];

/** Makes the ballots that the plan has said, once; only here the codes are seen, the database keeps their hashes. */
export async function issueBallots(tx: Transaction, reviewId: string, personId: string): Promise<IssuedBallot[]> {
  await tx.lock(`ballots:${reviewId}`);
  const plan = await tx.maybeOne<Record<VoterGroup, number>>(
    'SELECT residents, committee, colleagues FROM appraisal_open WHERE review_id = $1',
    [reviewId],
  );
  if (!plan) throw refusal('VOTE_NOT_OPEN', '评议名单尚未拟定，不能发放评议码', 'R-75');
  if (await tx.maybeOne('SELECT FROM appraisal_ballot WHERE review_id = $1 LIMIT 1', [reviewId])) {
    throw refusal('ALREADY_DONE', '评议码已经发放，只发一次', 'R-75');
  }
  const ballots = GROUPS.flatMap((group) =>
    Array.from({ length: plan[group] }, () => ({ group, code: newAccessCode() })),
  );
  await tx.query(
    `INSERT INTO appraisal_ballot (code_hash, review_id, voter_group)
     SELECT hash, $1, voter_group FROM unnest($2::text[], $3::text[]) AS ballot (hash, voter_group)`,
    [reviewId, ballots.map(({ code }) => hashOfText(code)), ballots.map(({ group }) => group)],
  );
  await recordAct(tx, { act: 'issue-ballots', caseId: reviewId, personId });
  return ballots;
}

interface Ballot {
  readonly codeHash: string;
  readonly reviewId: string;
  readonly group: VoterGroup;
}

async function unusedBallot(tx: Transaction, code: string): Promise<Ballot> {
  const ballot = await tx.maybeOne<Ballot & { used: boolean }>(
    `SELECT code_hash AS "codeHash", review_id AS "reviewId", voter_group AS "group",
       EXISTS (SELECT FROM appraisal_ballot_use used WHERE used.code_hash = ballot.code_hash) AS used
     FROM appraisal_ballot ballot WHERE code_hash = $1`,
    [hashOfText(code.trim().toUpperCase())],
  );
  if (!ballot) throw refusal('VOTER_UNKNOWN', '没有这个评议码，请核对', 'R-75', 'code');
  if (ballot.used) throw refusal('VOTE_TWICE', '这个评议码已经用过', 'R-75', 'code');
  return ballot;
}

/** Whom somebody with this code may appraise. */
export async function ballotSheet(tx: Transaction, code: string): Promise<Subject[]> {
  return subjectsOfAppraisal(tx, (await unusedBallot(tx, code)).reviewId);
}

export interface Scored {
  readonly accountId: string;
  readonly score: number;
  readonly favour: boolean;
}

/** Casts a ballot: the code is spent, and the votes stand apart from it, without its hash and without a time. */
export async function castBallot(tx: Transaction, code: string, scores: readonly Scored[]): Promise<void> {
  await tx.lock(`ballot:${hashOfText(code)}`);
  const { codeHash, reviewId, group } = await unusedBallot(tx, code);
  if (new Set(scores.map(({ accountId }) => accountId)).size < scores.length) {
    throw refusal('VOTE_TWICE', '同一人员只能评议一次', 'R-75', 'scores');
  }
  await tx.query('INSERT INTO appraisal_ballot_use (code_hash) VALUES ($1)', [codeHash]);
  for (const { accountId, score, favour } of scores) {
    await tx.query(
      'INSERT INTO appraisal_vote (review_id, voter_group, account_id, score, favour) VALUES ($1, $2, $3, $4, $5)',
      [reviewId, group, accountId, score, favour],
    );
  }
}

/** Counts the votes once the time is over; counted once, whatever comes later. Answers how many are below the line. */
export async function tallyAppraisal(tx: Transaction, reviewId: string): Promise<{ belowLine: number }> {
  await tx.lock(`ballots:${reviewId}`);
  const policy = await policyOfDistrict(tx);
  const counted = await appraisalResults(tx, reviewId);
  if (counted.length > 0) return { belowLine: counted.filter(({ below }) => below).length };
  const votes = await tx.query<AppraisalVote & { accountId: string }>(
    'SELECT account_id AS "accountId", voter_group AS "group", score, favour FROM appraisal_vote WHERE review_id = $1',
    [reviewId],
  );
  const results = (await subjectsOfAppraisal(tx, reviewId)).map(({ accountId }) => ({
    accountId,
    ...appraise(
      votes.filter((vote) => vote.accountId === accountId),
      policy,
    ),
  }));
  for (const { accountId, ballots, scoreHundredths, favourReports, below } of results) {
    await tx.query(
      `INSERT INTO appraisal_result (review_id, account_id, ballots, score_hundredths, favour_reports, below)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [reviewId, accountId, ballots, scoreHundredths, favourReports, below],
    );
  }
  const belowLine = results.filter(({ below }) => below).length;
  await appendEntry(tx, {
    caseId: reviewId,
    kind: 'appraisal-tallied',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-75'],
    payload: { persons: results.length, belowLine },
  });
  return { belowLine };
}
