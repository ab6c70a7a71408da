import { roundOf } from '../../db/acts/index.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import { ApiError } from '../api-error.js';
import { mayDo, roleMissing } from '../authorize.js';
import { entryBody, entryRecorded, taskParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { schemaOfFields } from '../entries/form-schema.js';
import { entryFor } from '../entries/index.js';
import { parseFields } from '../entries/parse-fields.js';
import { mustExist } from '../entries/references.js';
import { requireTaskOfPerson } from '../tasks/require-task.js';

/**
 * Stores what the act of a task demands before its verdict, as a fact of the person whose task it is. The same again
 * answers the same; another content takes its place until the task is completed.
 */
export const recordEntryRoute = defineRoute({
  method: 'post',
  path: '/tasks/:taskKey/entry',
  access: 'staff',
  summary: '填写办理任务所需的内容',
  params: taskParams,
  body: entryBody,
  answer: entryRecorded,
  handle: async ({ params: { taskKey }, body: { values: given }, caller }, { db, engine }) => {
    const taskCase = await requireTaskOfPerson(engine, caller, taskKey);
    if (!mayDo(caller, taskCase.act)) throw roleMissing(taskCase.act);
    const entry = entryFor(taskCase.act);
    if (entry === undefined) throw new ApiError('TASK_OF_OTHER_ACT', '此任务不需要填写内容，请直接办结。');
    const values = parseFields(entry.fields, given);
    const body = await db.transaction(async (tx) => {
      await mustExist(tx, schemaOfFields(entry.fields), given, taskCase);
      const round = await roundOf(tx, taskCase.act, taskCase.id);
      const context = { taskCase, taskKey, round, personId: caller.accountId };
      return recordEntry(tx, { ...context, given, replaces: entry.replaces }, (entryId) =>
        entry.store(tx, { ...context, entryId }, values),
      );
    });
    return { status: 200, body };
  },
});
