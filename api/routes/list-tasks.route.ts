import { taskPage, taskQuery } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { casesOfTasks } from '../tasks/cases-of-tasks.js';
import { ClaimPermissions } from '../tasks/claim-permission.js';
import { taskRowOf } from '../tasks/present-task.js';
import { subjectsOf } from '../tasks/subjects.js';

/** The workbench: what I have claimed, or what waits unclaimed for one of my roles. Three questions per page, not per row. */
export const listTasksRoute = defineRoute({
  method: 'get',
  path: '/tasks',
  access: 'staff',
  summary: '任务列表：我的任务，或我所在岗位的待领任务',
  query: taskQuery,
  answer: taskPage,
  handle: async ({ query: { scope, page, pageSize }, caller }, { db, engine }) => {
    const person = engine.as(caller.username);
    const filter = scope === 'mine' ? { assignee: caller.username } : { candidateGroups: caller.roles };
    const found =
      scope === 'groups' && caller.roles.length === 0
        ? { items: [], total: 0 }
        : await person.searchTasks(filter, { from: (page - 1) * pageSize, limit: pageSize });
    const tasks = await casesOfTasks(engine, person, found.items);
    const none = { items: [], page, pageSize, total: found.total };
    if (tasks.length === 0) return { status: 200, body: none };
    const items = await db.transaction(async (tx) => {
      const subjects = await subjectsOf(
        tx,
        tasks.map(({ taskCase }) => taskCase.id),
      );
      const permissions = await ClaimPermissions.load(tx, caller, [...subjects.values()]);
      const now = await tx.now();
      return tasks.flatMap(({ task, taskCase }) => {
        const subject = subjects.get(taskCase.id);
        return subject ? [taskRowOf(task, taskCase, subject, permissions.of(task, taskCase, subject), now)] : [];
      });
    });
    return { status: 200, body: { items, page, pageSize, total: found.total } };
  },
});
