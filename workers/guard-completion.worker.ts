import { z } from 'zod';
import type { Database } from '../db/database.js';
import { BusinessError } from '../db/errors.js';
import { recordAct, refuse } from '../db/repositories/acts.repository.js';
import type { Transaction } from '../db/transaction.js';
import { actOf } from '../rules/acts.js';
import type { Finding } from '../rules/decision.js';
import { CASE_VARIABLES, taskCaseOf } from '../rules/task-case.js';
import type { TaskCase } from '../rules/task-case.js';
import { isReturnReason } from '../rules/vocabulary.js';
import type { ReturnReason } from '../rules/vocabulary.js';
import { BadVariablesError, defineTaskListener } from './define-worker.js';
import { checkCompletion } from '../db/acts/index.js';
import { assignedCase, isAboutCase, OTHER_CASE } from './guards/case-of-task.js';
import { denialText, judgeAct } from './guards/judge-act.js';

// A person may send anything along with a completion: what is no text is no answer, and is denied, not a fault.
const text = z.string().nullish().catch(null);
const caseIds = Object.fromEntries(Object.values(CASE_VARIABLES).map((name) => [name, text]));
const input = z.object({ ...caseIds, verdict: text, returnReason: text, note: text, contentHash: text });
type Input = z.output<typeof input>;

const NOBODY: Finding = { code: 'ROLE_MISSING', message: '任务无人领取，请先领取再办结', basis: 'R-46' };

const reasonOf = (given: string | null | undefined): ReturnReason | null =>
  typeof given === 'string' && isReturnReason(given) ? given : null;

/** Judges the completion and records the act with it; what is found is answered, and undone with the transaction. */
async function judgeAndRecord(tx: Transaction, taskCase: TaskCase, taskKey: string, username: string, given: Input) {
  if (!(await isAboutCase(tx, taskKey, taskCase))) return [OTHER_CASE];
  const judged = await judgeAct(tx, taskCase, { taskKey, username });
  const { personId, round } = judged;
  if (personId === null) return judged.findings;
  // A verdict belongs only to acts that end with one; what another step left in the process is not this person's.
  const hasVerdict = actOf(taskCase.act).verdicts.length > 0;
  const verdict = hasVerdict ? (given.verdict ?? '') : null;
  const returnReason = hasVerdict ? reasonOf(given.returnReason) : null;
  const words = { verdict, returnReason, note: given.note ?? null };
  const found = await checkCompletion(tx, { ...judged, personId, ...words, seenHash: given.contentHash ?? null });
  const findings = [...judged.findings, ...found];
  if (findings.length > 0) return findings;
  await recordAct(tx, {
    act: taskCase.act,
    caseKind: taskCase.kind,
    caseId: taskCase.id,
    round,
    personId,
    taskKey,
    ...words,
  });
  return [];
}

/** What a guard of the database finds is an answer like any other; everything else is a fault. */
async function findingsOf(database: Database, work: (tx: Transaction) => Promise<readonly Finding[]>) {
  try {
    return await database.transaction(work);
  } catch (error) {
    if (error instanceof BusinessError) return error.findings;
    throw error;
  }
}

/**
 * 办结任务 guard-completion: checks this person, this case and this content, and records the act with its ledger entry
 * in one transaction; or denies with every reason and clause, and records the refusal.
 */
export const guardCompletionWorker = defineTaskListener({
  jobType: 'guard-completion',
  input,
  judge: async (given, { database, job, userTask }) => {
    const { userTaskKey: taskKey } = userTask;
    const username = userTask.assignee ?? '';
    if (username === '') return denialText([NOBODY]);
    const named = taskCaseOf(job.headers['act'], given);
    const taskCase = (await database.transaction((tx) => assignedCase(tx, taskKey))) ?? named;
    if (taskCase === null) throw new BadVariablesError(`任务 ${job.elementId} 缺少 act 标头或案件编号`);
    const findings =
      named === null
        ? [OTHER_CASE]
        : await findingsOf(database, (tx) => judgeAndRecord(tx, named, taskKey, username, given));
    if (findings.length === 0) return undefined;
    await database.transaction(async (tx) => {
      const { personId } = await judgeAct(tx, taskCase, { taskKey, username });
      await refuse(tx, { act: taskCase.act, caseId: taskCase.id, personId: personId ?? username, taskKey, findings });
    });
    return denialText(findings);
  },
});
