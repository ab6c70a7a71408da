import type { ElementModel } from '../../model/types.js';
import type { Compensable, ElementInstanceRow, ElementRuntime, PendingTrigger } from '../../state/rows.js';
import type { MigrationPlan } from './plan.js';

type Arrived = NonNullable<ElementRuntime['arrived']>;

/** What only the engine knows of an element instance, in the ids of the target definition. */
export function migratedRuntime(
  plan: MigrationPlan,
  { runtime, phase }: ElementInstanceRow,
  target: ElementModel,
): ElementRuntime {
  const { arrived, compensables, startAt, terminateAfter, pending, chosen } = runtime;
  const inactive = (id: string): string => plan.inactiveTargetOf(id)?.id ?? id;
  return {
    ...runtime,
    ...(arrived === undefined ? {} : { arrived: migratedTokens(plan, arrived, target) }),
    ...(compensables === undefined ? {} : { compensables: migratedCompensables(plan, compensables, target) }),
    ...(startAt === undefined
      ? {}
      : { startAt: startAt.map(phase === 'ACTIVATING' ? (id) => startOf(plan, id) : inactive) }),
    ...(terminateAfter === undefined ? {} : { terminateAfter: terminateAfter.map(inactive) }),
    ...(pending === undefined || pending === null ? {} : { pending: migratedTrigger(plan, pending) }),
    ...(chosen === undefined ? {} : { chosen: migratedTrigger(plan, chosen) }),
  };
}

/** Tokens that wait at a join of this scope go over with it: gateway and flows need their mappings. */
function migratedTokens(plan: MigrationPlan, arrived: Arrived, target: ElementModel): Arrived {
  return Object.fromEntries(
    Object.entries(arrived).map(([gatewayId, tokens]) => {
      const gateway = gatewayOf(plan, gatewayId, target);
      const flows = new Map<string, number>();
      for (const [flowId, count] of Object.entries(tokens)) {
        const flow = plan.flowOf(flowId);
        if (flow?.target !== gateway)
          throw plan.refuse(
            'INVALID_STATE',
            `the active sequence flow '${flowId}' is not mapped to a sequence flow that leads to the gateway '${gateway.id}'`,
          );
        if (flows.has(flow.id))
          throw plan.refuse(
            'INVALID_STATE',
            `several active sequence flows are mapped to the same target sequence flow '${flow.id}'`,
          );
        flows.set(flow.id, count);
      }
      return [gateway.id, Object.fromEntries(flows)];
    }),
  );
}

function gatewayOf(plan: MigrationPlan, gatewayId: string, scope: ElementModel): ElementModel {
  const source = plan.source.elements.get(gatewayId);
  const gateway = plan.targetOf(gatewayId);
  const at = `joining gateway with id '${gatewayId}'`;
  if (gateway === undefined || source === undefined)
    throw plan.refuse('INVALID_STATE', `no mapping instruction was provided for the ${at}, where a token waits`);
  if (gateway.type !== source.type)
    throw plan.refuse('INVALID_STATE', `the ${at} is mapped to '${gateway.id}' of another type: '${gateway.type}'`);
  if (gateway.scope !== scope)
    throw plan.refuse('INVALID_STATE', `the flow scope of the ${at} is changed: '${gateway.scope?.id ?? ''}'`);
  if (gateway.incoming.length < source.incoming.length)
    throw plan.refuse(
      'INVALID_STATE',
      `the ${at} is mapped to '${gateway.id}', which has fewer incoming sequence flows: ${String(gateway.incoming.length)} instead of ${String(source.incoming.length)}`,
    );
  return gateway;
}

/** What has completed can still be undone where its compensation event is mapped. */
function migratedCompensables(
  plan: MigrationPlan,
  compensables: readonly Compensable[],
  scope: ElementModel,
): readonly Compensable[] {
  return compensables.flatMap((known) => {
    const event = plan.targetOf(known.eventId);
    if (event === undefined) return [];
    const activityIds = event.event.kind === 'compensation' ? activitiesWithin(scope, event.attachedTo) : [];
    if (activityIds.length !== known.activityIds.length)
      throw plan.refuse(
        'INVALID_STATE',
        `the compensation event '${known.eventId}' is mapped to '${event.id}', which is no compensation event in the same scope`,
      );
    return [{ ...known, eventId: event.id, activityIds }];
  });
}

/** The activity, and before it the subprocesses around it, as far as they lie in the scope; [] when it lies elsewhere. */
function activitiesWithin(scope: ElementModel, activity: ElementModel | null): string[] {
  const ids: string[] = [];
  for (let inner = activity; inner !== null; inner = inner.scope) {
    if (inner === scope) return ids;
    ids.unshift(inner.id);
  }
  return [];
}

function startOf(plan: MigrationPlan, elementId: string): string {
  const element = plan.inactiveTargetOf(elementId);
  if (element !== undefined) return element.id;
  throw plan.refuse(
    'INVALID_STATE',
    `no mapping instruction was provided for element '${elementId}', which is to begin`,
  );
}

function migratedTrigger(plan: MigrationPlan, trigger: PendingTrigger): PendingTrigger {
  const event = plan.targetOf(trigger.elementId);
  if (event !== undefined) return { ...trigger, elementId: event.id };
  throw plan.refuse(
    'INVALID_STATE',
    `no mapping instruction was provided for the catch event '${trigger.elementId}', which has been triggered`,
  );
}
