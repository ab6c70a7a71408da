import { assignUserTask as assign, unassignUserTask as unassign } from '../commands/assign-user-task.js';
import { completeUserTask as complete } from '../commands/complete-user-task.js';
import { updateUserTask as update } from '../commands/update-user-task.js';
import type { Key } from '../commands/requests.js';
import type { Execution } from '../elements/execution.js';
import type { AuditLogRow } from '../state/rows.js';
import { withRefusals } from './audited.js';
import { aboutTask } from './user-tasks.js';

const refusing =
  (operationType: AuditLogRow['operationType']) =>
  (run: Execution, { userTaskKey }: { readonly userTaskKey: Key }) => {
    const task = run.state.userTasks.get(userTaskKey);
    return task && { ...aboutTask(task), operationType };
  };

export const assignUserTask = withRefusals(assign, refusing('ASSIGN'));
export const unassignUserTask = withRefusals(unassign, refusing('UNASSIGN'));
export const updateUserTask = withRefusals(update, refusing('UPDATE'));
export const completeUserTask = withRefusals(complete, refusing('COMPLETE'));
