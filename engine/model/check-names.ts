import type { Faults } from './faults.js';
import type { ElementModel } from './types.js';

/** Two events that wait at one place for the same thing could not be told apart. */
export function checkNames(element: ElementModel, faults: Faults): void {
  const inside = element.eventSubprocesses.flatMap(({ startEvent }) => (startEvent === null ? [] : [startEvent]));
  const behind = element.type === 'EVENT_BASED_GATEWAY' ? element.outgoing.map(({ target }) => target) : [];
  for (const events of [element.startEvents, element.boundaryEvents, inside, behind]) {
    for (const kind of ['message', 'signal'] as const) checkUnique(element, events, kind, faults);
    for (const kind of ['error', 'escalation'] as const) checkCodes(element, events, kind, faults);
  }
  for (const starts of [element.startEvents, inside]) checkConditions(element, starts, faults);
  const links = element.linkCatches.flatMap(({ event }) => (event.kind === 'link' ? [event.name] : []));
  for (const name of repeated(links))
    faults.add(element.id, `Must not have several catching link events with the same name '${name}'`);
}

/** A name that is an expression is known only later. */
function checkUnique(
  { id }: ElementModel,
  events: readonly ElementModel[],
  kind: 'message' | 'signal',
  faults: Faults,
): void {
  const names = events.flatMap(({ event }) => (event.kind === kind && event.name.isStatic ? [event.name.text] : []));
  for (const name of repeated(names))
    faults.add(id, `Must not have several ${kind} events with the same name '${name}'`);
}

function checkCodes(
  { id }: ElementModel,
  events: readonly ElementModel[],
  kind: 'error' | 'escalation',
  faults: Faults,
): void {
  const codes = events.flatMap(({ event }) => (event.kind === kind ? [event.code?.text ?? ''] : []));
  for (const code of repeated(codes)) {
    const which = code === '' ? `events without ${kind} code` : `${kind} events with the same code '${code}'`;
    faults.add(id, `Must not have several ${which}`);
  }
}

/** Start events with the same condition would always begin together. */
function checkConditions({ id }: ElementModel, starts: readonly ElementModel[], faults: Faults): void {
  const texts = starts.flatMap(({ event }) => (event.kind === 'conditional' ? [event.condition.text] : []));
  for (const text of repeated(texts))
    faults.add(id, `Must not have several conditional start events with the same condition '${text}'`);
}

function repeated(texts: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(texts.filter((text) => seen.size === seen.add(text).size));
}
