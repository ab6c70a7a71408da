import type { ModdleElement } from 'bpmn-moddle';
import { elementOf, elementsOf, extensionOf, numberOf, parseDiagram, textOf } from './moddle.js';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A flow node with what people and machines are told about it. */
export interface DiagramNode {
  readonly id: string;
  /** BPMN type without prefix, e.g. `UserTask`. */
  readonly type: string;
  readonly name: string;
  /** The subprocess around it; undefined when it lies in the process itself. */
  readonly parentId: string | undefined;
  readonly attachedTo: string | undefined;
  readonly hasIncoming: boolean;
  readonly jobType: string | undefined;
  readonly act: string | undefined;
  readonly role: string | undefined;
  readonly formId: string | undefined;
  readonly clauses: string | undefined;
  readonly calledProcess: string | undefined;
  readonly decision: string | undefined;
  readonly message: { readonly name: string; readonly correlationKey: string | undefined } | undefined;
  readonly timer: string | undefined;
}

export interface Shape {
  readonly elementId: string;
  readonly type: string;
  readonly bounds: Bounds;
  readonly label: Bounds | undefined;
}

export interface Edge {
  readonly elementId: string;
  readonly source: string;
  readonly target: string;
  readonly waypoints: readonly { readonly x: number; readonly y: number }[];
  readonly label: Bounds | undefined;
}

export interface Diagram {
  readonly processId: string;
  readonly name: string;
  readonly documentation: string | undefined;
  readonly lanes: readonly { readonly name: string; readonly nodeIds: readonly string[] }[];
  readonly nodes: readonly DiagramNode[];
  readonly flowIds: readonly string[];
  readonly shapes: readonly Shape[];
  readonly edges: readonly Edge[];
}

/** Reads what a `.bpmn` file says: one pool with one process, its flow nodes, and the picture of them. */
export async function readDiagram(xml: string): Promise<Diagram> {
  const root = await parseDiagram(xml);
  const process = elementsOf(root, 'rootElements').find((element) => element.$type === 'bpmn:Process');
  if (process === undefined) throw new Error('diagram has no process');
  const inside = [...flowElements(process)];
  const plane = elementsOf(elementOf(elementsOf(root, 'diagrams')[0], 'plane'), 'planeElement');
  return {
    processId: idOf(process),
    name: textOf(process, 'name') ?? '',
    documentation: textOf(elementsOf(process, 'documentation')[0], 'text'),
    lanes: elementsOf(elementsOf(process, 'laneSets')[0], 'lanes').map((lane) => ({
      name: textOf(lane, 'name') ?? '',
      nodeIds: elementsOf(lane, 'flowNodeRef').map(idOf),
    })),
    nodes: inside.filter((element) => element.$type !== 'bpmn:SequenceFlow').map(readNode),
    flowIds: inside.filter((element) => element.$type === 'bpmn:SequenceFlow').map(idOf),
    shapes: plane.filter((element) => element.$type === 'bpmndi:BPMNShape').map(readShape),
    edges: plane.filter((element) => element.$type === 'bpmndi:BPMNEdge').map(readEdge),
  };
}

function* flowElements(container: ModdleElement): Generator<ModdleElement> {
  for (const element of elementsOf(container, 'flowElements')) {
    yield element;
    if (element.$type === 'bpmn:SubProcess') yield* flowElements(element);
  }
}

const idOf = (element: ModdleElement | undefined): string => {
  if (element?.id === undefined) throw new Error(`${element?.$type ?? 'element'} without id`);
  return element.id;
};

function readNode(element: ModdleElement): DiagramNode {
  const definition = elementsOf(element, 'eventDefinitions')[0];
  const parent = element.$parent;
  const attached = elementOf(element, 'attachedToRef');
  return {
    id: idOf(element),
    type: element.$type.replace('bpmn:', ''),
    name: (textOf(element, 'name') ?? '').replaceAll('\n', ''),
    parentId: parent?.$type === 'bpmn:SubProcess' ? parent.id : undefined,
    attachedTo: attached?.id,
    hasIncoming: elementsOf(element, 'incoming').length > 0,
    jobType: textOf(extensionOf(element, 'zeebe:TaskDefinition'), 'type'),
    act: headerOf(element, 'act'),
    role: textOf(extensionOf(element, 'zeebe:AssignmentDefinition'), 'candidateGroups'),
    formId: textOf(extensionOf(element, 'zeebe:FormDefinition'), 'formId'),
    clauses: propertyOf(element, 'clauses'),
    calledProcess: textOf(extensionOf(element, 'zeebe:CalledElement'), 'processId'),
    decision: textOf(extensionOf(element, 'zeebe:CalledDecision'), 'decisionId'),
    message: readMessage(definition),
    timer: readTimer(definition),
  };
}

function headerOf(element: ModdleElement, key: string): string | undefined {
  const headers = elementsOf(extensionOf(element, 'zeebe:TaskHeaders'), 'values');
  return textOf(
    headers.find((header) => header.get('key') === key),
    'value',
  );
}

function propertyOf(element: ModdleElement, name: string): string | undefined {
  const properties = elementsOf(extensionOf(element, 'zeebe:Properties'), 'properties');
  return textOf(
    properties.find((property) => property.get('name') === name),
    'value',
  );
}

function readMessage(definition: ModdleElement | undefined): DiagramNode['message'] {
  if (definition?.$type !== 'bpmn:MessageEventDefinition') return undefined;
  const message = elementOf(definition, 'messageRef');
  const name = textOf(message, 'name');
  if (message === undefined || name === undefined) return undefined;
  return { name, correlationKey: textOf(extensionOf(message, 'zeebe:Subscription'), 'correlationKey') };
}

function readTimer(definition: ModdleElement | undefined): string | undefined {
  if (definition?.$type !== 'bpmn:TimerEventDefinition') return undefined;
  const kinds = ['timeDate', 'timeDuration', 'timeCycle'];
  return kinds.map((kind) => textOf(elementOf(definition, kind), 'body')).find((body) => body !== undefined);
}

function readShape(shape: ModdleElement): Shape {
  const element = elementOf(shape, 'bpmnElement');
  return {
    elementId: idOf(element),
    type: (element?.$type ?? '').replace('bpmn:', ''),
    bounds: readBounds(elementOf(shape, 'bounds')),
    label: readLabel(shape),
  };
}

function readEdge(edge: ModdleElement): Edge {
  const flow = elementOf(edge, 'bpmnElement');
  return {
    elementId: idOf(flow),
    source: idOf(elementOf(flow, 'sourceRef')),
    target: idOf(elementOf(flow, 'targetRef')),
    waypoints: elementsOf(edge, 'waypoint').map((point) => ({ x: numberOf(point, 'x'), y: numberOf(point, 'y') })),
    label: readLabel(edge),
  };
}

function readLabel(owner: ModdleElement): Bounds | undefined {
  const bounds = elementOf(elementOf(owner, 'label'), 'bounds');
  return bounds === undefined ? undefined : readBounds(bounds);
}

const readBounds = (bounds: ModdleElement | undefined): Bounds => ({
  x: numberOf(bounds, 'x'),
  y: numberOf(bounds, 'y'),
  width: numberOf(bounds, 'width'),
  height: numberOf(bounds, 'height'),
});
