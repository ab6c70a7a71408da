import { ballotSheet, taskParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { ballotSheetOf } from '../present/ballot-sheet.js';
import { requireBallotTask } from '../tasks/ballot-task.js';

/** 选票录入: what this person has entered for this task; nothing of what the other person read. */
export const showBallotsRoute = defineRoute({
  method: 'get',
  path: '/tasks/:taskKey/ballots',
  access: 'staff',
  summary: '本任务已录入的选票与进度',
  params: taskParams,
  answer: ballotSheet,
  handle: async ({ params: { taskKey }, caller }, { db, engine }) => {
    const { id } = await requireBallotTask(engine, caller, taskKey);
    return { status: 200, body: await db.transaction((tx) => ballotSheetOf(tx, id, taskKey)) };
  },
});
