import { placeBoundaryEvents } from './boundary.js';
import { assignCoordinates, type Coordinates, type Frame } from './coordinates.js';
import { boundaryBox, pointsOf } from './edges.js';
import { centred, moved } from './geometry.js';
import { makeGrid, type Grid } from './grid.js';
import { flowNamePlaces, LabelPlacer, namePlaces } from './labels.js';
import { at, entry, type Box, type DrawnEdge, type Drawing, type DrawnShape, type Level } from './model.js';
import { rank } from './ranks.js';
import { labelSide, measureRoom } from './room.js';
import { routeFlows } from './routes.js';
import { chooseRows } from './rows.js';
import { segmentsOfRoute, type Segment } from './segments.js';
import { assignTracks } from './tracks.js';
import type { Route } from './traffic.js';

const SLACKS = [0, 10, 20, 34];

/** Draws one level: columns by rank, rows by lane, flows through channels, names where room is left. */
export function drawLevel(level: Level, frame: Omit<Frame, 'slack'>): Drawing {
  const ranks = rank(level);
  const grid = makeGrid(level, ranks, chooseRows(level, ranks));
  const routes = routeFlows(level, ranks, grid);
  const segments = routes.flatMap((route) => segmentsOfRoute(grid, route));
  const tracks = assignTracks(grid, segments);
  const room = measureRoom(level, grid, routes);
  const byRun = new Map(segments.map((segment) => [`${segment.flowId} ${String(segment.run)}`, segment]));
  let drawing: Drawing | undefined;
  for (const slack of SLACKS) {
    const coordinates = assignCoordinates(level, grid, room, tracks, { ...frame, slack });
    const { crowded, ...drawn } = drawAll(level, grid, routes, byRun, coordinates, frame.header);
    drawing ??= drawn;
    if (crowded === 0) return drawn;
  }
  if (drawing === undefined) throw new Error('layout: nothing was drawn');
  return drawing;
}

function drawAll(
  level: Level,
  grid: Grid,
  routes: readonly Route[],
  segments: ReadonlyMap<string, Segment>,
  coordinates: Coordinates,
  header: number,
): Drawing & { readonly crowded: number } {
  const boxes = new Map(level.items.map((item) => [item.id, boxOf(item.id, level, grid, coordinates)]));
  const boundaries = placeBoundaryEvents(level);
  for (const event of boundaries) boxes.set(event.id, boundaryBox(event, entry(boxes, event.host.id)));
  const points = routes.map((route) => pointsOf(route, grid, coordinates, segments, boxes));
  const { width, height, lanes } = coordinates;
  const sheet: Box = { x: 2, y: header, width: width - 4, height: height - header - 2 };
  const placer = new LabelPlacer(
    [...boxes.values()],
    points,
    sheet,
    lanes.slice(1).map(({ y }) => y),
  );
  const flowLabels = routes.map(({ flow }, index) =>
    flow.label === undefined ? undefined : placer.place(flowNamePlaces(at(points, index), flow.label)),
  );
  const shapes: DrawnShape[] = level.items.map((item) => {
    const box = entry(boxes, item.id);
    const side = labelSide(item, routes);
    return { id: item.id, box, label: item.label && placer.place(namePlaces(box, item.label, side, false)) };
  });
  for (const event of boundaries) {
    const box = entry(boxes, event.id);
    const places = event.label && namePlaces(box, event.label, event.up ? 'above' : 'below', true);
    shapes.push({ id: event.id, box, label: places && placer.place(places) });
  }
  const edges: DrawnEdge[] = routes.map(({ flow }, index) => ({
    id: flow.id,
    points: at(points, index),
    label: flowLabels[index],
  }));
  for (const { id, content } of level.items) {
    const by = entry(boxes, id);
    for (const shape of content?.shapes ?? []) {
      shapes.push({ ...shape, box: moved(shape.box, by), label: shape.label && moved(shape.label, by) });
    }
    for (const edge of content?.edges ?? []) {
      const inside = edge.points.map((point) => moved(point, by));
      edges.push({ ...edge, points: inside, label: edge.label && moved(edge.label, by) });
    }
  }
  return { width, height, lanes, shapes, edges, crowded: placer.crowded };
}

function boxOf(id: string, level: Level, grid: Grid, coordinates: Coordinates): Box {
  const item = level.items.find((each) => each.id === id);
  if (item === undefined) throw new Error(`layout: no element ${id}`);
  const { column, row, offset } = entry(grid.places, id);
  const [x, y] = [at(coordinates.columnCenters, column) + offset, at(coordinates.rowCenters, row)];
  if (!item.isEventSubprocess) return centred(x, y, item);
  return { ...centred(x, y, item), x: at(coordinates.columnCenters, 0) - at(grid.columnWidths, 0) / 2 };
}
