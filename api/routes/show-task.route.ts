import { Rounds } from '../../db/acts/index.js';
import { actOf } from '../../rules/acts.js';
import { labelOf, vocabulary } from '../../rules/vocabulary.js';
import { ApiError } from '../api-error.js';
import { mayDo, roleMissing } from '../authorize.js';
import { taskDetail, taskParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { entryFormOf } from '../entries/entry-form.js';
import { verdictLabel } from '../present/agreement.js';
import { caseReadBy } from '../read-by.js';
import { ClaimPermissions } from '../tasks/claim-permission.js';
import { CASE_KINDS } from '../tasks/kinds/index.js';
import { taskRowOf } from '../tasks/present-task.js';
import { caseOfTask, openTask } from '../tasks/require-task.js';
import { subjectsOf } from '../tasks/subjects.js';

const returnReasons = Object.keys(vocabulary.returnReason).map((value) => ({
  value,
  label: labelOf('returnReason', value),
}));

/** One task with its form and the facts its act needs; for whoever may do the act or read cases. */
export const showTaskRoute = defineRoute({
  method: 'get',
  path: '/tasks/:taskKey',
  access: 'staff',
  summary: '一项任务及办理所需的资料',
  params: taskParams,
  answer: taskDetail,
  handle: async ({ params, caller }, { db, engine }) => {
    const task = await openTask(engine, caller, params.taskKey);
    const taskCase = await caseOfTask(engine, caller, task);
    if (!mayDo(caller, taskCase.act)) throw roleMissing(taskCase.act);
    const form = await engine.as(caller.username).getForm(params.taskKey);
    const act = actOf(taskCase.act);
    const body = await db.transaction(async (tx) => {
      const subject = (await subjectsOf(tx, [taskCase.id])).get(taskCase.id);
      if (!subject) throw new ApiError('NOT_FOUND');
      const rounds = await Rounds.of(tx, [taskCase.act], [taskCase.id]);
      const permission = (await ClaimPermissions.load(tx, caller, [subject], rounds, [taskCase])).of(
        task,
        taskCase,
        subject,
      );
      const round = rounds.get(taskCase.act, taskCase.id);
      const row = taskRowOf(task, taskCase, subject, round, permission, await tx.now());
      const matter = await CASE_KINDS[taskCase.kind].matter(tx, taskCase, caller);
      const entryForm = await entryFormOf(tx, taskCase, params.taskKey, caller);
      const entered = entryForm && { entry: 'form' as const, entryDone: entryForm.enteredAt !== null };
      await caseReadBy(tx, caller, taskCase);
      return { ...row, ...matter, ...entered, entryForm };
    });
    return {
      status: 200,
      body: {
        ...body,
        verdicts: act.verdicts.map((value) => ({ value, label: verdictLabel(value) })),
        returnReasons: act.verdicts.includes('returned') && act.caseKind === 'household' ? returnReasons : [],
        clauses: [...act.clauses],
        form,
      },
    };
  },
});
