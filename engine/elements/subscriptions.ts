import type { Key } from '../commands/requests.js';
import type { ElementModel } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import { rowsOf } from '../state/state.js';
import type { Execution } from './execution.js';
import { IncidentError } from './execution.js';
import { correlateBuffered } from './messages.js';
import { scheduleTimer } from './timers.js';
import { evaluateCorrelationKey, evaluateText } from './variables.js';

/** Begins to listen for every event that can happen to the element while it lives. */
export function openSubscriptions(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  for (const event of eventsFor(instance, element)) openSubscription(run, instance, event);
}

/** The events that can happen to the instance while it lives. */
export function eventsFor(instance: ElementInstanceRow, element: ElementModel): readonly ElementModel[] {
  if (instance.type === 'MULTI_INSTANCE_BODY') return element.boundaryEvents;
  // The boundary events of a multi-instance activity belong to its body.
  const boundary = instance.runtime.loopCounter !== undefined && element.loop !== null ? [] : element.boundaryEvents;
  switch (element.type) {
    case 'INTERMEDIATE_CATCH_EVENT':
      return instance.runtime.trigger === undefined ? [element] : [];
    case 'RECEIVE_TASK':
      return [element, ...boundary];
    case 'EVENT_BASED_GATEWAY':
      return element.outgoing.map(({ target }) => target);
    default:
      return [...boundary, ...eventSubprocessStarts(element)];
  }
}

const eventSubprocessStarts = (scope: ElementModel): ElementModel[] =>
  scope.eventSubprocesses.flatMap(({ startEvent }) => (startEvent === null ? [] : [startEvent]));

/** Begins to listen for one event; there is nothing to open for errors, escalations and compensation. */
export function openSubscription(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  const { event } = element;
  const { elementInstanceKey, processInstanceKey, processDefinitionKey } = instance;
  if (event.kind === 'message') openMessageSubscription(run, instance, element);
  if (event.kind === 'timer') {
    const schedule = timerOf(run, elementInstanceKey, event);
    run.emit('timer-created', {
      row: {
        timerKey: run.newKey(),
        processDefinitionKey,
        processInstanceKey,
        elementInstanceKey,
        elementId: element.id,
        ...schedule,
      },
    });
  }
  if (event.kind === 'signal') {
    run.emit('signal-subscription-opened', {
      row: {
        signalSubscriptionKey: run.newKey(),
        processDefinitionKey,
        processInstanceKey,
        elementInstanceKey,
        elementId: element.id,
        signalName: evaluateText(run, elementInstanceKey, event.name),
      },
    });
  }
}

function timerOf(run: Execution, scopeKey: Key, event: ElementModel['event'] & { kind: 'timer' }) {
  const value = evaluateText(run, scopeKey, event.value);
  try {
    return scheduleTimer(event.timer, value, run.now);
  } catch (error) {
    throw new IncidentError('EXTRACT_VALUE_ERROR', error instanceof Error ? error.message : String(error));
  }
}

function openMessageSubscription(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  const { event } = element;
  if (event.kind !== 'message' || event.correlationKey === null) return;
  const { elementInstanceKey, processInstanceKey, rootProcessInstanceKey } = instance;
  const messageSubscriptionKey = run.newKey();
  run.emit('message-subscription-opened', {
    row: {
      messageSubscriptionKey,
      processDefinitionKey: instance.processDefinitionKey,
      processDefinitionId: instance.processDefinitionId,
      processInstanceKey,
      rootProcessInstanceKey,
      elementId: element.id,
      elementInstanceKey,
      state: 'CREATED',
      lastUpdatedDate: run.now,
      messageName: evaluateText(run, elementInstanceKey, event.name),
      correlationKey: evaluateCorrelationKey(run, elementInstanceKey, event.correlationKey),
      live: true,
    },
  });
  run.enqueue(() => {
    correlateBuffered(run, messageSubscriptionKey);
  });
}

/** Stops listening: all events of the element, or those that `which` picks by the id of the event. */
export function closeSubscriptions(run: Execution, key: Key, which: (elementId: string) => boolean = () => true): void {
  const { state } = run;
  for (const timer of rowsOf(state.timers, state.timersByElement.find(key)))
    if (which(timer.elementId)) run.emit('timer-canceled', { key: timer.timerKey });
  for (const subscription of rowsOf(state.messageSubscriptions, state.subscriptionsByElement.find(key)))
    if (which(subscription.elementId))
      run.emit('message-subscription-closed', { key: subscription.messageSubscriptionKey, at: run.now });
  for (const subscription of rowsOf(state.signalSubscriptions, state.signalsByElement.find(key)))
    if (which(subscription.elementId))
      run.emit('signal-subscription-closed', { key: subscription.signalSubscriptionKey });
}
