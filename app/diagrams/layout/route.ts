import type { Grid } from './grid.js';
import { CheapestFirst } from './heap.js';
import { at } from './model.js';
import type { Port } from './ports.js';
import { DIRECTIONS, isVertical, keyOf, step, type Direction, type Node, type Traffic } from './traffic.js';

const COST = { bend: 45, crossing: 25, turnNearby: 8, company: 3 };

/** The cheapest way from one of the ways out to one of the ways in: short, few bends, few crossings. */
export function findWay(
  grid: Grid,
  traffic: Traffic,
  out: readonly Port[],
  into: readonly Port[],
  banned: ReadonlySet<string>,
): readonly Node[] | undefined {
  const height = grid.ys.length;
  const encode = ({ x, y }: Node, direction: Direction): number => (x * height + y) * 4 + direction;
  const decode = (state: number): Node => ({ x: Math.floor(state / 4 / height), y: Math.floor(state / 4) % height });
  const queue = new CheapestFirst();
  const costs = new Map<number, number>();
  const origins = new Map<number, number | Port>();
  const goals = new Map<string, Port[]>();
  for (const port of into) goals.set(keyOf(port.node), [...(goals.get(keyOf(port.node)) ?? []), port]);
  let best: { readonly cost: number; readonly state: number; readonly port: Port } | undefined;

  const reach = (state: number, cost: number, origin: number | Port): void => {
    if (cost >= (costs.get(state) ?? Infinity)) return;
    costs.set(state, cost);
    origins.set(state, origin);
    queue.add(state, cost);
  };
  const go = (from: Node, direction: Direction, cost: number, origin: number | Port): void => {
    const next = step(from, direction);
    const outside = grid.xs[next.x] === undefined || grid.ys[next.y] === undefined;
    if (outside || grid.occupant(next.x, next.y) !== undefined) return;
    const company = traffic.flowsOn(from, next);
    if (company > 0 && traffic.isExclusive(from, direction)) return;
    const length = isVertical(direction)
      ? Math.abs(at(grid.ys, next.y).about - at(grid.ys, from.y).about)
      : Math.abs(at(grid.xs, next.x).about - at(grid.xs, from.x).about);
    reach(encode(next, direction), cost + length + company * COST.company, origin);
  };

  for (const port of out) {
    if (!port.shared) reach(encode(port.node, port.direction), port.cost, port);
    else for (const side of across(port.direction)) go(port.node, side, port.cost + COST.bend, port);
  }
  for (let next = queue.take(); next !== undefined; next = queue.take()) {
    const { state, cost } = next;
    if (best !== undefined && cost >= best.cost) break;
    if (cost > (costs.get(state) ?? Infinity)) continue;
    const node = decode(state);
    const direction = at(DIRECTIONS, state % 4);
    for (const port of goals.get(keyOf(node)) ?? []) {
      const turns = port.direction !== direction;
      if (turns ? !across(direction).includes(port.direction) : port.shared) continue;
      if (turns && !port.shared && !mayTurn(traffic, node, banned)) continue;
      if (turns && banned.has(keyOf(node))) continue;
      const total = cost + port.cost + (turns ? COST.bend : 0);
      if (best === undefined || total < best.cost) best = { cost: total, state, port };
    }
    const straight = straightCost(traffic, node, direction);
    if (straight !== undefined) go(node, direction, cost + straight, state);
    if (!mayTurn(traffic, node, banned)) continue;
    for (const side of across(direction)) go(node, side, cost + COST.bend, state);
  }
  if (best === undefined) return undefined;
  return [...trace(best.state, origins, decode), ...best.port.stretch.slice(1)];
}

const across = (direction: Direction): readonly Direction[] => (isVertical(direction) ? [0, 2] : [1, 3]);

/** In the middle of a cell a flow turns alone; in a channel there is room for all. */
const mayTurn = (traffic: Traffic, node: Node, banned: ReadonlySet<string>): boolean =>
  !banned.has(keyOf(node)) && !(traffic.isLineCrossing(node) && traffic.usesOf(node).length > 0);

function straightCost(traffic: Traffic, node: Node, direction: Direction): number | undefined {
  const along = isVertical(direction) ? 'v' : 'h';
  let cost = 0;
  for (const { way } of traffic.usesOf(node)) {
    if (way === 'turn' && traffic.isLineCrossing(node)) return undefined;
    if (way === 'turn') cost += COST.turnNearby;
    else if (way !== along) cost += COST.crossing;
  }
  return cost;
}

function trace(last: number, origins: ReadonlyMap<number, number | Port>, decode: (state: number) => Node): Node[] {
  const nodes: Node[] = [];
  for (let state = last; ;) {
    const origin = origins.get(state);
    if (origin === undefined) throw new Error('layout: a way without a beginning');
    nodes.unshift(decode(state));
    if (typeof origin === 'number') {
      state = origin;
      continue;
    }
    return [...(origin.shared ? origin.stretch : origin.stretch.slice(0, -1)), ...nodes];
  }
}
