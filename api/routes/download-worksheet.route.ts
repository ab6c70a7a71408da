import { ApiError } from '../api-error.js';
import { taskParams } from '../contract/index.js';
import { csvOf } from '../csv.js';
import { defineRoute } from '../define-route.js';
import { entryFor } from '../entries/index.js';
import { caseReadBy } from '../read-by.js';
import { requireTaskOfPerson } from '../tasks/require-task.js';

/** 待填表格: the CSV file that a task asks for, with what is known of every row, for the person whose task it is. */
export const downloadWorksheetRoute = defineRoute({
  method: 'get',
  path: '/tasks/:taskKey/worksheet',
  access: 'staff',
  summary: '下载任务的待填表格（CSV）',
  params: taskParams,
  handle: async ({ params: { taskKey }, caller }, { db, engine }) => {
    const taskCase = await requireTaskOfPerson(engine, caller, taskKey);
    const worksheet = entryFor(taskCase.act)?.worksheet;
    if (worksheet === undefined) throw new ApiError('NOT_FOUND', '此任务没有待填表格，请直接填写。');
    const { columns, rows } = await db.transaction(async (tx) => {
      await caseReadBy(tx, caller, taskCase);
      return worksheet(tx, taskCase);
    });
    const file = { name: '待填表格.csv', mediaType: 'text/csv', bytes: csvOf([columns, ...rows]) };
    return { status: 200, file };
  },
});
