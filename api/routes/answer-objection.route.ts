import { answerObjection } from '../../db/repositories/objections.repository.js';
import { idParams, objection, objectionAnswerBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { objectionOf } from '../present/notice.js';
import { requireOwnTask } from '../tasks/require-task.js';

/** 处理异议 (SD12): the written answer; it takes effect when the task is completed with the same verdict. */
export const answerObjectionRoute = defineRoute({
  method: 'post',
  path: '/objections/:id/answer',
  access: 'answer-objection',
  summary: '书面答复异议',
  params: idParams,
  body: objectionAnswerBody,
  answer: objection,
  handle: async ({ params, body, caller }, { db, engine }) => {
    const wanted = { taskKey: body.taskKey, acts: ['answer-objection'], caseId: params.id } as const;
    await requireOwnTask(engine, caller, wanted);
    const { answer, upheld } = body;
    const answered = await db.transaction((tx) =>
      answerObjection(tx, { objectionId: params.id, handlerId: caller.accountId, answer, upheld }),
    );
    return { status: 200, body: objectionOf(answered) };
  },
});
