import { fixedText } from '../model/expression.js';
import type { ListenerDefinition, TaskListenerEvent } from '../model/types.js';
import type { GlobalTaskListenerRow, PinnedListener, PinnedListeners } from '../state/rows.js';
import { byKey } from '../state/state.js';
import type { Execution } from './execution.js';

/**
 * The global listeners of an event as they are when a change begins: what is done to them later does not touch a change
 * under way. Undefined when there are none.
 */
export function pinListeners(run: Execution, event: TaskListenerEvent): PinnedListeners | undefined {
  const meant = [...run.state.globalTaskListeners.all()].filter(
    ({ eventTypes }) => eventTypes.includes('all') || eventTypes.includes(event),
  );
  if (meant.length === 0) return undefined;
  const inOrder = meant.sort(
    (one, other) => other.priority - one.priority || byKey(one.globalTaskListenerKey, other.globalTaskListenerKey),
  );
  const pinned = (isAfter: boolean) => inOrder.filter(({ afterNonGlobal }) => afterNonGlobal === isAfter).map(pin);
  return { before: pinned(false), after: pinned(true) };
}

const pin = ({ type, retries }: GlobalTaskListenerRow): PinnedListener => ({ type, retries });

/** The listeners of the diagram between the global ones that run before and after them. */
export function amongGlobal(
  ofDiagram: readonly ListenerDefinition[],
  pinned: PinnedListeners | undefined,
): readonly ListenerDefinition[] {
  if (pinned === undefined) return ofDiagram;
  return [...pinned.before.map(toDefinition), ...ofDiagram, ...pinned.after.map(toDefinition)];
}

const toDefinition = ({ type, retries }: PinnedListener): ListenerDefinition => ({
  type: fixedText(type),
  retries: fixedText(String(retries)),
  headers: {},
});
