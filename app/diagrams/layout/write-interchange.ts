import type { BpmnModdle, ModdleElement } from 'bpmn-moddle';
import { elementsOf } from '../moddle.js';
import { moved } from './geometry.js';
import { at, entry, type Box, type Drawing } from './model.js';
import { idOf, isSubprocess } from './read-level.js';

interface Frames {
  readonly collaboration: ModdleElement;
  readonly participant: ModdleElement;
  readonly process: ModdleElement;
  readonly lanes: readonly ModdleElement[];
}

/** Upper left corner of the pool, as Camunda Modeler places it. */
const ORIGIN = { x: 160, y: 80 };
const HEADER = 30;

/** The drawing as BPMN Diagram Interchange: pool, lanes, shapes in the order of the process, edges. */
export function writeInterchange(moddle: BpmnModdle, frames: Frames, drawing: Drawing): ModdleElement {
  const content = { x: ORIGIN.x + 2 * HEADER, y: ORIGIN.y };
  const bounds = (box: Box): ModdleElement => moddle.create('dc:Bounds', { ...box });
  const label = (box: Box | undefined): object =>
    box === undefined ? {} : { label: moddle.create('bpmndi:BPMNLabel', { bounds: bounds(moved(box, content)) }) };
  const shape = (bpmnElement: ModdleElement, box: Box, more: object): ModdleElement =>
    moddle.create('bpmndi:BPMNShape', { id: `${idOf(bpmnElement)}_di`, bpmnElement, bounds: bounds(box), ...more });

  const pool = { ...ORIGIN, width: drawing.width + 2 * HEADER, height: drawing.height };
  const planeElement = [shape(frames.participant, pool, { isHorizontal: true })];
  for (const [index, lane] of frames.lanes.entries()) {
    const { y, height } = at(drawing.lanes, index);
    const box = { x: ORIGIN.x + HEADER, y: ORIGIN.y + y, width: drawing.width + HEADER, height };
    planeElement.push(shape(lane, box, { isHorizontal: true }));
  }
  const elements = new Map([...flowElements(frames.process)].map((element) => [idOf(element), element]));
  const shapes = new Map(drawing.shapes.map((each) => [each.id, each]));
  const edges = new Map(drawing.edges.map((each) => [each.id, each]));
  for (const [id, element] of elements) {
    if (element.$type === 'bpmn:SequenceFlow') continue;
    const drawn = entry(shapes, id);
    planeElement.push(shape(element, moved(drawn.box, content), { ...flagsOf(element), ...label(drawn.label) }));
  }
  for (const [id, element] of elements) {
    if (element.$type !== 'bpmn:SequenceFlow') continue;
    const drawn = entry(edges, id);
    const waypoint = drawn.points.map((point) => moddle.create('dc:Point', { ...moved(point, content) }));
    const properties = { id: `${id}_di`, bpmnElement: element, waypoint, ...label(drawn.label) };
    planeElement.push(moddle.create('bpmndi:BPMNEdge', properties));
  }
  const plane = { id: 'BPMNPlane_1', bpmnElement: frames.collaboration, planeElement };
  return moddle.create('bpmndi:BPMNDiagram', { id: 'BPMNDiagram_1', plane: moddle.create('bpmndi:BPMNPlane', plane) });
}

function flagsOf(element: ModdleElement): object {
  if (element.$type === 'bpmn:ExclusiveGateway') return { isMarkerVisible: true };
  return isSubprocess(element) ? { isExpanded: true } : {};
}

function* flowElements(container: ModdleElement): Generator<ModdleElement> {
  for (const element of elementsOf(container, 'flowElements')) {
    yield element;
    if (isSubprocess(element)) yield* flowElements(element);
  }
}
