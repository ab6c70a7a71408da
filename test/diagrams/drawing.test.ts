import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readDiagram, type Diagram, type Shape } from '../../app/diagrams/read-diagram.js';
import { belongsTo, contains, isSlanted, overlaps, segmentsOf } from './geometry.js';
import { processIds } from './process-ids.js';

const FRAMES = ['Participant', 'Lane'];

describe.each(processIds)('the drawing of %s', (id) => {
  let diagram: Diagram;
  let shapes: readonly Shape[];
  const bounds = (element: string) => {
    const shape = diagram.shapes.find((each) => each.elementId === element);
    if (shape === undefined) throw new Error(`no shape for ${element}`);
    return shape.bounds;
  };
  const isFrame = (element: string) => diagram.nodes.some((node) => node.parentId === element);

  beforeAll(async () => {
    diagram = await readDiagram(await readFile(new URL(`../../bpmn/${id}/${id}.bpmn`, import.meta.url), 'utf8'));
    shapes = diagram.shapes.filter((shape) => !FRAMES.includes(shape.type));
  });

  it('bears the name of its folder', () => {
    expect(diagram.processId).toBe(id);
  });

  it('shows every element once', () => {
    expect(shapes.map((shape) => shape.elementId).sort()).toEqual(diagram.nodes.map((node) => node.id).sort());
    expect(diagram.edges.map((edge) => edge.elementId).sort()).toEqual([...diagram.flowIds].sort());
  });

  it('gives every step outside a subprocess a lane, once', () => {
    const inLanes = diagram.lanes.flatMap((lane) => lane.nodeIds);
    const outermost = diagram.nodes.filter((node) => node.parentId === undefined).map((node) => node.id);
    expect([...inLanes].sort()).toEqual(outermost.sort());
  });

  it('lets no two shapes overlap', () => {
    const related = (a: Shape, b: Shape) =>
      belongsTo(diagram, a.elementId, b.elementId) || belongsTo(diagram, b.elementId, a.elementId);
    const bad = shapes.flatMap((a, index) =>
      shapes.slice(index + 1).filter((b) => !related(a, b) && overlaps(a.bounds, b.bounds)),
    );
    expect(bad).toEqual([]);
  });

  it('draws what belongs to a subprocess inside it', () => {
    const outside = diagram.nodes.filter(
      (node) => node.parentId !== undefined && !contains(bounds(node.parentId), bounds(node.id)),
    );
    expect(outside).toEqual([]);
  });

  it('keeps labels off shapes, flows and each other', () => {
    const labels = [...shapes, ...diagram.edges].flatMap(({ elementId, label }) =>
      label === undefined ? [] : [{ elementId, label }],
    );
    const solid = shapes.filter((shape) => !isFrame(shape.elementId));
    const bad = labels.flatMap(({ elementId, label }, index) => [
      ...solid.filter((shape) => overlaps(label, shape.bounds)).map((shape) => [elementId, shape.elementId]),
      ...diagram.edges
        .filter((edge) => segmentsOf(edge).some((segment) => overlaps(label, segment)))
        .map((edge) => [elementId, edge.elementId]),
      ...labels
        .slice(index + 1)
        .filter((other) => overlaps(label, other.label))
        .map((other) => [elementId, other.elementId]),
    ]);
    expect(bad).toEqual([]);
  });

  it('leads flows at right angles and through no step', () => {
    const through = diagram.edges.flatMap((edge) =>
      shapes
        .filter((shape) => shape.elementId !== edge.source && shape.elementId !== edge.target)
        .filter((shape) => !isFrame(shape.elementId))
        .filter((shape) => segmentsOf(edge).some((segment) => overlaps(segment, shape.bounds)))
        .map((shape) => [edge.elementId, shape.elementId]),
    );
    expect(diagram.edges.filter(isSlanted)).toEqual([]);
    expect(through).toEqual([]);
  });
});
