import type { ModdleElement } from 'bpmn-moddle';
import { createModdle, elementOf, elementsOf, parseDiagram, textOf } from '../moddle.js';
import { drawLevel } from './draw-level.js';
import type { Drawing } from './model.js';
import { idOf, readLevel } from './read-level.js';
import { writeInterchange } from './write-interchange.js';

/** Distances between columns, comfortable and tight; the first that fits the screen is taken. */
const GAPS = [44, 28];
const SCREEN = 1600;

/** Computes the drawing of a diagram with one pool and replaces whatever drawing it had; the rest stays as it is. */
export async function layoutDiagram(xml: string): Promise<string> {
  const moddle = createModdle();
  const root = await parseDiagram(xml, moddle);
  const collaboration = only(root, 'bpmn:Collaboration');
  const participants = elementsOf(collaboration, 'participants');
  const participant = participants[0];
  if (participant === undefined || participants.length > 1) {
    throw new Error(`expected one participant in ${idOf(collaboration)}, found ${String(participants.length)}`);
  }
  if (elementsOf(collaboration, 'messageFlows').length > 0) throw new Error('message flows cannot be laid out');
  const process = only(root, 'bpmn:Process');
  const lanes = elementsOf(elementsOf(process, 'laneSets')[0], 'lanes');
  if (lanes.length === 0) throw new Error(`process ${idOf(process)} has no lanes: give every role one`);
  const drawing = draw(process, lanes);
  root.set('diagrams', [writeInterchange(moddle, { collaboration, participant, process, lanes }, drawing)]);
  return (await moddle.toXML(root, { format: true })).xml;
}

function draw(process: ModdleElement, lanes: readonly ModdleElement[]): Drawing {
  const names = lanes.map((lane) => textOf(lane, 'name') ?? '');
  const laneOf = (node: ModdleElement): number => {
    const lane = lanes.findIndex((each) => elementsOf(each, 'flowNodeRef').includes(node));
    const host = elementOf(node, 'attachedToRef');
    if (lane < 0 && host !== undefined) return laneOf(host);
    if (lane < 0) throw new Error(`${idOf(node)} lies in no lane`);
    return lane;
  };
  const drawings = GAPS.map((gap) => () => drawLevel(readLevel(process, names, laneOf, gap), { gap, header: 0 }));
  let drawing: Drawing | undefined;
  for (const attempt of drawings) {
    drawing = attempt();
    if (drawing.width <= SCREEN) break;
  }
  if (drawing === undefined) throw new Error(`process ${idOf(process)} could not be drawn`);
  return drawing;
}

function only(root: ModdleElement, type: string): ModdleElement {
  const found = elementsOf(root, 'rootElements').filter(({ $type }) => $type === type);
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`expected one ${type} in the diagram, found ${String(found.length)}`);
  }
  return found[0];
}
