import type { Grid } from './grid.js';
import { at, entry, type Flow, type Item } from './model.js';
import { boundaryOffsets } from './boundary.js';
import {
  directionOf,
  DIRECTIONS,
  keyOf,
  step,
  type Direction,
  type Node,
  type Route,
  type Traffic,
} from './traffic.js';

/** A way into (or out of) an item: from `node` on along `stretch` in one direction. */
export interface Port {
  readonly node: Node;
  readonly direction: Direction;
  readonly cost: number;
  /** For a way in from the node to the item, for a way out from the item to the node. */
  readonly stretch: readonly Node[];
  /** Joins (or leaves) the way of another flow: it must come from the side. */
  readonly shared: boolean;
}

const COST = { label: 20, merge: 14, fork: 500 };

/** Where a flow can leave its source: free sides, or off the first stretch of another flow of the same source. */
export function waysOut(grid: Grid, traffic: Traffic, flow: Flow, source: Item): readonly Port[] {
  if (flow.boundary !== undefined) {
    const index = source.boundaryEvents.findIndex(({ id }) => id === flow.boundary);
    const place = entry(grid.places, source.id);
    const x = grid.xIndex('line', place.column, at(boundaryOffsets(source), index));
    return sides(
      grid,
      traffic,
      source,
      { x, y: grid.yIndex(place.row) },
      at(source.boundaryEvents, index).up ? [3] : [1],
    );
  }
  const shared = othersOf(traffic, flow, 'source').flatMap((route) => stretches(grid, traffic, route.nodes, COST.fork));
  return [...sides(grid, traffic, source, nodeOf(grid, source), DIRECTIONS), ...shared];
}

/** Where a flow can enter its target: free sides, or into the last stretch of another flow to the same target. */
export function waysIn(grid: Grid, traffic: Traffic, flow: Flow, target: Item): readonly Port[] {
  const own = sides(grid, traffic, target, nodeOf(grid, target), DIRECTIONS);
  const shared = othersOf(traffic, flow, 'target').flatMap((route) =>
    stretches(grid, traffic, route.nodes.toReversed(), COST.merge),
  );
  return [...own, ...shared].map((port) => ({
    ...port,
    direction: opposite(port.direction),
    stretch: port.stretch.toReversed(),
  }));
}

export const nodeOf = (grid: Grid, item: Item): Node => {
  const { column, row, offset } = entry(grid.places, item.id);
  return { x: grid.xIndex('line', column, offset), y: grid.yIndex(row) };
};

const opposite = (direction: Direction): Direction => DIRECTIONS[(direction + 2) % 4] ?? direction;

const othersOf = (traffic: Traffic, flow: Flow, end: 'source' | 'target'): readonly Route[] =>
  [...traffic.routes.values()].filter(
    (route) => route.flow.id !== flow.id && route.flow[end] === flow[end] && (end === 'target' || !route.flow.boundary),
  );

function sides(grid: Grid, traffic: Traffic, item: Item, from: Node, directions: readonly Direction[]): Port[] {
  return directions.flatMap((direction) => {
    const stretch = [from];
    let [last, next] = [from, step(from, direction)];
    while (grid.occupant(next.x, next.y) === item.id) {
      stretch.push(next);
      [last, next] = [next, step(next, direction)];
    }
    const outside = grid.xs[next.x] === undefined || grid.ys[next.y] === undefined;
    if (outside || traffic.flowsOn(last, next) > 0) return [];
    const vertical = direction % 2 === 1;
    const labelled = item.label !== undefined && (item.kind === 'event' ? direction === 1 : direction === 3);
    const busy = item.kind === 'task' && vertical ? 5 : 0;
    stretch.push(next);
    return [{ node: next, direction, cost: (labelled ? COST.label : 0) + busy, stretch, shared: false }];
  });
}

/** The nodes of the first straight stretch of a way on lines of its own, each as a place to leave or join it. */
function stretches(grid: Grid, traffic: Traffic, nodes: readonly Node[], cost: number): Port[] {
  const ports: Port[] = [];
  const direction = directionOf(at(nodes, 0), at(nodes, 1));
  for (const [index, node] of nodes.entries()) {
    const [before, after] = [nodes[index - 1], nodes[index + 1]];
    if (before === undefined) continue;
    if (directionOf(before, node) !== direction || !traffic.isExclusive(before, direction)) break;
    const straight = after !== undefined && directionOf(node, after) === direction;
    if (traffic.isLineCrossing(node) && !straight) continue;
    if (after === undefined || grid.occupant(node.x, node.y) !== undefined) continue;
    ports.push({ node, direction, cost, stretch: nodes.slice(0, index + 1), shared: true });
  }
  const seen = new Set<string>();
  return ports.filter(({ node }) => !seen.has(keyOf(node)) && seen.add(keyOf(node)).size > 0);
}
