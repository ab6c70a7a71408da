import { Rounds } from '../../db/acts/index.js';
import type { Database } from '../../db/database.js';
import type { StaffCaller } from '../caller.js';
import { taskPage, taskQuery } from '../contract/index.js';
import type { TaskQuery, TaskRow } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { casesOfTasks } from '../tasks/cases-of-tasks.js';
import type { TaskOfCase } from '../tasks/cases-of-tasks.js';
import { ClaimPermissions } from '../tasks/claim-permission.js';
import { matchingCases } from '../tasks/matching-cases.js';
import { taskRowOf } from '../tasks/present-task.js';
import { TaskFinder } from '../tasks/search-tasks.js';
import type { TaskSearch } from '../tasks/search-tasks.js';
import { subjectsOf } from '../tasks/subjects.js';

/** What to look for: the text becomes cases, being late a moment of the cases' clock. */
async function searchOf(db: Database, { scope, q, overdue }: TaskQuery): Promise<TaskSearch & { truncated: boolean }> {
  if (!overdue && (q ?? '') === '') return { scope, truncated: false };
  return db.transaction(async (tx) => ({
    scope,
    truncated: false,
    ...(overdue && { dueBefore: await tx.now() }),
    ...(q !== undefined && q !== '' && (await matchingCases(tx, q))),
  }));
}

async function rowsOf(db: Database, caller: StaffCaller, tasks: readonly TaskOfCase[]): Promise<TaskRow[]> {
  if (tasks.length === 0) return [];
  return db.transaction(async (tx) => {
    const subjects = await subjectsOf(
      tx,
      tasks.map(({ taskCase }) => taskCase.id),
    );
    const taskCases = tasks.map(({ taskCase }) => taskCase);
    const acts = [...new Set(taskCases.map(({ act }) => act))];
    const rounds = await Rounds.of(tx, acts, [...subjects.keys()]);
    const permissions = await ClaimPermissions.load(tx, caller, [...subjects.values()], rounds, taskCases);
    const now = await tx.now();
    return tasks.flatMap(({ task, taskCase }) => {
      const subject = subjects.get(taskCase.id);
      if (!subject) return [];
      const round = rounds.get(taskCase.act, taskCase.id);
      return [taskRowOf(task, taskCase, subject, round, permissions.of(task, taskCase, subject), now)];
    });
  });
}

/** The workbench: what I have claimed, or what waits unclaimed for one of my roles. A few questions per page, not per row. */
export const listTasksRoute = defineRoute({
  method: 'get',
  path: '/tasks',
  access: 'staff',
  summary: '任务列表：我的任务，或我所在岗位的待领任务',
  query: taskQuery,
  answer: taskPage,
  handle: async ({ query, caller }, { db, engine }) => {
    const { page, pageSize } = query;
    const search = await searchOf(db, query);
    const rows = { from: (page - 1) * pageSize, limit: pageSize };
    const found = await new TaskFinder(engine, caller).find(search, rows);
    const tasks = await casesOfTasks(engine, engine.as(caller.username), found.items);
    const items = await rowsOf(db, caller, tasks);
    return { status: 200, body: { items, page, pageSize, total: found.total, truncated: search.truncated } };
  },
});
