import type { ModdleElement } from 'bpmn-moddle';
import { elementOf, elementsOf, textOf } from '../moddle.js';
import { drawLevel } from './draw-level.js';
import type { Drawing, Flow, Item, Level, Size } from './model.js';
import { textSize } from './text-size.js';

const TASK: Size = { width: 100, height: 80 };
const EVENT: Size = { width: 36, height: 36 };
const GATEWAY: Size = { width: 50, height: 50 };
const SUBPROCESSES = ['bpmn:SubProcess', 'bpmn:Transaction', 'bpmn:AdHocSubProcess'];
const HEADER = 24;
const LEAST_SUBPROCESS: Size = { width: 140, height: 100 };

/** Reads a process or subprocess as boxes and flows; subprocesses inside are drawn first, their size must be known. */
export function readLevel(container: ModdleElement, laneNames: readonly string[], laneOf: LaneOf, gap: number): Level {
  const elements = elementsOf(container, 'flowElements');
  const flows = elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow');
  const nodes = elements.filter(({ $type }) => $type !== 'bpmn:SequenceFlow');
  for (const node of nodes) refuseUnknown(node);
  const artifact = elementsOf(container, 'artifacts')[0];
  if (artifact !== undefined) throw unsupported(artifact);
  const attached = nodes
    .filter(({ $type }) => $type === 'bpmn:BoundaryEvent')
    .map((event) => {
      const targets = flows.filter((flow) => elementOf(flow, 'sourceRef') === event);
      return { event, targets: targets.flatMap((flow) => elementOf(flow, 'targetRef') ?? []).map(laneOf) };
    });
  const items = nodes
    .filter(({ $type }) => $type !== 'bpmn:BoundaryEvent')
    .map((node) => readItem(node, attached, laneOf(node), gap));
  return { laneNames, items, flows: flows.map(readFlow) };
}

export type LaneOf = (node: ModdleElement) => number;

export const isSubprocess = ({ $type }: ModdleElement): boolean => SUBPROCESSES.includes($type);

export const idOf = (element: ModdleElement | undefined): string => {
  if (element?.id === undefined) throw new Error(`${element?.$type ?? 'element'} without id`);
  return element.id;
};

const unsupported = (element: ModdleElement): Error =>
  new Error(`${element.$type} ${element.id ?? ''} cannot be laid out: only flow nodes and sequence flows can`);

function refuseUnknown(node: ModdleElement): void {
  if (!/Task$|Event$|Gateway$|Activity$|SubProcess$|Transaction$/.test(node.$type)) throw unsupported(node);
}

/** A boundary event and the lanes that its flows lead to. */
interface Attached {
  readonly event: ModdleElement;
  readonly targets: readonly number[];
}

function readItem(node: ModdleElement, attached: readonly Attached[], lane: number, gap: number): Item {
  const kind = kindOf(node);
  const content = kind === 'subprocess' ? drawContent(node, gap) : undefined;
  const size = content ?? { task: TASK, event: EVENT, gateway: GATEWAY, subprocess: LEAST_SUBPROCESS }[kind];
  return {
    id: idOf(node),
    kind,
    lane,
    width: size.width,
    height: size.height,
    label: kind === 'event' || kind === 'gateway' ? textSize(textOf(node, 'name')) : undefined,
    content,
    isEventSubprocess: node.get('triggeredByEvent') === true,
    boundaryEvents: attached
      .filter(({ event }) => elementOf(event, 'attachedToRef')?.id === node.id)
      .map(({ event, targets }) => {
        const up = targets.some((target) => target < lane);
        return { id: idOf(event), up, label: textSize(textOf(event, 'name')) };
      }),
  };
}

function kindOf(node: ModdleElement): Item['kind'] {
  if (isSubprocess(node)) return 'subprocess';
  if (node.$type.endsWith('Gateway')) return 'gateway';
  return node.$type.endsWith('Event') ? 'event' : 'task';
}

function drawContent(node: ModdleElement, gap: number): Drawing {
  const level = readLevel(node, [''], () => 0, gap);
  const drawing = level.items.length === 0 ? undefined : drawLevel(level, { gap, header: HEADER });
  const least = { ...LEAST_SUBPROCESS, shapes: [], edges: [], lanes: [] };
  if (drawing === undefined) return least;
  return { ...drawing, width: Math.max(drawing.width, least.width), height: Math.max(drawing.height, least.height) };
}

function readFlow(flow: ModdleElement): Flow {
  const [source, target] = [elementOf(flow, 'sourceRef'), elementOf(flow, 'targetRef')];
  if (source === undefined || target === undefined) throw new Error(`flow ${idOf(flow)} lacks its source or target`);
  const host = elementOf(source, 'attachedToRef');
  return {
    id: idOf(flow),
    source: idOf(host ?? source),
    boundary: host === undefined ? undefined : idOf(source),
    target: idOf(target),
    label: textSize(textOf(flow, 'name')),
  };
}
