import type { Box, Point } from './model.js';

export const meets = (a: Box, b: Box, margin = 0): boolean =>
  a.x < b.x + b.width + margin &&
  b.x < a.x + a.width + margin &&
  a.y < b.y + b.height + margin &&
  b.y < a.y + a.height + margin;

export const centred = (x: number, y: number, size: { readonly width: number; readonly height: number }): Box => ({
  x: x - size.width / 2,
  y: y - size.height / 2,
  width: size.width,
  height: size.height,
});

export const moved = <T extends Point>(point: T, by: Point): T => ({ ...point, x: point.x + by.x, y: point.y + by.y });

/** The straight pieces of a polyline as thin boxes. */
export const piecesOf = (points: readonly Point[]): readonly Box[] =>
  points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x) + 1,
      height: Math.abs(from.y - to.y) + 1,
    };
  });
