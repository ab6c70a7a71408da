import type { Grid } from './grid.js';
import { at } from './model.js';
import { groupBy } from './ranks.js';
import { mustPrecede, overlap, type Segment, type SegmentEnd } from './segments.js';

const FORBIDDEN = 1000;

export const channelKey = ({ vertical, channel }: { vertical: boolean; channel: number }): string =>
  `${vertical ? 'x' : 'y'}${String(channel)}`;

/** Gives every stretch a track of its channel, so that none lies on another and few cross; returns tracks per channel. */
export function assignTracks(grid: Grid, segments: readonly Segment[]): ReadonlyMap<string, number> {
  const channels = [...groupBy(segments, channelKey).values()];
  const counts = new Map<string, number>();
  for (const vertical of [true, false, true, false]) {
    for (const channel of channels.filter((each) => at(each, 0).vertical === vertical)) {
      const order = improve(grid, feasibleOrder(grid, channel));
      for (const [index, segment] of order.entries()) {
        const before = order.slice(0, index).filter((other) => overlap(other, segment));
        segment.track = 1 + Math.max(-1, ...before.map(({ track }) => track));
      }
      counts.set(channelKey(at(channel, 0)), 1 + Math.max(...order.map(({ track }) => track)));
    }
  }
  return counts;
}

/** A flow whose stretch can have no place among the others, and the crossing that is to blame; undefined when all fit. */
export function findConflict(
  grid: Grid,
  segments: readonly Segment[],
  flowId: string,
): { readonly x: number; readonly y: number } | undefined {
  for (const own of segments.filter((segment) => segment.flowId === flowId)) {
    const channel = segments.filter((other) => other.vertical === own.vertical && other.channel === own.channel);
    const reachable = new Set<Segment>();
    const follow = (from: Segment): void => {
      for (const next of channel) {
        if (next.flowId === from.flowId || reachable.has(next) || mustPrecede(grid, from, next) === undefined) continue;
        reachable.add(next);
        follow(next);
      }
    };
    follow(own);
    if (!reachable.has(own)) continue;
    const cross = channel.map((next) => mustPrecede(grid, own, next)).find((each) => each !== undefined) ?? 0;
    return own.vertical ? { x: own.channel, y: cross } : { x: cross, y: own.channel };
  }
  return undefined;
}

function feasibleOrder(grid: Grid, channel: readonly Segment[]): Segment[] {
  const rest = [...channel];
  const order: Segment[] = [];
  while (rest.length > 0) {
    const free = rest.findIndex((each) => rest.every((other) => mustPrecede(grid, other, each) === undefined));
    order.push(...rest.splice(Math.max(free, 0), 1));
  }
  return order;
}

/** Moves single stretches within the order as long as fewer flows cross. */
function improve(grid: Grid, start: Segment[]): readonly Segment[] {
  let order = start;
  const pairCost = new Map<Segment, Map<Segment, number>>();
  for (const a of order) pairCost.set(a, new Map(order.map((b) => [b, a === b ? 0 : costOf(grid, a, b)])));
  const cost = (list: readonly Segment[]): number =>
    list.reduce(
      (sum, a, index) => sum + list.slice(index + 1).reduce((part, b) => part + (pairCost.get(a)?.get(b) ?? 0), 0),
      0,
    );
  let best = cost(order);
  for (let improved = true; improved;) {
    improved = false;
    for (const segment of [...order]) {
      for (let index = 0; index < order.length; index++) {
        const others = order.filter((each) => each !== segment);
        const candidate = [...others.slice(0, index), segment, ...others.slice(index)];
        const found = cost(candidate);
        if (found >= best - 1e-9) continue;
        [order, best, improved] = [candidate, found, true];
      }
    }
  }
  return order;
}

/** The crossings when `a` lies before `b`. */
function costOf(grid: Grid, a: Segment, b: Segment): number {
  if (!overlap(a, b)) return 0;
  if (mustPrecede(grid, b, a) !== undefined) return FORBIDDEN;
  const hits = (end: SegmentEnd, leg: number, other: Segment): number => (end.leg === leg ? within(end, other) : 0);
  return hits(a.low, 1, b) + hits(a.high, 1, b) + hits(b.low, -1, a) + hits(b.high, -1, a);
}

function within(end: SegmentEnd, other: Segment): number {
  const [here, low, high] = [positionOf(end), positionOf(other.low), positionOf(other.high)];
  return here > low && here < high ? 1 : here === low || here === high ? 0.4 : 0;
}

const positionOf = (end: SegmentEnd): number =>
  end.cross + (end.beyond === undefined ? 0 : (end.beyond.track + 1) / 100);
