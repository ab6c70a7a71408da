import type { Key, Variables } from '../commands/requests.js';
import type { ElementModel } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { triggerEvent } from './triggers.js';

type Kind = 'error' | 'escalation';

export interface Catcher {
  readonly hostKey: Key;
  readonly event: ElementModel;
}

/** Throws a BPMN error from this element; false when nothing around it catches the code. */
export function throwError(run: Execution, from: ElementInstanceRow, code: string, variables: Variables): boolean {
  const catcher = findCatcher(run, from, 'error', code);
  if (catcher !== null) triggerEvent(run, catcher.hostKey, catcher.event, variables);
  return catcher !== null;
}

/**
 * Looks outwards for the event that catches the code: on the element, in the scope around it, on that scope, and so
 * on, through the calling process too. At one place the same code goes before "catches all".
 */
export function findCatcher(run: Execution, from: ElementInstanceRow, kind: Kind, code: string): Catcher | null {
  let place: ElementInstanceRow | undefined = from;
  while (place !== undefined) {
    const event = catchingEvent(run, place, place === from, kind, code);
    if (event !== null) return { hostKey: place.elementInstanceKey, event };
    place = outwards(run, place);
  }
  return null;
}

function outwards(run: Execution, place: ElementInstanceRow): ElementInstanceRow | undefined {
  if (place.scopeKey !== null) return run.live(place.scopeKey);
  const { parentElementInstanceKey } = run.state.processInstances.require(place.processInstanceKey);
  return parentElementInstanceKey === null ? undefined : run.live(parentElementInstanceKey);
}

function catchingEvent(
  run: Execution,
  place: ElementInstanceRow,
  isThrower: boolean,
  kind: Kind,
  code: string,
): ElementModel | null {
  if (place.phase === 'TERMINATING') return null;
  const element = run.elementOf(place);
  const isInner = element.loop !== null && place.type !== 'MULTI_INSTANCE_BODY';
  const isBody = place.type === 'MULTI_INSTANCE_BODY';
  const isInside = isThrower && place.type !== 'AD_HOC_SUB_PROCESS';
  const inside = isInside || isBody || place.runtime.interrupted === true ? [] : element.eventSubprocesses;
  const starts = inside.flatMap(({ startEvent }) => (startEvent === null ? [] : [startEvent]));
  return pick(run, starts, kind, code) ?? pick(run, isInner ? [] : element.boundaryEvents, kind, code);
}

function pick(run: Execution, events: readonly ElementModel[], kind: Kind, code: string): ElementModel | null {
  let all: ElementModel | null = null;
  for (const candidate of events) {
    const { event } = candidate;
    if (event.kind !== kind) continue;
    const wanted = event.code === null ? null : run.evaluate(event.code, {});
    if (wanted === code) return candidate;
    if (wanted === null || wanted === '') all = candidate;
  }
  return all;
}
