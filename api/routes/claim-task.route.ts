import { roleMissing, mayDo } from '../authorize.js';
import { ApiError } from '../api-error.js';
import { taskParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { caseOfTask, openTask } from '../tasks/require-task.js';

/**
 * Claims a task for the person who asks, in that person's own name at the engine; the guard there may deny it
 * (409 with the clause). Claiming one's own task again changes nothing.
 */
export const claimTaskRoute = defineRoute({
  method: 'post',
  path: '/tasks/:taskKey/claim',
  access: 'staff',
  summary: '领取任务',
  params: taskParams,
  handle: async ({ params, caller }, { engine }) => {
    const task = await openTask(engine, caller, params.taskKey);
    const { act } = await caseOfTask(engine, caller, task);
    if (!mayDo(caller, act)) throw roleMissing(act);
    if (task.assignee === caller.username) return { status: 204 };
    if (task.assignee !== null) throw new ApiError('TASK_CLAIMED');
    await engine.as(caller.username).claim(params.taskKey, caller.username);
    return { status: 204 };
  },
});
