import type { Faults } from './faults.js';
import type { ElementModel, ElementType, ListenerDefinition } from './types.js';

const GATEWAYS: ReadonlySet<ElementType> = new Set<ElementType>([
  'EXCLUSIVE_GATEWAY',
  'INCLUSIVE_GATEWAY',
  'PARALLEL_GATEWAY',
  'EVENT_BASED_GATEWAY',
]);

/** Where nothing is processed before, or nothing after, no execution listener can be asked. */
export function checkListeners(element: ElementModel, faults: Faults): void {
  const { id, type, event, startListeners, endListeners } = element;
  if (startListeners.length > 0 && (type === 'START_EVENT' || type === 'BOUNDARY_EVENT'))
    faults.add(id, "Execution listeners of type 'start' are not supported by start and boundary events");
  if (endListeners.length > 0 && GATEWAYS.has(type))
    faults.add(id, "Execution listeners of type 'end' are not supported by gateways");
  if (endListeners.length > 0 && type === 'END_EVENT' && event.kind === 'error')
    faults.add(id, "Execution listeners of type 'end' are not supported by error end events");
  if (endListeners.length > 0 && type === 'BOUNDARY_EVENT' && event.kind === 'compensation')
    faults.add(id, 'Execution listeners are not supported by compensation boundary events');
  checkUnique(id, 'start', startListeners, faults);
  checkUnique(id, 'end', endListeners, faults);
}

function checkUnique(id: string, event: string, listeners: readonly ListenerDefinition[], faults: Faults): void {
  const types = listeners.map(({ type }) => type.text);
  for (const type of new Set(types.filter((one, index) => types.indexOf(one) < index)))
    faults.add(id, `Execution listeners must be unique: several of event type '${event}' have the type '${type}'`);
}
