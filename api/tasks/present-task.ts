import { actOf } from '../../rules/acts.js';
import type { Permission, TaskRow } from '../contract/index.js';
import type { EngineTask } from '../engine/types.js';
import type { Subject } from './subjects.js';
import type { TaskCase } from '../../rules/task-case.js';

/** A task as a row of the workbench; `now` by the clock of the cases decides what is overdue. */
export function taskRowOf(
  task: EngineTask,
  taskCase: TaskCase,
  subject: Subject,
  round: number,
  claim: Permission,
  now: string,
): TaskRow {
  return {
    taskKey: task.taskKey,
    name: task.name,
    act: taskCase.act,
    actLabel: actOf(taskCase.act).label,
    processId: task.processId,
    processName: task.processName,
    caseKind: taskCase.kind,
    caseId: subject.id,
    caseTitle: subject.title,
    householdId: subject.householdId,
    caseNumber: subject.caseNumber,
    address: subject.address,
    projectId: subject.projectId,
    projectName: subject.projectName,
    round,
    waitingSince: task.createdAt,
    dueAt: task.dueAt,
    overdue: task.dueAt !== null && Date.parse(task.dueAt) < Date.parse(now),
    assignee: task.assignee,
    claim,
  };
}
