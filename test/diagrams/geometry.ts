import type { Bounds, Diagram, Edge } from '../../app/diagrams/read-diagram.js';

type Point = Edge['waypoints'][number];

export const overlaps = (a: Bounds, b: Bounds): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const contains = (outer: Bounds, inner: Bounds): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** The rectangle a straight piece of a flow covers; half a unit thick, so that it can be hit. */
export const segmentsOf = ({ waypoints }: Edge): readonly Bounds[] =>
  waypoints.slice(1).map((to, index) => between(waypoints[index] ?? to, to));

const between = (from: Point, to: Point): Bounds => ({
  x: Math.min(from.x, to.x),
  y: Math.min(from.y, to.y),
  width: Math.max(Math.abs(from.x - to.x), 0.5),
  height: Math.max(Math.abs(from.y - to.y), 0.5),
});

export const isSlanted = ({ waypoints }: Edge): boolean =>
  waypoints.slice(1).some((to, index) => {
    const from = waypoints[index] ?? to;
    return from.x !== to.x && from.y !== to.y;
  });

/** Is `id` drawn inside, or attached to the edge of, `outer`? Then the two shapes are meant to meet. */
export function belongsTo(diagram: Diagram, id: string, outer: string): boolean {
  const node = diagram.nodes.find((each) => each.id === id);
  if (node === undefined) return false;
  const around = [node.parentId, node.attachedTo].filter((each) => each !== undefined);
  return around.some((each) => each === outer || belongsTo(diagram, each, outer));
}

/** Do two flows lie on one another for a stretch, beyond what flows of one source (or one target) share at its end? */
export function lieTogether(a: Edge, b: Edge): boolean {
  const shared = segmentsOf(a).flatMap((one) => segmentsOf(b).flatMap((other) => common(one, other)));
  if (shared.length === 0) return false;
  const merges = a.target === b.target && shared.every((piece) => isAtEnd(a, piece) && isAtEnd(b, piece));
  const forks = a.source === b.source && shared.every((piece) => isAtEnd(reversed(a), piece));
  return !merges && !forks;
}

const reversed = (edge: Edge): Edge => ({ ...edge, waypoints: edge.waypoints.toReversed() });

const isAtEnd = (edge: Edge, piece: Bounds): boolean => {
  const last = segmentsOf(edge).at(-1);
  return last !== undefined && overlaps(last, piece);
};

function common(a: Bounds, b: Bounds): readonly Bounds[] {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 && Math.max(width, height) > 1 ? [{ x, y, width, height }] : [];
}

/** Does a point lie on the border of a shape, in the middle of a round or slanted one's side? */
export function isOnBorder({ x, y, width, height }: Bounds, point: Point): boolean {
  const inX = point.x >= x && point.x <= x + width;
  const inY = point.y >= y && point.y <= y + height;
  return (inX && (point.y === y || point.y === y + height)) || (inY && (point.x === x || point.x === x + width));
}
