import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { layoutDiagram } from '../../app/diagrams/layout/layout-diagram.js';
import { createModdle, parseDiagram } from '../../app/diagrams/moddle.js';
import { readDiagram, type Diagram, type Shape } from '../../app/diagrams/read-diagram.js';
import { belongsTo, contains, isOnBorder, isSlanted, lieTogether, overlaps, segmentsOf } from './geometry.js';
import { HARD } from './hard-diagrams.js';
import { processIds } from './process-ids.js';
import { writeBpmn } from './small-bpmn.js';

const withoutDrawing = (xml: string): string => xml.replace(/\s*<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');
/** A drawing needs namespaces of its own, and the writer names only those that are used. */
const withoutNamespaces = (xml: string): string => xml.replaceAll(/ xmlns:\w+="[^"]*"/g, '');
const existing = await Promise.all(
  processIds.map(async (id) => {
    const xml = await readFile(new URL(`../../bpmn/${id}/${id}.bpmn`, import.meta.url), 'utf8');
    return { name: id, xml: withoutDrawing(xml) };
  }),
);
const hard = Object.entries(HARD).map(([name, small]) => ({ name, xml: writeBpmn(small) }));

describe.each([...existing, ...hard])('the computed drawing of $name', ({ xml }) => {
  let laidOut: string;
  let diagram: Diagram;
  let shapes: readonly Shape[];
  const bounds = (element: string) => {
    const shape = diagram.shapes.find((each) => each.elementId === element);
    if (shape === undefined) throw new Error(`no shape for ${element}`);
    return shape.bounds;
  };
  const isFrame = (id: string) => diagram.nodes.some((node) => node.parentId === id);
  const related = (a: string, b: string) => belongsTo(diagram, a, b) || belongsTo(diagram, b, a);

  beforeAll(async () => {
    laidOut = await layoutDiagram(xml);
    diagram = await readDiagram(laidOut);
    shapes = diagram.shapes.filter((shape) => shape.type !== 'Participant' && shape.type !== 'Lane');
  });

  it('is the same every time, and replaces the one before', async () => {
    expect(await layoutDiagram(laidOut)).toBe(laidOut);
  });

  it('keeps all but the drawing as bpmn-moddle writes it', async () => {
    const moddle = createModdle();
    const { xml: same } = await moddle.toXML(await parseDiagram(xml, moddle), { format: true });
    expect(withoutNamespaces(withoutDrawing(laidOut))).toBe(withoutNamespaces(same));
  });

  it('shows every element once', () => {
    expect(shapes.map((shape) => shape.elementId).sort()).toEqual(diagram.nodes.map((node) => node.id).sort());
    expect(diagram.edges.map((edge) => edge.elementId).sort()).toEqual([...diagram.flowIds].sort());
  });

  it('lets no two elements overlap', () => {
    const bad = shapes.flatMap((a, index) =>
      shapes
        .slice(index + 1)
        .filter((b) => !related(a.elementId, b.elementId) && overlaps(a.bounds, b.bounds))
        .map((b) => [a.elementId, b.elementId]),
    );
    expect(bad).toEqual([]);
  });

  it('keeps every element inside its lane and its subprocess', () => {
    const lanes = diagram.shapes.filter((shape) => shape.type === 'Lane');
    const outside = diagram.nodes.filter((node) => {
      if (node.attachedTo !== undefined) return false;
      if (node.parentId !== undefined) return !contains(bounds(node.parentId), bounds(node.id));
      const lane = lanes[diagram.lanes.findIndex((each) => each.nodeIds.includes(node.id))];
      return lane === undefined || !contains(lane.bounds, bounds(node.id));
    });
    expect(outside.map(({ id }) => id)).toEqual([]);
  });

  it('keeps names off elements, flows, lane borders and each other', () => {
    const labels = [...shapes, ...diagram.edges].flatMap(({ elementId, label }) =>
      label === undefined ? [] : [{ elementId, label }],
    );
    const borders = diagram.shapes
      .filter((shape) => shape.type === 'Lane')
      .map(({ elementId, bounds: { x, y, width } }) => ({ elementId, piece: { x, y, width, height: 0.5 } }));
    const pieces = diagram.edges.flatMap((edge) =>
      segmentsOf(edge).map((piece) => ({ elementId: edge.elementId, piece })),
    );
    const solid = shapes.filter((shape) => !isFrame(shape.elementId));
    const bad = labels.flatMap(({ elementId, label }, index) =>
      [
        ...solid.filter((shape) => overlaps(label, shape.bounds)),
        ...[...pieces, ...borders].filter(({ piece }) => overlaps(label, piece)),
        ...labels.slice(index + 1).filter((other) => overlaps(label, other.label)),
      ].map((hit) => [elementId, hit.elementId]),
    );
    expect(bad).toEqual([]);
  });

  it('leads flows at right angles, from border to border, through no other element', () => {
    const astray = diagram.edges.filter(
      ({ source, target, waypoints: [first, ...rest] }) =>
        first === undefined ||
        !isOnBorder(bounds(source), first) ||
        !rest.slice(-1).every((p) => isOnBorder(bounds(target), p)),
    );
    const through = diagram.edges.flatMap((edge) =>
      shapes
        .filter(({ elementId }) => elementId !== edge.source && elementId !== edge.target)
        .filter(({ elementId }) => !belongsTo(diagram, edge.source, elementId))
        .filter((shape) => segmentsOf(edge).some((piece) => overlaps(piece, shape.bounds)))
        .map((shape) => [edge.elementId, shape.elementId]),
    );
    expect(diagram.edges.filter(isSlanted)).toEqual([]);
    expect(astray.map(({ elementId }) => elementId)).toEqual([]);
    expect(through).toEqual([]);
  });

  it('lets flows share a stretch only where they part or come together', () => {
    const bad = diagram.edges.flatMap((a, index) =>
      diagram.edges
        .slice(index + 1)
        .filter((b) => lieTogether(a, b))
        .map((b) => [a.elementId, b.elementId]),
    );
    expect(bad).toEqual([]);
  });

  it('reads from left to right, but for the loops', () => {
    const back = diagram.edges.filter(({ source, target }) => bounds(target).x < bounds(source).x);
    const loops = back.filter(({ source, target }) => leadsTo(diagram, target, source));
    expect(back).toEqual(loops);
  });
});

describe('what is laid out', () => {
  it('must give every element a lane', async () => {
    const xml = writeBpmn({ lanes: ['甲: start:S end:E'], flows: ['S>E'] });
    const without = xml.replace('<bpmn:flowNodeRef>E</bpmn:flowNodeRef>', '');
    await expect(layoutDiagram(without)).rejects.toThrow('E lies in no lane');
  });

  it('must be flow nodes and sequence flows', async () => {
    const xml = writeBpmn({ lanes: ['甲: start:S end:E'], flows: ['S>E'] });
    const withData = xml.replace('</bpmn:process>', '<bpmn:dataObject id="Data" /></bpmn:process>');
    await expect(layoutDiagram(withData)).rejects.toThrow('bpmn:DataObject Data cannot be laid out');
  });
});

function leadsTo(diagram: Diagram, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const id of seen) {
    const attached = diagram.nodes.filter((node) => node.attachedTo === id).map((node) => node.id);
    for (const source of [id, ...attached]) {
      for (const edge of diagram.edges) if (edge.source === source) seen.add(edge.target);
    }
  }
  return seen.has(to);
}
