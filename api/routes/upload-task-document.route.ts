import { z } from 'zod';
import { storeCaseDocument } from '../../db/repositories/case-documents.repository.js';
import { ApiError } from '../api-error.js';
import { caseDocumentCreated, taskParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { entryFor } from '../entries/index.js';
import { readsBallots } from '../tasks/ballot-task.js';
import { requireTaskOfPerson } from '../tasks/require-task.js';
import { acceptDocument } from '../uploaded-document.js';

/** A paper for the entry of a task; the entry names it by its id. */
export const uploadTaskDocumentRoute = defineRoute({
  method: 'post',
  path: '/tasks/:taskKey/documents',
  access: 'staff',
  summary: '上传办理任务所需的材料',
  params: taskParams,
  bodyKind: 'file',
  body: z.object({}),
  answer: caseDocumentCreated,
  handle: async ({ params: { taskKey }, file, caller }, { db, engine }) => {
    const taskCase = await requireTaskOfPerson(engine, caller, taskKey);
    if (entryFor(taskCase.act) === undefined && !readsBallots(taskCase.act))
      throw new ApiError('TASK_OF_OTHER_ACT', '此任务不需要上传材料。');
    const document = { ...acceptDocument(file), taskCase, taskKey, uploadedBy: caller.accountId };
    const body = await db.transaction((tx) => storeCaseDocument(tx, document));
    return { status: 201, body };
  },
});
