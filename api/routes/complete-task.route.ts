import { actOf } from '../../rules/acts.js';
import type { ActDefinition } from '../../rules/acts.js';
import { ApiError } from '../api-error.js';
import { completionBody, taskParams } from '../contract/index.js';
import type { CompletionBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { verdictLabel } from '../present/agreement.js';
import { caseOfTask, openTask } from '../tasks/require-task.js';

function refuseVerdict(act: ActDefinition, verdict: string | undefined): void {
  if (act.verdicts.length === 0 ? verdict === undefined : act.verdicts.includes(verdict ?? '')) return;
  const allowed = act.verdicts.map(verdictLabel).join('、');
  const message = allowed === '' ? `“${act.label}”不需要填写结论。` : `“${act.label}”的结论须为：${allowed}。`;
  const finding = { code: 'VERDICT_INVALID', message, clauses: [...act.clauses], path: 'body.verdict' };
  throw new ApiError('BODY_INVALID', message, [finding]);
}

/** Reviews return with a reason a, b or c; notices are returned without one. */
function refuseMissingReason(act: ActDefinition, { verdict, returnReason }: CompletionBody): void {
  if (verdict !== 'returned' || act.caseKind !== 'household' || returnReason !== undefined) return;
  const message = '退回须选择理由：a 补偿不合理、b 面积不清、c 证据链不全。';
  const finding = { code: 'RETURN_REASON_MISSING', message, clauses: ['R-40'], path: 'body.returnReason' };
  throw new ApiError('BODY_INVALID', message, [finding]);
}

/**
 * Completes a task with its verdict in the person's own name. Everything that decides is in the guard at the engine,
 * which records the act or denies it (409 with the clause); here only what a form would say at once.
 */
export const completeTaskRoute = defineRoute({
  method: 'post',
  path: '/tasks/:taskKey/completion',
  access: 'staff',
  summary: '办结任务',
  params: taskParams,
  body: completionBody,
  handle: async ({ params, body, caller }, { engine }) => {
    const task = await openTask(engine, caller, params.taskKey);
    if (task.assignee !== caller.username) throw new ApiError('TASK_NOT_YOURS');
    const { act } = await caseOfTask(engine, caller, task);
    refuseVerdict(actOf(act), body.verdict);
    refuseMissingReason(actOf(act), body);
    const { verdict = null, returnReason = null, note = null } = body;
    await engine.as(caller.username).complete(params.taskKey, { verdict, returnReason, note });
    return { status: 204 };
  },
});
