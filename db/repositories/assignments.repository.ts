import type { ActName, CaseKind } from '../../rules/acts.js';
import { TaskAssignment } from '../entities/evidence.entity.js';
import type { Transaction } from '../transaction.js';
import { roundOf } from '../acts/index.js';

export interface NewAssignment {
  readonly taskKey: string;
  readonly act: ActName;
  readonly caseKind: CaseKind;
  readonly caseId: string;
  /** Left out: the round the case is in now. */
  readonly round?: number | null;
  /** Null when the task was given back. */
  readonly personId: string | null;
}

/** Notes who a task is assigned to, so that the second officer of a round can be told from the first. */
export async function noteAssignment(tx: Transaction, assignment: NewAssignment): Promise<void> {
  const { taskKey, act, caseKind, caseId, personId } = assignment;
  if (personId === null) {
    await tx.query('DELETE FROM task_assignment WHERE task_key = $1', [taskKey]);
    return;
  }
  await tx.query(
    `INSERT INTO task_assignment (task_key, act, case_kind, case_id, round, person_id) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (task_key) DO UPDATE SET round = excluded.round, person_id = excluded.person_id`,
    [taskKey, act, caseKind, caseId, assignment.round ?? (await roundOf(tx, act, caseId)), personId],
  );
}

/** Who holds the tasks of an act in a round of a case. */
export async function assignmentsOfRound(
  tx: Transaction,
  caseId: string,
  act: ActName,
  round: number,
): Promise<TaskAssignment[]> {
  return tx.manager.find(TaskAssignment, { where: { caseId, act, round }, order: { taskKey: 'ASC' } });
}

/** Every task of a case that is assigned to somebody. */
export async function assignmentsOfCase(tx: Transaction, caseId: string): Promise<TaskAssignment[]> {
  return tx.manager.find(TaskAssignment, { where: { caseId }, order: { taskKey: 'ASC' } });
}

/** Which case a task was assigned for, and to whom; null when it is assigned to nobody. */
export async function assignmentOf(tx: Transaction, taskKey: string): Promise<TaskAssignment | null> {
  return tx.manager.findOneBy(TaskAssignment, { taskKey });
}
