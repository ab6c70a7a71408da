import type { BoundaryEvent, Item, Level } from './model.js';

/** Distance of each boundary event from the middle of its host: the first at the right corner, the next to its left. */
export function boundaryOffsets(item: Item): readonly number[] {
  const count = item.boundaryEvents.length;
  const outer = item.width / 2 - 18;
  if (count <= 2) return item.boundaryEvents.map((_, index) => (index === 0 ? outer : -outer));
  const step = (2 * outer) / (count - 1);
  return item.boundaryEvents.map((_, index) => Math.round(outer - index * step));
}

/** A boundary event sits on the lower edge of its host, but on the upper one when it leads to a lane above. */
export const leavesUpwards = (host: Item, target: Item): boolean => target.lane < host.lane;

export interface PlacedBoundary extends BoundaryEvent {
  readonly host: Item;
  readonly offset: number;
  readonly up: boolean;
}

export function placeBoundaryEvents(level: Level): readonly PlacedBoundary[] {
  return level.items.flatMap((host) =>
    host.boundaryEvents.map((event, index) => {
      const flow = level.flows.find(({ boundary }) => boundary === event.id);
      const target = level.items.find(({ id }) => id === flow?.target);
      const up = target !== undefined && leavesUpwards(host, target);
      return { ...event, host, up, offset: boundaryOffsets(host)[index] ?? 0 };
    }),
  );
}
