import { storeReadings } from '../../db/repositories/ballots.repository.js';
import type { NewReading } from '../../db/repositories/ballots.repository.js';
import { getTrack } from '../../db/repositories/tracks.repository.js';
import { candidatesOfVote, getVote } from '../../db/repositories/votes.repository.js';
import { BusinessError } from '../../db/errors.js';
import type { Transaction } from '../../db/transaction.js';
import type { Finding } from '../../rules/decision.js';
import { ballotsBody, ballotSheet, taskParams } from '../contract/index.js';
import type { BallotReading } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { ballotSheetOf } from '../present/ballot-sheet.js';
import { requireBallotTask } from '../tasks/ballot-task.js';

interface Known {
  readonly households: ReadonlyMap<string, string>;
  readonly candidates: readonly string[];
  readonly papers: ReadonlyMap<string, string>;
  readonly third: boolean;
}

async function knownTo(tx: Transaction, voteId: string, taskKey: string, third: boolean): Promise<Known> {
  const { projectId } = await getTrack(tx, (await getVote(tx, voteId)).trackId);
  const households = await tx.query<{ id: string; number: string }>(
    'SELECT id, number FROM household WHERE project_id = $1',
    [projectId],
  );
  const papers = await tx.query<{ id: string; hash: string }>(
    'SELECT id, content_hash AS hash FROM case_document WHERE case_id = $1 AND task_key = $2',
    [voteId, taskKey],
  );
  return {
    households: new Map(households.map(({ id, number }) => [number, id])),
    candidates: (await candidatesOfVote(tx, voteId)).map(({ agencyId }) => agencyId),
    papers: new Map(papers.map(({ id, hash }) => [id, hash])),
    third,
  };
}

/** What is wrong with the form of a ballot as it was typed; whether it counts the tally decides. */
function findingsOf(ballot: BallotReading, known: Known): Finding[] {
  const { ballotNumber, householdNumber, choice, proxyPaperId } = ballot;
  const findings: Finding[] = [];
  const refuse = (code: Finding['code'], message: string, basis: string) =>
    findings.push({ code, message: `第${ballotNumber}号选票：${message}`, basis, field: ballotNumber });
  if (householdNumber === undefined && !known.third) refuse('FIELD_MISSING', '请填写户编号', 'R-43');
  if (householdNumber !== undefined && !known.households.has(householdNumber)) {
    refuse('VOTER_UNKNOWN', `本项目没有户编号 ${householdNumber}，请核对`, '市政府令第71号第23条');
  }
  if (choice > known.candidates.length) {
    refuse('CANDIDATE_UNKNOWN', `选票上没有第 ${String(choice)} 家机构，请核对`, 'R-18');
  }
  if (proxyPaperId !== undefined && !known.papers.has(proxyPaperId)) {
    refuse('PROXY_PAPER_MISSING', '委托书不是本任务上传的材料，请重新上传', 'R-18');
  }
  return findings;
}

const readingOf = (ballot: BallotReading, known: Known): NewReading => ({
  ballotNumber: ballot.ballotNumber,
  householdId: ballot.householdNumber === undefined ? null : (known.households.get(ballot.householdNumber) ?? null),
  agencyId: known.candidates[ballot.choice - 1] ?? null,
  castOn: ballot.castOn,
  proxyName: ballot.proxyName ?? null,
  proxyPaperHash: known.papers.get(ballot.proxyPaperId ?? '') ?? null,
});

/** 录入选票: one from the keyboard or many at once; wrong ones refuse the whole sending, so that none gets lost. */
export const readBallotsRoute = defineRoute({
  method: 'post',
  path: '/tasks/:taskKey/ballots',
  access: 'staff',
  summary: '录入纸质选票',
  params: taskParams,
  body: ballotsBody,
  answer: ballotSheet,
  handle: async ({ params: { taskKey }, body: { ballots }, caller }, { db, engine }) => {
    const { id: voteId, act } = await requireBallotTask(engine, caller, taskKey);
    const third = act === 'settle-ballots';
    const body = await db.transaction(async (tx) => {
      const known = await knownTo(tx, voteId, taskKey, third);
      const numbers = ballots.map(({ ballotNumber }) => ballotNumber);
      const twice = numbers.filter((number, index) => numbers.indexOf(number) < index);
      const findings = [
        ...twice.map((number): Finding => {
          const message = `第${number}号选票在本次录入中重复，请删去一次`;
          return { code: 'ALREADY_DONE', message, basis: 'R-43', field: number };
        }),
        ...ballots.flatMap((ballot) => findingsOf(ballot, known)),
      ];
      if (findings.length > 0) throw new BusinessError(findings.slice(0, 50));
      const reader = { voteId, taskKey, personId: caller.accountId, third };
      await storeReadings(
        tx,
        reader,
        ballots.map((ballot) => readingOf(ballot, known)),
      );
      return ballotSheetOf(tx, voteId, taskKey);
    });
    return { status: 200, body };
  },
});
