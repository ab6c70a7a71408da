import { actsOfCase } from '../../db/repositories/case-acts.repository.js';
import { assignmentOf } from '../../db/repositories/assignments.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { Finding } from '../../rules/decision.js';
import type { TaskCase } from '../../rules/task-case.js';

export const OTHER_CASE: Finding = {
  code: 'TRANSITION_FORBIDDEN',
  message: '任务与所填案件不符，请从工作台重新打开任务后办理',
  basis: 'R-46',
};

/** The case a task is about, as it was when the task was assigned; null when it is assigned to nobody (any more). */
export async function assignedCase(tx: Transaction, taskKey: string): Promise<TaskCase | null> {
  const assigned = await assignmentOf(tx, taskKey);
  return assigned === null ? null : { act: assigned.act, kind: assigned.caseKind, id: assigned.caseId };
}

/**
 * Is the task about the case that the variables name? Whatever a person sends along with a completion lies over the
 * variables of the process and could name another. A job that comes again finds its own act instead of the assignment.
 */
export async function isAboutCase(tx: Transaction, taskKey: string, named: TaskCase): Promise<boolean> {
  const assigned = await assignedCase(tx, taskKey);
  if (assigned !== null) return assigned.id === named.id && assigned.act === named.act;
  return (await actsOfCase(tx, named.id)).some((done) => done.taskKey === taskKey);
}
