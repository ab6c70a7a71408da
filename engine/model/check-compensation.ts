import type { Faults } from './faults.js';
import type { ElementModel } from './types.js';

/** Compensation is drawn with an association in place of flows; what does not fit together is refused. */
export function checkCompensation(element: ElementModel, faults: Faults): void {
  checkHandler(element, faults);
  checkHost(element, faults);
  if (element.event.kind !== 'compensation') return;
  if (element.type === 'BOUNDARY_EVENT') checkBoundary(element, faults);
  else checkThrow(element, element.event.activityId, faults);
}

function checkHandler(element: ElementModel, faults: Faults): void {
  if (!element.isCompensationHandler) return;
  if (element.incoming.length + element.outgoing.length > 0)
    faults.add(element.id, 'A compensation handler should have no incoming or outgoing sequence flows');
}

function checkHost({ id, boundaryEvents }: ElementModel, faults: Faults): void {
  if (boundaryEvents.filter(({ event }) => event.kind === 'compensation').length > 1)
    faults.add(id, 'Must have at most one compensation boundary event');
}

function checkBoundary({ id, outgoing, compensationHandler }: ElementModel, faults: Faults): void {
  if (outgoing.length > 0)
    faults.add(id, 'A compensation boundary event should have no outgoing sequence flow and exactly one association');
  if (compensationHandler?.isCompensationHandler !== true)
    faults.add(id, 'A compensation boundary event should have an association to a compensation handler');
}

function checkThrow(element: ElementModel, activityId: string | null, faults: Faults): void {
  if (activityId === null) return;
  for (let scope = element.scope; scope !== null; scope = scope.type === 'EVENT_SUB_PROCESS' ? scope.scope : null)
    if (
      scope.children.some(
        ({ id, boundaryEvents, type }) =>
          id === activityId &&
          (type === 'SUB_PROCESS' || boundaryEvents.some(({ event }) => event.kind === 'compensation')),
      )
    )
      return;
  faults.add(
    element.id,
    `The referenced compensation activity '${activityId}' must have a compensation boundary event and be in the same scope`,
  );
}
