import type { ElementModel, ElementType } from '../../model/types.js';
import type { ElementInstanceRow } from '../../state/rows.js';
import type { MigrationPlan } from './plan.js';

/** Elements whose instances can go over to another definition while they wait. */
const SUPPORTED: ReadonlySet<ElementType> = new Set<ElementType>([
  'SUB_PROCESS',
  'EVENT_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS_INNER_INSTANCE',
  'CALL_ACTIVITY',
  'SERVICE_TASK',
  'USER_TASK',
  'RECEIVE_TASK',
  'SEND_TASK',
  'BUSINESS_RULE_TASK',
  'SCRIPT_TASK',
  'EXCLUSIVE_GATEWAY',
  'EVENT_BASED_GATEWAY',
  'INTERMEDIATE_CATCH_EVENT',
]);

/** What the active element becomes; refused when it would become something of another kind, or somewhere else. */
export function checkElement(
  plan: MigrationPlan,
  row: ElementInstanceRow,
  scope: ElementInstanceRow | undefined,
): { readonly source: ElementModel; readonly target: ElementModel } {
  const source = plan.source.elements.get(row.elementId);
  if (source === undefined) throw new Error(`element ${row.elementId} is not in process ${plan.source.id}`);
  if (scope === undefined) return { source, target: plan.target.root };
  const at = `active element with id '${source.id}'`;
  if (!SUPPORTED.has(source.type))
    throw plan.refuse('INVALID_STATE', `${at} has type '${source.type}', which cannot be migrated`);
  const target = plan.targetOf(source.id);
  if (target === undefined) throw plan.refuse('INVALID_STATE', `no mapping instruction was provided for ${at}`);
  const mapped = `${at} is mapped to element '${target.id}'`;
  if (target.type !== source.type)
    throw plan.refuse('INVALID_STATE', `${mapped} of another type: '${target.type}' instead of '${source.type}'`);
  if (target.event.kind !== source.event.kind)
    throw plan.refuse(
      'INVALID_STATE',
      `${mapped} with another event type: '${target.event.kind}' instead of '${source.event.kind}'`,
    );
  if (implementationOf(target) !== implementationOf(source) && !becomesUserTask(source, target))
    throw plan.refuse('INVALID_STATE', `${mapped} with another implementation: ${implementationOf(target)}`);
  if (loopOf(target) !== loopOf(source))
    throw plan.refuse('INVALID_STATE', `${mapped} that is ${loopOf(target)} instead of ${loopOf(source)}`);
  const isInner = scope.type === 'MULTI_INSTANCE_BODY';
  if (!isInner && target.scope?.id !== targetScope(plan, scope))
    throw plan.refuse('INVALID_STATE', `the flow scope of ${at} is changed: '${target.scope?.id ?? ''}'`);
  return { source, target };
}

const targetScope = (plan: MigrationPlan, { type, elementId }: ElementInstanceRow): string | undefined =>
  type === 'PROCESS' ? plan.target.root.id : plan.targetOf(elementId)?.id;

/** A user task that is a job may become one of Camunda, never the other way round. */
export const becomesUserTask = (source: ElementModel, target: ElementModel): boolean =>
  source.type === 'USER_TASK' && source.job !== null && target.job === null;

function implementationOf({ job, script, decision }: ElementModel): string {
  if (script !== null) return 'an expression';
  return decision !== null ? 'a decision' : job !== null ? 'a job' : 'none';
}

function loopOf({ loop }: ElementModel): string {
  return loop === null ? 'not multi-instance' : `multi-instance, ${loop.sequential ? 'sequential' : 'parallel'}`;
}
