import { placeBoundaryEvents } from './boundary.js';
import type { Grid } from './grid.js';
import { at, entry, type Item, type Level } from './model.js';
import { directionOf, type Direction, type Route } from './traffic.js';

/** How far what stands in a column (or row) reaches, its names included. */
export interface Room {
  /** Per column: beyond its left and right edge. */
  readonly left: number[];
  readonly right: number[];
  /** Per row: above and below its middle. */
  readonly up: number[];
  readonly down: number[];
}

export type LabelSide = 'above' | 'below';

export const GAP = 5;

/** The side of a shape where its name stands: below an event, above a gateway, unless flows are there. */
export function labelSide(item: Item, routes: readonly Route[]): LabelSide {
  const used = new Set(routes.flatMap((route) => portsAt(item, route)));
  if (item.kind === 'gateway') return used.has(3) && !used.has(1) ? 'below' : 'above';
  return used.has(1) && !used.has(3) ? 'above' : 'below';
}

function portsAt(item: Item, { flow, nodes }: Route): readonly Direction[] {
  const ports: Direction[] = [];
  if (flow.source === item.id && flow.boundary === undefined) ports.push(directionOf(at(nodes, 0), at(nodes, 1)));
  if (flow.target === item.id) ports.push(directionOf(at(nodes, nodes.length - 1), at(nodes, nodes.length - 2)));
  return ports;
}

export function measureRoom(level: Level, grid: Grid, routes: readonly Route[]): Room {
  const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
  const room: Room = {
    left: zeros(grid.columns),
    right: zeros(grid.columns),
    up: zeros(grid.rows),
    down: zeros(grid.rows),
  };
  const widen = (list: number[], index: number, need: number): void => {
    list[index] = Math.max(list[index] ?? 0, need);
  };
  for (const item of level.items) {
    const { column, row, offset } = entry(grid.places, item.id);
    const half = at(grid.columnWidths, column) / 2;
    widen(room.up, row, item.height / 2);
    widen(room.down, row, item.height / 2);
    if (item.label === undefined) continue;
    const side = labelSide(item, routes);
    widen(side === 'above' ? room.up : room.down, row, item.height / 2 + item.label.height + 2 * GAP);
    widen(room.left, column, item.label.width / 2 - offset - half + GAP);
    widen(room.right, column, item.label.width / 2 + offset - half + GAP);
  }
  for (const event of placeBoundaryEvents(level)) {
    const { column, row } = entry(grid.places, event.host.id);
    const label = event.label ?? { width: 0, height: 0 };
    widen(event.up ? room.up : room.down, row, event.host.height / 2 + 18 + label.height + GAP);
    widen(room.right, column, event.offset + 2 * GAP + label.width - at(grid.columnWidths, column) / 2);
  }
  for (const { flow, nodes } of routes) {
    const source = level.items.find(({ id }) => id === flow.source);
    if (flow.label === undefined || source === undefined) continue;
    const { column, row } = entry(grid.places, flow.source);
    const half = at(grid.columnWidths, column) / 2;
    const direction = directionOf(at(nodes, 0), at(nodes, 1));
    const reach = source.width / 2 + flow.label.width + 2 * GAP - half;
    if (direction === 0) widen(room.right, column, reach);
    if (direction === 2) widen(room.left, column, reach);
    if (direction % 2 === 0) continue;
    widen(room.right, column, flow.label.width + 2 * GAP - half);
    widen(direction === 1 ? room.down : room.up, row, source.height / 2 + flow.label.height + 2 * GAP);
  }
  return room;
}
