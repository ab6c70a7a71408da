import type { BoundaryEvent, Item, Level } from './model.js';

/** Distance of each boundary event from the middle of its host: on each edge the first at the right corner. */
export function boundaryOffsets(item: Item): readonly number[] {
  const outer = item.width / 2 - 18;
  return item.boundaryEvents.map((event) => {
    const edge = item.boundaryEvents.filter(({ up }) => up === event.up);
    const step = (2 * outer) / Math.max(edge.length - 1, 1);
    return Math.round(outer - edge.indexOf(event) * step);
  });
}

export interface PlacedBoundary extends BoundaryEvent {
  readonly host: Item;
  readonly offset: number;
}

export const placeBoundaryEvents = (level: Level): readonly PlacedBoundary[] =>
  level.items.flatMap((host) => {
    const offsets = boundaryOffsets(host);
    return host.boundaryEvents.map((event, index) => ({ ...event, host, offset: offsets[index] ?? 0 }));
  });
