import type { Key } from '../commands/requests.js';
import type { Expression } from '../model/expression.js';
import type { ConditionalDefinition, ElementModel, VariableChange } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import { byKey } from '../state/state.js';
import type { Execution } from './execution.js';
import { canTrigger } from './scope.js';
import { eventsFor } from './subscriptions.js';
import { evaluate } from './variables.js';

/** What has happened in one scope: it has begun, or variables of it have changed. */
interface News {
  begun: boolean;
  readonly changed: Map<string, VariableChange>;
}

/**
 * Looks at what has happened since the event with this index. Where a variable has changed, the conditional events of
 * that scope and of everything inside it are looked at, from the outside in; where an element has begun, its own. Each
 * event happens at most once, however many variables have changed.
 */
export function checkConditions(run: Execution, since: number): void {
  const news = gather(run, since);
  const asked = new Set<string>();
  // An outer scope is older than what is inside it.
  for (const key of [...news.keys()].sort(byKey)) {
    const { begun, changed } = news.get(key) ?? NOTHING;
    const host = run.live(key);
    if (host === undefined) continue;
    if (begun) checkHost(run, host, () => true, asked);
    if (changed.size > 0) descend(run, key, ({ names, changes }) => concerns(names, changes, changed), asked);
  }
}

const NOTHING: News = { begun: false, changed: new Map() };

function gather(run: Execution, since: number): Map<Key, News> {
  const news = new Map<Key, News>();
  const of = (key: Key): News => {
    const known = news.get(key) ?? { begun: false, changed: new Map<string, VariableChange>() };
    news.set(key, known);
    return known;
  };
  for (let index = since; index < run.events.length; index += 1) {
    const event = run.events[index];
    if (event?.type === 'element-activated') of(event.key).begun = true;
    if (event?.type === 'variable-created') of(event.row.scopeKey).changed.set(event.row.name, 'create');
    if (event?.type === 'variable-updated') {
      const { changed } = of(event.row.scopeKey);
      if (!changed.has(event.row.name)) changed.set(event.row.name, 'update');
    }
  }
  return news;
}

function concerns(
  names: ReadonlySet<string>,
  changes: readonly VariableChange[],
  changed: ReadonlyMap<string, VariableChange>,
): boolean {
  for (const [name, change] of changed) if (names.has(name) && changes.includes(change)) return true;
  return false;
}

type Concerns = (event: ConditionalDefinition) => boolean;

function descend(run: Execution, key: Key, isMeant: Concerns, asked: Set<string>): void {
  const host = run.live(key);
  if (host === undefined || !run.modelOf(host.processDefinitionKey).watched.has(host.elementId)) return;
  if (host.phase === 'ACTIVATED' && checkHost(run, host, isMeant, asked)) return;
  for (const child of run.state.childrenOf(key)) descend(run, child.elementInstanceKey, isMeant, asked);
}

/** Lets the events of one element happen whose conditions hold; true when one of them has interrupted it. */
function checkHost(run: Execution, host: ElementInstanceRow, isMeant: Concerns, asked: Set<string>): boolean {
  if (!run.modelOf(host.processDefinitionKey).watched.has(host.elementId)) return false;
  for (const element of eventsFor(host, run.elementOf(host))) {
    const { event } = element;
    const name = `${host.elementInstanceKey} ${element.id}`;
    if (event.kind !== 'conditional' || asked.has(name) || !isMeant(event)) continue;
    asked.add(name);
    if (checkCondition(run, host.elementInstanceKey, element) && element.interrupting) return true;
  }
  return false;
}

/** Lets one conditional event of the host happen if its condition holds now; true when it has happened. */
export function checkCondition(run: Execution, hostKey: Key, element: ElementModel): boolean {
  const { event } = element;
  if (event.kind !== 'conditional' || !canHappen(run, hostKey, element)) return false;
  if (!holds(run, hostKey, event.condition)) return false;
  run.trigger(hostKey, element, {});
  return true;
}

/**
 * Whatever is no truth value, null above all, and whatever fails is not true: nothing happens, and nobody has to repair
 * anything.
 */
function holds(run: Execution, hostKey: Key, condition: Expression): boolean {
  let isTrue = false;
  const problem = run.attempt(() => {
    isTrue = evaluate(run, hostKey, condition) === true;
  });
  return problem === null && isTrue;
}

/** An interrupting event subprocess ends the watching of its siblings. */
function canHappen(run: Execution, hostKey: Key, element: ElementModel): boolean {
  if (!canTrigger(run, hostKey)) return false;
  return element.scope?.type !== 'EVENT_SUB_PROCESS' || run.live(hostKey)?.runtime.interrupted !== true;
}
