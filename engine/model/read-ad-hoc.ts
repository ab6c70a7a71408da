import type { Json } from '../commands/requests.js';
import { aiParameters } from '../feel/index.js';
import type { Faults } from './faults.js';
import { body, children, extension, flag, text } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import type { AdHocDefinition, ElementModel } from './types.js';

export function readAdHoc(node: ModdleElement, id: string, faults: Faults): AdHocDefinition {
  const settings = extension(node, 'zeebe:AdHoc');
  const outputCollection = text(settings, 'outputCollection');
  const outputElement = text(settings, 'outputElement');
  if ((outputCollection === null) !== (outputElement === null))
    faults.add(id, "Attributes 'outputCollection' and 'outputElement' must be both present or both absent");
  return {
    activeElements: faults.optionalFormula(id, text(settings, 'activeElementsCollection')),
    completionCondition: faults.optionalFormula(id, body(node, 'completionCondition')),
    cancelsRemaining: flag(node, 'cancelRemainingInstances', true),
    outputCollection,
    outputElement: faults.optionalFormula(id, outputElement),
    elements: [],
  };
}

/**
 * The scope between an ad-hoc subprocess and its elements: each element that is begun gets an instance of it, with
 * variables and a path of its own.
 */
export function newInnerElement(adHoc: ElementModel): ElementModel {
  return {
    ...adHoc,
    id: `${adHoc.id}#innerInstance`,
    name: null,
    type: 'AD_HOC_SUB_PROCESS_INNER_INSTANCE',
    scope: adHoc,
    incoming: [],
    outgoing: [],
    startEvents: [],
    children: [],
    eventSubprocesses: [],
    boundaryEvents: [],
    linkCatches: [],
    isCompensationHandler: false,
    inputs: [],
    outputs: [],
    job: null,
    loop: null,
    startListeners: [],
    endListeners: [],
  };
}

export const innerElementOf = ({ children }: ElementModel): ElementModel | undefined =>
  children.find(({ type }) => type === 'AD_HOC_SUB_PROCESS_INNER_INSTANCE');

/** Can it begin by itself? What a flow, a compensation, a link or a boundary leads to cannot. */
export function isActivatable({ type, event, incoming, isCompensationHandler }: ElementModel): boolean {
  return type !== 'BOUNDARY_EVENT' && event.kind !== 'link' && incoming.length === 0 && !isCompensationHandler;
}

/** What a worker is told of an element; what the diagram does not say is left out. */
export function describeAdHocElement(element: ElementModel, node: ModdleElement): Record<string, Json> {
  const documentation = text(children(node, 'documentation')[0] ?? null, 'text')?.trim() ?? '';
  const properties = children(extension(node, 'zeebe:Properties'), 'properties').map(
    (property) => [text(property, 'name') ?? '', text(property, 'value') ?? ''] as const,
  );
  const parameters = element.inputs.flatMap(({ source }) => (source.isStatic ? [] : aiParameters(source.text)));
  return {
    elementId: element.id,
    ...(element.name === null ? {} : { elementName: element.name }),
    ...(documentation === '' ? {} : { documentation }),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(parameters.length === 0 ? {} : { parameters }),
  };
}
