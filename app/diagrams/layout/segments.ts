import type { Grid } from './grid.js';
import { at } from './model.js';
import { directionOf, isVertical, type Node, type Route } from './traffic.js';

/** Where a stretch in a channel ends: at which crossing line, and to which side the flow goes on from there. */
export interface SegmentEnd {
  readonly cross: number;
  /** -1: left (or up), 1: right (or down). */
  readonly leg: -1 | 1;
  /** The stretch in the crossing channel that the flow goes on with; undefined on a line of its own. */
  beyond: Segment | undefined;
}

/** A straight stretch of a flow inside a channel. */
export interface Segment {
  readonly flowId: string;
  /** Which of the straight stretches of its flow, from 0. */
  readonly run: number;
  readonly vertical: boolean;
  /** Index of the channel among the grid lines of its axis. */
  readonly channel: number;
  readonly low: SegmentEnd;
  readonly high: SegmentEnd;
  /** Position among the tracks of the channel, from 0. */
  track: number;
}

/** The corners of a route with its two ends. */
export const cornersOf = (nodes: readonly Node[]): readonly Node[] =>
  nodes.filter((node, index) => {
    const [before, after] = [nodes[index - 1], nodes[index + 1]];
    return before === undefined || after === undefined || directionOf(before, node) !== directionOf(node, after);
  });

export function segmentsOfRoute(grid: Grid, route: Route): readonly Segment[] {
  const corners = cornersOf(route.nodes);
  const segments: Segment[] = [];
  let previous: { readonly segment: Segment; readonly exit: SegmentEnd } | undefined;
  for (let index = 1; index < corners.length - 2; index++) {
    const [before, from, to, after] = [0, 1, 2, 3].map((step) => at(corners, index - 1 + step));
    if (before === undefined || from === undefined || to === undefined || after === undefined) break;
    const direction = directionOf(from, to);
    const vertical = isVertical(direction);
    const line = vertical ? at(grid.xs, from.x) : at(grid.ys, from.y);
    if (line.kind === 'line') {
      previous = undefined;
      continue;
    }
    const legTo = (corner: Node, other: Node): -1 | 1 =>
      (vertical ? other.x < corner.x : other.y < corner.y) ? -1 : 1;
    const crossOf = (corner: Node): number => (vertical ? corner.y : corner.x);
    const entry: SegmentEnd = { cross: crossOf(from), leg: legTo(from, before), beyond: previous?.segment };
    const exit: SegmentEnd = { cross: crossOf(to), leg: legTo(to, after), beyond: undefined };
    const [low, high] = entry.cross < exit.cross ? [entry, exit] : [exit, entry];
    const segment: Segment = {
      flowId: route.flow.id,
      run: index,
      vertical,
      channel: vertical ? from.x : from.y,
      low,
      high,
      track: 0,
    };
    if (previous !== undefined) previous.exit.beyond = segment;
    segments.push(segment);
    previous = { segment, exit };
  }
  return segments;
}

export const overlap = (a: Segment, b: Segment): boolean => a.low.cross <= b.high.cross && b.low.cross <= a.high.cross;

/** Must `a` lie before `b`, because both leave the channel on the same line, `a` backwards and `b` onwards? */
export const mustPrecede = (grid: Grid, a: Segment, b: Segment): number | undefined =>
  [a.low, a.high].find(
    (end) =>
      end.leg === -1 &&
      at(a.vertical ? grid.ys : grid.xs, end.cross).kind === 'line' &&
      [b.low, b.high].some((other) => other.cross === end.cross && other.leg === 1),
  )?.cross;
