import { entry, type Flow, type Level } from './model.js';
import type { Ranks } from './ranks.js';

/** Row of every item within its lane; any integers, only their order and equality count. */
export type Arrangement = Map<string, number>;

const COST = {
  row: 2.2,
  bend: 1,
  distance: 0.4,
  blocked: 3,
  crossing: 1.6,
  onlyBend: 2,
  mainBend: 5,
  boundary: 4,
  low: 0.02,
};
const LANE = 1000;

interface Line {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
}

/** How bad an arrangement looks: rows used, flows that bend, pass behind a step, or cross. */
export function arrangementCost(level: Level, ranks: Ranks, rows: Arrangement): number {
  const place = new Map<string, number>();
  const taken = new Map<string, string>();
  let cost = 0;
  const used = level.laneNames.map(() => new Set<number>());
  for (const { id, lane, isEventSubprocess } of level.items) {
    if (isEventSubprocess) continue;
    const row = entry(rows, id);
    used[lane]?.add(row);
    place.set(id, lane * LANE + row);
    taken.set(`${String(entry(ranks.columns, id))} ${String(lane * LANE + row)}`, id);
    cost += COST.low * Math.abs(row);
  }
  cost += used.reduce((sum, lane) => sum + lane.size * COST.row, 0);
  const lines: Line[] = [];
  for (const flow of level.flows) {
    const [from, to] = [entry(place, flow.source), entry(place, flow.target)];
    const [left, right] = [entry(ranks.columns, flow.source), entry(ranks.columns, flow.target)];
    cost += flowCost(level, flow, ranks, { from, to, left, right }, taken);
    if (left < right) lines.push({ from, to, left, right });
  }
  return cost + COST.crossing * crossings(lines);
}

function flowCost(level: Level, flow: Flow, ranks: Ranks, line: Line, taken: ReadonlyMap<string, string>): number {
  const { from, to, left, right } = line;
  const sameLane = Math.floor(from / LANE + 0.5) === Math.floor(to / LANE + 0.5);
  const distance = sameLane ? Math.abs(from - to) * COST.distance : 0;
  if (flow.boundary !== undefined) {
    const hangs = ranks.hanging.has(flow.target);
    const below = sameLane && to <= from ? COST.boundary : 0;
    return below + distance * (hangs ? 4 : 1);
  }
  if (ranks.back.has(flow.id)) return distance * 0.3;
  if (from !== to) {
    const weight = ranks.main.has(flow.id) && sameLane ? COST.mainBend : isOnlyFlow(level, flow) ? COST.onlyBend : 1;
    return COST.bend * weight + distance;
  }
  let blocked = 0;
  for (let column = left + 1; column < right; column++) {
    if (taken.has(`${String(column)} ${String(from)}`)) blocked += COST.blocked;
  }
  return blocked;
}

const isOnlyFlow = (level: Level, flow: Flow): boolean =>
  level.flows.every((each) => each === flow || each.source !== flow.source || each.boundary !== undefined);

function crossings(lines: readonly Line[]): number {
  let count = 0;
  for (const [index, a] of lines.entries()) {
    for (const b of lines.slice(index + 1)) {
      if (a.left >= b.right || b.left >= a.right) continue;
      if ((a.from - b.from) * (a.to - b.to) < 0) count++;
    }
  }
  return count;
}
