import type { Grid } from './grid.js';
import { entry, type Flow, type Item, type Level } from './model.js';
import { waysIn, waysOut } from './ports.js';
import type { Ranks } from './ranks.js';
import { findWay } from './route.js';
import { cornersOf, segmentsOfRoute } from './segments.js';
import { findConflict } from './tracks.js';
import { keyOf, Traffic, type Route } from './traffic.js';

const ROUNDS = 2;
const ATTEMPTS = 25;

/** Finds the way of every flow, short straight ones first, loops last; then each once more, knowing all others. */
export function routeFlows(level: Level, ranks: Ranks, grid: Grid): readonly Route[] {
  const traffic = new Traffic(grid);
  const items = new Map(level.items.map((item) => [item.id, item]));
  const effort = (flow: Flow): number => {
    const [from, to] = [entry(grid.places, flow.source), entry(grid.places, flow.target)];
    const distance = Math.abs(to.column - from.column) * 2 + Math.abs(to.row - from.row);
    return distance + (ranks.back.has(flow.id) ? 1000 : 0) + (from.row === to.row ? -100 : 0);
  };
  const flows = level.flows.toSorted((a, b) => effort(a) - effort(b));
  for (const flow of flows) traffic.add(routeOne(grid, traffic, items, flow));
  for (let round = 0; round < ROUNDS; round++) {
    for (const flow of flows) {
      if (isStraight(entry(traffic.routes, flow.id))) continue;
      traffic.remove(flow.id);
      traffic.add(routeOne(grid, traffic, items, flow));
    }
  }
  return level.flows.map((flow) => entry(traffic.routes, flow.id));
}

const isStraight = ({ nodes }: Route): boolean => cornersOf(nodes).length === 2;

function routeOne(grid: Grid, traffic: Traffic, items: ReadonlyMap<string, Item>, flow: Flow): Route {
  const others = [...traffic.routes.values()].flatMap((route) => segmentsOfRoute(grid, route));
  const [source, target] = [entry(items, flow.source), entry(items, flow.target)];
  const banned = new Set<string>();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const out = waysOut(grid, traffic, flow, source);
    const nodes = findWay(grid, traffic, out, waysIn(grid, traffic, flow, target), banned);
    if (nodes === undefined) break;
    const route = { flow, nodes };
    const conflict = findConflict(grid, [...others, ...segmentsOfRoute(grid, route)], flow.id);
    if (conflict === undefined) return route;
    banned.add(keyOf(conflict));
  }
  throw new Error(`no way found for the flow ${flow.id} from ${flow.source} to ${flow.target}`);
}
