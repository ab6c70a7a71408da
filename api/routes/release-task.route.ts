import { ApiError } from '../api-error.js';
import { taskParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { openTask } from '../tasks/require-task.js';

/** Gives a claimed task back to its group; one that is not claimed stays as it is. */
export const releaseTaskRoute = defineRoute({
  method: 'delete',
  path: '/tasks/:taskKey/claim',
  access: 'staff',
  summary: '退回已领取的任务',
  params: taskParams,
  handle: async ({ params, caller }, { engine }) => {
    const task = await openTask(engine, caller, params.taskKey);
    if (task.assignee === null) return { status: 204 };
    if (task.assignee !== caller.username) throw new ApiError('TASK_NOT_YOURS', '此任务由他人领取，只能由本人退回。');
    await engine.as(caller.username).release(params.taskKey);
    return { status: 204 };
  },
});
