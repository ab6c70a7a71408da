import { meets, piecesOf } from './geometry.js';
import type { Box, Point, Size } from './model.js';
import { GAP } from './room.js';

/** Places names where nothing else is; counts those that found no free place. */
export class LabelPlacer {
  private readonly taken: Box[];
  private readonly lines: readonly Box[];
  crowded = 0;

  constructor(
    shapes: readonly Box[],
    edges: readonly (readonly Point[])[],
    private readonly frame: Box,
    borders: readonly number[],
  ) {
    this.taken = [...shapes];
    const across = borders.map((y) => ({ x: frame.x, y, width: frame.width, height: 1 }));
    this.lines = [...edges.flatMap(piecesOf), ...across];
  }

  place(candidates: readonly Box[]): Box | undefined {
    const rounded = candidates.map((box) => ({ ...box, x: Math.round(box.x), y: Math.round(box.y) }));
    let best = rounded[0];
    let least = Infinity;
    for (const box of rounded) {
      const hits = this.hits(box);
      if (hits < least) [best, least] = [box, hits];
      if (hits === 0) break;
    }
    if (least > 0) this.crowded++;
    if (best !== undefined) this.taken.push(best);
    return best;
  }

  private hits(box: Box): number {
    const { x, y, width, height } = this.frame;
    const outside = box.x < x || box.y < y || box.x + box.width > x + width || box.y + box.height > y + height;
    const on = this.taken.filter((other) => meets(box, other, 1)).length;
    return on + this.lines.filter((line) => meets(box, line, 1)).length + (outside ? 1 : 0);
  }
}

/** Places for the name of an event or gateway: the preferred side, the other, the corners, then farther away. */
export function namePlaces(shape: Box, size: Size, side: 'above' | 'below', isBoundary: boolean): readonly Box[] {
  const [x, y] = [shape.x + shape.width / 2, shape.y + shape.height / 2];
  const box = (left: number, top: number): Box => ({ x: left, y: top, ...size });
  const above = (distance: number): number => shape.y - size.height - distance;
  const below = (distance: number): number => shape.y + shape.height + distance;
  const both = (distance: number): readonly number[] =>
    side === 'above' ? [above(distance), below(distance)] : [below(distance), above(distance)];
  const places = isBoundary ? [] : both(GAP).map((top) => box(x - size.width / 2, top));
  const near = isBoundary ? [1, -4, -8] : [1, -6, -12];
  for (const distance of [...near, 6, 12, 20, 30]) {
    for (const top of both(distance)) places.push(box(x + GAP, top), box(x - size.width - GAP, top));
  }
  for (const shift of [0, -14, 14]) {
    places.push(box(shape.x + shape.width + GAP, y - size.height / 2 + shift));
    places.push(box(shape.x - size.width - GAP, y - size.height / 2 + shift));
  }
  return places;
}

/** Places for the name of a flow: beside its first stretch, as near to the source as there is room. */
export function flowNamePlaces(points: readonly Point[], size: Size): readonly Box[] {
  const places: Box[] = [];
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index] ?? to;
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    const isLevel = from.y === to.y;
    const onwards = isLevel ? Math.sign(to.x - from.x) : Math.sign(to.y - from.y);
    for (let along = 3; along < Math.max(length, 4); along += 6) {
      if (isLevel) {
        const x = onwards > 0 ? from.x + along : from.x - along - size.width;
        places.push({ x, y: from.y - size.height - 3, ...size }, { x, y: from.y + 4, ...size });
      } else {
        const y = onwards > 0 ? from.y + along : from.y - along - size.height;
        places.push({ x: from.x + GAP, y, ...size }, { x: from.x - size.width - GAP, y, ...size });
      }
    }
  }
  return places;
}
