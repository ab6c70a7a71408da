import type { Key, Variables } from '../commands/requests.js';
import type { MessageRow, MessageSubscriptionRow } from '../state/rows.js';
import { pairKey, rowsOf } from '../state/state.js';
import type { Execution } from './execution.js';
import { startProcess } from './process.js';
import { canTrigger } from './scope.js';

/** A message on its way; it need not be buffered. */
export interface Message {
  readonly messageKey: Key;
  readonly name: string;
  readonly correlationKey: string;
  readonly variables: Variables;
  readonly correlatedProcessIds: readonly string[];
}

/**
 * Brings a new message to whoever waits: one instance per process id. Returns the instances reached, those that it
 * started before those that waited for it.
 */
export function correlate(run: Execution, message: Message): readonly Key[] {
  const reached: Key[] = [];
  const started: Key[] = [];
  const processIds = new Set(message.correlatedProcessIds);
  const waiting = run.state.subscriptionsByMessage.find(pairKey(message.name, message.correlationKey));
  for (const subscription of rowsOf(run.state.messageSubscriptions, waiting)) {
    if (processIds.has(subscription.processDefinitionId) || !isOpen(run, subscription)) continue;
    processIds.add(subscription.processDefinitionId);
    reached.push(deliver(run, message, subscription));
  }
  for (const start of rowsOf(run.state.messageSubscriptions, run.state.startSubscriptions.find(message.name))) {
    if (processIds.has(start.processDefinitionId) || isTaken(run, start, message.correlationKey)) continue;
    processIds.add(start.processDefinitionId);
    started.push(startWith(run, message, start));
  }
  return [...started, ...reached];
}

/** A subscription has just been opened, or goes on: the oldest buffered message for it is delivered. */
export function correlateBuffered(run: Execution, subscriptionKey: Key): void {
  const subscription = run.state.messageSubscriptions.get(subscriptionKey);
  if (subscription === undefined || !isOpen(run, subscription)) return;
  const { messageName, correlationKey, processDefinitionId } = subscription;
  const message = buffered(run, messageName, correlationKey ?? '', processDefinitionId);
  if (message !== undefined) deliver(run, message, subscription);
}

/** An instance that a message started has ended: the next buffered message for its process and key starts one. */
export function startBufferedMessage(run: Execution, processDefinitionId: string, correlationKey: string): void {
  const definition = run.state.latestDefinition(processDefinitionId);
  if (definition === undefined) return;
  const starts = run.state.startSubscriptionsByProcess.find(definition.processDefinitionKey);
  const candidates = rowsOf(run.state.messageSubscriptions, starts).flatMap((start) => {
    const message = buffered(run, start.messageName, correlationKey, processDefinitionId);
    return message === undefined ? [] : [{ start, message }];
  });
  candidates.sort((one, other) => one.message.publishedAt - other.message.publishedAt);
  const [next] = candidates;
  if (next !== undefined && !isTaken(run, next.start, correlationKey)) startWith(run, next.message, next.start);
}

function buffered(run: Execution, name: string, correlationKey: string, processId: string): MessageRow | undefined {
  return rowsOf(run.state.messages, run.state.messagesByName.find(pairKey(name, correlationKey))).find(
    (message) => message.expiresAt > run.now && !message.correlatedProcessIds.includes(processId),
  );
}

const isOpen = (run: Execution, { elementInstanceKey }: MessageSubscriptionRow): boolean =>
  elementInstanceKey !== null && canTrigger(run, elementInstanceKey);

/** At most one active instance per process id and key is started by messages; without a key there is no limit. */
function isTaken(run: Execution, start: MessageSubscriptionRow, correlationKey: string): boolean {
  if (correlationKey === '') return false;
  return run.state.startedByMessage.find(pairKey(start.processDefinitionId, correlationKey)).size > 0;
}

function deliver(run: Execution, message: Message, subscription: MessageSubscriptionRow): Key {
  const { elementInstanceKey, processInstanceKey, messageSubscriptionKey } = subscription;
  if (elementInstanceKey === null || processInstanceKey === null)
    throw new Error('a start subscription waits for nothing');
  const element = run.element(subscription.processDefinitionKey, subscription.elementId);
  const goesOn = !element.interrupting && (element.type === 'BOUNDARY_EVENT' || element.type === 'START_EVENT');
  note(run, message, subscription, processInstanceKey, !goesOn);
  run.trigger(elementInstanceKey, element, message.variables);
  if (goesOn)
    run.enqueue(() => {
      correlateBuffered(run, messageSubscriptionKey);
    });
  return processInstanceKey;
}

function startWith(run: Execution, message: Message, start: MessageSubscriptionRow): Key {
  const element = run.element(start.processDefinitionKey, start.elementId);
  const processInstanceKey = startProcess(run, {
    definition: run.state.definitions.require(start.processDefinitionKey),
    variables: {},
    startEvent: { element, trigger: message.variables },
    startCorrelationKey: message.correlationKey === '' ? null : message.correlationKey,
  });
  note(run, message, start, processInstanceKey, false);
  return processInstanceKey;
}

function note(
  run: Execution,
  message: Message,
  subscription: MessageSubscriptionRow,
  processInstanceKey: Key,
  closes: boolean,
): void {
  const { processDefinitionKey, processDefinitionId, elementId, elementInstanceKey } = subscription;
  run.emit('message-correlated', {
    closes,
    row: {
      messageKey: message.messageKey,
      subscriptionKey: subscription.messageSubscriptionKey,
      messageName: message.name,
      correlationKey: message.correlationKey === '' ? null : message.correlationKey,
      correlationTime: run.now,
      elementId,
      elementInstanceKey,
      processInstanceKey,
      rootProcessInstanceKey:
        run.state.processInstances.get(processInstanceKey)?.rootProcessInstanceKey ?? processInstanceKey,
      processDefinitionKey,
      processDefinitionId,
    },
  });
}
