import { entry, type Level } from './model.js';
import type { Ranks } from './ranks.js';
import { arrangementCost, type Arrangement } from './row-cost.js';

export interface Rows {
  /** Row of every item, counted through all lanes. */
  readonly rowOf: ReadonlyMap<string, number>;
  /** Lane of every row. */
  readonly laneOf: readonly number[];
}

const MAX_SWEEPS = 12;

/**
 * Chooses the row of every item within its lane. Starts with the first free row and moves single items and whole
 * chains as long as the picture becomes cheaper: straight flows, few crossings, few rows.
 */
export function chooseRows(level: Level, ranks: Ranks): Rows {
  const items = level.items.filter((item) => !item.isEventSubprocess);
  const arrangement = firstArrangement(level, ranks);
  const chains = findChains(level, ranks);
  let cost = arrangementCost(level, ranks, arrangement);
  const tryTo = (change: () => void): boolean => {
    const before = new Map(arrangement);
    change();
    const after = arrangementCost(level, ranks, arrangement);
    if (after < cost - 1e-6) {
      cost = after;
      return true;
    }
    for (const [id, row] of before) arrangement.set(id, row);
    return false;
  };
  for (let sweep = 0, moved = true; sweep < MAX_SWEEPS && moved; sweep++) {
    moved = false;
    for (const chain of [...chains, ...items.map(({ id }) => [id])]) {
      const rows = rowsOfLane(level, arrangement, chain[0] ?? '');
      for (let row = -1; row <= rows; row++) {
        if (
          tryTo(() => {
            moveTo(level, ranks, arrangement, chain, row);
          })
        )
          moved = true;
      }
    }
  }
  return compact(level, arrangement);
}

function firstArrangement(level: Level, ranks: Ranks): Arrangement {
  const taken = new Set<string>();
  const arrangement: Arrangement = new Map();
  for (const { id, lane, isEventSubprocess } of level.items) {
    if (isEventSubprocess) continue;
    const column = entry(ranks.columns, id);
    let row = 0;
    while (taken.has(`${String(lane)} ${String(column)} ${String(row)}`)) row++;
    taken.add(`${String(lane)} ${String(column)} ${String(row)}`);
    arrangement.set(id, row);
  }
  return arrangement;
}

/** Items of one lane that follow one another without a choice: they move together. */
function findChains(level: Level, ranks: Ranks): readonly (readonly string[])[] {
  const laneOf = new Map(level.items.map((item) => [item.id, item.lane]));
  const chains: string[][] = [];
  for (const { id, isEventSubprocess } of level.items) {
    if (isEventSubprocess) continue;
    const chain = [id];
    for (let last: string | undefined = id; last !== undefined;) {
      const from: string = last;
      const next = level.flows.filter((flow) => flow.source === from && !ranks.back.has(flow.id));
      const straight = next.find((flow) => flow.boundary === undefined && laneOf.get(flow.target) === laneOf.get(id));
      last = straight === undefined || chain.includes(straight.target) ? undefined : straight.target;
      if (last !== undefined) chain.push(last);
    }
    for (let length = chain.length; length > 1; length--) chains.push(chain.slice(0, length));
  }
  return chains;
}

const rowsOfLane = (level: Level, arrangement: Arrangement, id: string): number => {
  const lane = level.items.find((item) => item.id === id)?.lane;
  const inLane = level.items.filter((item) => item.lane === lane && !item.isEventSubprocess);
  return 1 + Math.max(...inLane.map((item) => entry(arrangement, item.id)));
};

/** Moves a chain to a row; what stood there takes the place that the mover left. */
function moveTo(level: Level, ranks: Ranks, arrangement: Arrangement, chain: readonly string[], row: number): void {
  for (const id of chain) {
    const item = level.items.find((each) => each.id === id);
    const left = entry(arrangement, id);
    const standing = level.items.find(
      (each) =>
        each.id !== id &&
        each.lane === item?.lane &&
        ranks.columns.get(each.id) === ranks.columns.get(id) &&
        arrangement.get(each.id) === row,
    );
    if (standing !== undefined) arrangement.set(standing.id, left);
    arrangement.set(id, row);
  }
}

/** Numbers the rows that are used, lane after lane; an event subprocess gets a row of its own under the others. */
function compact(level: Level, arrangement: Arrangement): Rows {
  const rowOf = new Map<string, number>();
  const laneOf: number[] = [];
  for (const lane of level.laneNames.keys()) {
    const inLane = level.items.filter((item) => item.lane === lane);
    const used = [...new Set(inLane.flatMap(({ id }) => arrangement.get(id) ?? []))].sort((a, b) => a - b);
    for (const row of used) {
      for (const { id } of inLane) if (arrangement.get(id) === row) rowOf.set(id, laneOf.length);
      laneOf.push(lane);
    }
    for (const { id } of inLane.filter((item) => item.isEventSubprocess)) {
      rowOf.set(id, laneOf.length);
      laneOf.push(lane);
    }
    if (!laneOf.includes(lane)) laneOf.push(lane);
  }
  return { rowOf, laneOf };
}
