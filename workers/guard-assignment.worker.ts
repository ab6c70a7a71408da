import { z } from 'zod';
import { refuse } from '../db/repositories/acts.repository.js';
import { noteAssignment } from '../db/repositories/assignments.repository.js';
import { CASE_VARIABLES, taskCaseOf } from '../rules/task-case.js';
import { BadVariablesError, defineTaskListener } from './define-worker.js';
import { denialText, judgeAct } from './guards/judge-act.js';

const caseIds = Object.fromEntries(Object.values(CASE_VARIABLES).map((name) => [name, z.string().nullish()]));

/**
 * 领取任务 guard-assignment: only who may do the act on this case today can be assigned: role, certificate, pairs,
 * separation of duty (SD1–SD9, SD12, SD16). A refusal is written into the ledger.
 */
export const guardAssignmentWorker = defineTaskListener({
  jobType: 'guard-assignment',
  input: z.object(caseIds),
  judge: async (input, { database, job, userTask }) => {
    const taskCase = taskCaseOf(job.headers['act'], input);
    if (taskCase === null) throw new BadVariablesError(`任务 ${job.elementId} 缺少 act 标头或案件编号`);
    const { act, kind: caseKind, id: caseId } = taskCase;
    const { userTaskKey: taskKey, assignee } = userTask;
    return database.transaction(async (tx) => {
      if (assignee === null || assignee === '') {
        await noteAssignment(tx, { taskKey, act, caseKind, caseId, personId: null });
        return undefined;
      }
      const { personId, round, findings } = await judgeAct(tx, taskCase, { taskKey, username: assignee });
      if (findings.length === 0) {
        await noteAssignment(tx, { taskKey, act, caseKind, caseId, round, personId });
        return undefined;
      }
      await refuse(tx, { act, caseId, personId: personId ?? assignee, taskKey, findings });
      return denialText(findings);
    });
  },
});
