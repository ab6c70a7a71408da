import { checkCondition } from '../../elements/conditions.js';
import { IncidentError } from '../../elements/execution.js';
import type { Execution } from '../../elements/execution.js';
import { closeSubscriptions, eventsFor, openSubscription } from '../../elements/subscriptions.js';
import type { ElementModel } from '../../model/types.js';
import type { ElementInstanceRow, MessageSubscriptionRow } from '../../state/rows.js';
import { rowsOf } from '../../state/state.js';
import type { Key } from '../requests.js';
import type { MigrationPlan } from './plan.js';

/** A mapped event must stay an event of its kind, on what its element becomes. */
export function checkCatchEvents(
  plan: MigrationPlan,
  before: ElementInstanceRow,
  source: ElementModel,
  target: ElementModel,
): void {
  const heard = new Set(eventsFor(before, target).map(({ id }) => id));
  for (const event of [...eventsFor(before, source), ...source.boundaryEvents]) {
    const to = plan.targetOf(event.id);
    if (to === undefined || event === source) continue;
    if (to.type !== event.type || to.event.kind !== event.event.kind)
      throw plan.refuse(
        'INVALID_STATE',
        `the catch event '${event.id}' of type '${event.event.kind}' is mapped to '${to.id}' of type '${to.event.kind}'; catch events can only be mapped to ones of the same type`,
      );
    if (!heard.has(to.id) && !target.boundaryEvents.includes(to))
      throw plan.refuse(
        'INVALID_STATE',
        `the mapping of the catch event '${event.id}' to '${to.id}' detaches it from the active element '${source.id}', which becomes '${target.id}'`,
      );
  }
}

/** Events without a mapping are no longer waited for; the rows of the others go on as they are. */
export function migrateSubscriptions(run: Execution, plan: MigrationPlan, key: Key): void {
  const { state, now: at } = run;
  const { processDefinitionKey, processDefinitionId } = plan.definition;
  closeSubscriptions(run, key, (elementId) => plan.targetOf(elementId) === undefined);
  const idOf = (elementId: string): string => plan.targetOf(elementId)?.id ?? elementId;
  for (const { timerKey, elementId } of rowsOf(state.timers, state.timersByElement.find(key)))
    run.emit('timer-migrated', { key: timerKey, to: { processDefinitionKey, elementId: idOf(elementId) } });
  for (const row of messageSubscriptionsOf(run, key))
    run.emit('message-subscription-migrated', {
      key: row.messageSubscriptionKey,
      to: { processDefinitionKey, processDefinitionId, elementId: idOf(row.elementId) },
      at,
    });
  for (const row of rowsOf(state.signalSubscriptions, state.signalsByElement.find(key)))
    run.emit('signal-subscription-migrated', {
      key: row.signalSubscriptionKey,
      to: { processDefinitionKey, elementId: idOf(row.elementId) },
    });
}

export const messageSubscriptionsOf = (run: Execution, key: Key): MessageSubscriptionRow[] =>
  rowsOf(run.state.messageSubscriptions, run.state.subscriptionsByElement.find(key));

/** Events of the target to which no mapping leads are waited for from now on. */
export function openNewSubscriptions(
  run: Execution,
  plan: MigrationPlan,
  after: ElementInstanceRow,
  target: ElementModel,
  messagesBefore: ReadonlySet<string>,
): void {
  const { elementInstanceKey: key, phase, runtime } = after;
  if (phase !== 'ACTIVATED' && phase !== 'COMPLETING') return;
  for (const event of eventsFor(after, target)) {
    const isTakenOver = runtime.interrupted === true && event.type === 'START_EVENT';
    if (event === target || isTakenOver || plan.isTarget(event.id)) continue;
    try {
      openSubscription(run, after, event);
    } catch (error) {
      if (!(error instanceof IncidentError)) throw error;
      throw plan.refuse('INVALID_STATE', `the element '${target.id}' cannot wait for '${event.id}': ${error.message}`);
    }
    if (event.event.kind === 'conditional')
      run.enqueue(() => {
        checkCondition(run, key, event);
      });
    const opened = messageSubscriptionsOf(run, key).find(({ elementId }) => elementId === event.id);
    if (opened !== undefined && messagesBefore.has(opened.messageName))
      throw plan.refuse(
        'INVALID_STATE',
        `active element '${target.id}' attempts to subscribe to a message it is already subscribed to with name '${opened.messageName}'. Provide a mapping instruction to the catch event '${event.id}'`,
      );
  }
}
