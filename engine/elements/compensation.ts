import type { Key } from '../commands/requests.js';
import type { ElementModel } from '../model/types.js';
import type { Compensable, ElementInstanceRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { localVariables } from './variables.js';

/**
 * An element is about to complete: its scope remembers the handler that undoes it, and what a subprocess has
 * remembered goes on to the scope around it, with the subprocess's variables.
 */
export function rememberCompensable(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  const { scopeKey, elementInstanceKey: key, runtime } = instance;
  if (scopeKey === null || runtime.compensatesFor !== undefined) return;
  const isInner = runtime.loopCounter !== undefined && run.live(scopeKey)?.type === 'MULTI_INSTANCE_BODY';
  const isBody = instance.type === 'MULTI_INSTANCE_BODY';
  const own = isInner ? undefined : element.boundaryEvents.find(({ event }) => event.kind === 'compensation');
  const inside = (run.state.elements.require(key).runtime.compensables ?? []).map((known) => ({
    eventId: known.eventId,
    activityIds: isBody ? known.activityIds : [element.id, ...known.activityIds],
    locals: { ...localVariables(run, key), ...known.locals },
  }));
  const found = own === undefined ? inside : [...inside, { eventId: own.id, activityIds: [element.id], locals: {} }];
  if (found.length === 0) return;
  const known = run.state.elements.require(scopeKey).runtime.compensables ?? [];
  run.setRuntime(scopeKey, { compensables: [...known, ...found] });
}

/**
 * Begins the handlers of everything completed in the scope (or of one activity), all at once; each only once. Thrown in
 * an event subprocess it reaches the scope around it too. False when there is nothing to undo: nobody has to wait.
 */
export function throwCompensation(run: Execution, from: ElementInstanceRow, activityId: string | null): boolean {
  const scope = from.scopeKey === null ? undefined : run.live(from.scopeKey);
  if (scope === undefined) return false;
  const taken = scopesToCompensate(run, scope).flatMap((key) => takeCompensables(run, key, activityId));
  for (const { eventId, locals } of taken) {
    const handler = run.element(from.processDefinitionKey, eventId).compensationHandler;
    if (handler === null) throw new Error(`event ${eventId} has no compensation handler`);
    run.activate(handler, scope, { locals, runtime: { compensatesFor: from.elementInstanceKey } });
  }
  return taken.length > 0;
}

function scopesToCompensate(run: Execution, scope: ElementInstanceRow): Key[] {
  const outer = scope.type === 'EVENT_SUB_PROCESS' && scope.scopeKey !== null ? run.live(scope.scopeKey) : undefined;
  return [...(outer === undefined ? [] : scopesToCompensate(run, outer)), scope.elementInstanceKey];
}

function takeCompensables(run: Execution, key: Key, activityId: string | null): readonly Compensable[] {
  const known = run.state.elements.require(key).runtime.compensables ?? [];
  const isMeant = ({ activityIds }: Compensable) => activityId === null || activityIds.includes(activityId);
  const taken = known.filter(isMeant);
  if (taken.length > 0) run.setRuntime(key, { compensables: known.filter((one) => !isMeant(one)) });
  return taken;
}

/** A handler has ended, one way or the other: the throw event goes on after the last one. */
export function handlerEnded(run: Execution, { scopeKey, runtime }: ElementInstanceRow): void {
  const { compensatesFor } = runtime;
  if (compensatesFor === undefined || scopeKey === null) return;
  const others = run.state.childrenOf(scopeKey).some((row) => row.runtime.compensatesFor === compensatesFor);
  if (!others) run.complete(compensatesFor);
}
