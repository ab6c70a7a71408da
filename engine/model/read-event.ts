import { extension, body, child, children, flag, text } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import { readTimerExpression } from './expression.js';
import type { Faults } from './faults.js';
import type { ConditionalDefinition, EventDefinition, VariableChange } from './types.js';

const NONE: EventDefinition = { kind: 'none' };

/** Reads the one event definition of an event (or of a receive task, whose message stands on the task itself). */
export function readEvent(node: ModdleElement, id: string, faults: Faults): EventDefinition {
  if (node.$type === 'bpmn:ReceiveTask') {
    if (flag(node, 'instantiate', false))
      faults.add(id, "Attribute 'instantiate' is not supported: use a message start event");
    return readMessage(child(node, 'messageRef'), id, faults);
  }
  const definitions = children(node, 'eventDefinitions');
  const [definition] = definitions;
  if (definition === undefined) return NONE;
  if (definitions.length > 1) faults.add(id, 'Must have at most one event definition');
  switch (definition.$type) {
    case 'bpmn:MessageEventDefinition':
      return readMessage(child(definition, 'messageRef'), id, faults);
    case 'bpmn:TimerEventDefinition':
      return readTimer(definition, id, faults);
    case 'bpmn:ErrorEventDefinition':
      return { kind: 'error', code: readCode(child(definition, 'errorRef'), 'errorCode', id, faults) };
    case 'bpmn:EscalationEventDefinition':
      return { kind: 'escalation', code: readCode(child(definition, 'escalationRef'), 'escalationCode', id, faults) };
    case 'bpmn:SignalEventDefinition':
      return readSignal(child(definition, 'signalRef'), id, faults);
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' };
    case 'bpmn:LinkEventDefinition':
      return readLink(definition, id, faults);
    case 'bpmn:ConditionalEventDefinition':
      return readConditional(definition, id, faults);
    case 'bpmn:CompensateEventDefinition':
      return { kind: 'compensation', activityId: child(definition, 'activityRef')?.id ?? null };
    default:
      faults.add(id, `Event definitions of type '${definition.$type}' are not supported`);
      return NONE;
  }
}

/** A throwing message event has no subscription: it runs as a job, and needs no message. */
function readMessage(message: ModdleElement | null, id: string, faults: Faults): EventDefinition {
  const name = text(message, 'name');
  const subscription = message === null ? null : extension(message, 'zeebe:Subscription');
  const correlationKey = faults.optionalFormula(id, text(subscription, 'correlationKey'));
  return { kind: 'message', name: faults.expression(id, name ?? ''), correlationKey };
}

function readTimer(definition: ModdleElement, id: string, faults: Faults): EventDefinition {
  for (const [timer, name] of TIMERS) {
    const value = body(definition, name);
    if (value !== null) return { kind: 'timer', timer, value: faults.expression(id, value, readTimerExpression) };
  }
  faults.add(id, 'Must have exactly one of: timeDate, timeDuration, timeCycle');
  return NONE;
}

const TIMERS = [
  ['date', 'timeDate'],
  ['duration', 'timeDuration'],
  ['cycle', 'timeCycle'],
] as const;

function readCode(reference: ModdleElement | null, attribute: string, id: string, faults: Faults) {
  return reference === null ? null : faults.expression(id, text(reference, attribute) ?? '');
}

function readSignal(signal: ModdleElement | null, id: string, faults: Faults): EventDefinition {
  const name = text(signal, 'name');
  if (name === null) faults.add(id, 'Must reference a signal with a name');
  return { kind: 'signal', name: faults.expression(id, name ?? '') };
}

function readLink(definition: ModdleElement, id: string, faults: Faults): EventDefinition {
  const name = text(definition, 'name');
  if (name === null) faults.add(id, 'Link name must be present and not empty');
  return { kind: 'link', name: name ?? '' };
}

function readConditional(definition: ModdleElement, id: string, faults: Faults): ConditionalDefinition {
  const condition = faults.formula(id, body(definition, 'condition') ?? '');
  const filter = extension(definition, 'zeebe:ConditionalFilter');
  const names = listed(filter, 'variableNames');
  const changes = listed(filter, 'variableEvents').filter((change): change is VariableChange => {
    if (change === 'create' || change === 'update') return true;
    faults.add(id, `Attribute 'variableEvents' must list 'create' or 'update'; not '${change}'`);
    return false;
  });
  return {
    kind: 'conditional',
    condition,
    names: names.length > 0 ? new Set(names) : condition.names,
    changes: changes.length > 0 ? changes : ['create', 'update'],
  };
}

const listed = (filter: ModdleElement | null, attribute: string): string[] =>
  (text(filter, attribute) ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
