import type { PlacedBoundary } from './boundary.js';
import type { Coordinates } from './coordinates.js';
import type { Grid } from './grid.js';
import { at, entry, type Box, type Point } from './model.js';
import { cornersOf, type Segment } from './segments.js';
import { directionOf, isVertical, STEPS, type Direction, type Node, type Route } from './traffic.js';

/** The points of a flow: on the border of its source, at every bend, on the border of its target. */
export function pointsOf(
  route: Route,
  grid: Grid,
  coordinates: Coordinates,
  segments: ReadonlyMap<string, Segment>,
  boxes: ReadonlyMap<string, Box>,
): readonly Point[] {
  const corners = cornersOf(route.nodes);
  const runs = corners.slice(1).map((to, run) => {
    const from = at(corners, run);
    const direction = directionOf(from, to);
    return { direction, at: coordinateOf(route, run, from, direction, grid, coordinates, segments) };
  });
  const first = at(runs, 0);
  const last = at(runs, runs.length - 1);
  const source = entry(boxes, route.flow.boundary ?? route.flow.source);
  const points = [borderPoint(source, first.direction, first.at)];
  for (const [index, run] of runs.slice(1).entries()) {
    const before = at(runs, index);
    points.push(isVertical(run.direction) ? { x: run.at, y: before.at } : { x: before.at, y: run.at });
  }
  const inwards = ((last.direction + 2) % 4) as Direction;
  points.push(borderPoint(entry(boxes, route.flow.target), inwards, last.at));
  return points;
}

/** The x of a vertical stretch, the y of a horizontal one. */
function coordinateOf(
  route: Route,
  run: number,
  from: Node,
  direction: Direction,
  grid: Grid,
  coordinates: Coordinates,
  segments: ReadonlyMap<string, Segment>,
): number {
  const vertical = isVertical(direction);
  const line = vertical ? at(grid.xs, from.x) : at(grid.ys, from.y);
  if (line.kind === 'line') {
    return vertical ? at(coordinates.columnCenters, line.index) + line.offset : at(coordinates.rowCenters, line.index);
  }
  const segment = entry(segments, `${route.flow.id} ${String(run)}`);
  return coordinates.track(vertical, segment.channel, segment.track);
}

function borderPoint(box: Box, direction: Direction, along: number): Point {
  const { x, y } = at(STEPS, direction);
  return isVertical(direction)
    ? { x: along, y: box.y + (box.height * (1 + y)) / 2 }
    : { x: box.x + (box.width * (1 + x)) / 2, y: along };
}

export const boundaryBox = (event: PlacedBoundary, host: Box): Box => ({
  x: host.x + host.width / 2 + event.offset - 18,
  y: (event.up ? host.y : host.y + host.height) - 18,
  width: 36,
  height: 36,
});
