import { boundaryOffsets } from './boundary.js';
import { at, entry, type Item, type Level } from './model.js';
import type { Ranks } from './ranks.js';
import type { Rows } from './rows.js';

/**
 * A line that flows may follow. A `channel` lies between columns (or rows) and has room for many flows side by side;
 * a `line` goes through the middle of a column or row, or down from a boundary event, and belongs to one flow at a time.
 */
export interface GridLine {
  readonly kind: 'channel' | 'line';
  /** Column (or row) of a line; for a channel the one after it. */
  readonly index: number;
  /** Distance from the middle of the column. */
  readonly offset: number;
  readonly lane: number;
  /** About where it will be, for comparing lengths. */
  readonly about: number;
}

export interface Place {
  readonly column: number;
  readonly row: number;
  readonly offset: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly xs: readonly GridLine[];
  readonly ys: readonly GridLine[];
  readonly places: ReadonlyMap<string, Place>;
  readonly columnWidths: readonly number[];
  /** Who stands at a crossing of lines; undefined where flows may pass. */
  readonly occupant: (x: number, y: number) => string | undefined;
  readonly xIndex: (kind: GridLine['kind'], column: number, offset?: number) => number;
  readonly yIndex: (row: number) => number;
}

const ABOUT_GAP = 45;
const ABOUT_ROW = 80;

export function makeGrid(level: Level, ranks: Ranks, rows: Rows): Grid {
  const regular = level.items.filter((item) => !item.isEventSubprocess);
  const places = new Map<string, Place>();
  for (const item of level.items) {
    const row = entry(rows.rowOf, item.id);
    const hung = ranks.hanging.get(item.id);
    const offset = hung === undefined ? 0 : hungOffset(level, hung);
    places.set(item.id, { column: ranks.columns.get(item.id) ?? 0, row, offset });
  }
  const columns = Math.max(0, ...regular.map(({ id }) => entry(places, id).column)) + 1;
  const columnWidths = Array.from({ length: columns }, (_, column) =>
    Math.max(36, ...regular.filter(({ id }) => entry(places, id).column === column).map(({ width }) => width)),
  );
  const xs = xLines(regular, places, columnWidths);
  const ys = yLines(rows.laneOf);
  const spans = new Map(level.items.map((item) => [item.id, item.isEventSubprocess ? reach(item, columnWidths) : 0]));
  const xIndex: Grid['xIndex'] = (kind, column, offset = 0) =>
    xs.findIndex((line) => line.kind === kind && line.index === column && line.offset === offset);
  const yIndex = (row: number): number => ys.findIndex((line) => line.kind === 'line' && line.index === row);
  const occupied = new Map<string, string>();
  for (const { id } of level.items) {
    const { column, row } = entry(places, id);
    const last = column + entry(spans, id);
    for (const [x, line] of xs.entries()) {
      const first = line.kind === 'line' ? column : column + 1;
      if (line.index >= first && line.index <= last) occupied.set(`${String(x)} ${String(yIndex(row))}`, id);
    }
  }
  const occupant = (x: number, y: number): string | undefined => occupied.get(`${String(x)} ${String(y)}`);
  return { columns, rows: rows.laneOf.length, xs, ys, places, columnWidths, occupant, xIndex, yIndex };
}

function hungOffset(level: Level, hung: { readonly host: string; readonly boundary: string }): number {
  const host = level.items.find(({ id }) => id === hung.host);
  const index = host?.boundaryEvents.findIndex(({ id }) => id === hung.boundary) ?? -1;
  return host === undefined ? 0 : at(boundaryOffsets(host), index);
}

/** The columns after the first that an event subprocess covers; `columns` when it is wider than all of them. */
function reach(item: Item, widths: readonly number[]): number {
  let covered = 0;
  for (const [column, width] of widths.entries()) {
    covered += width;
    if (covered >= item.width) return column;
    covered += 20;
  }
  return widths.length;
}

function xLines(items: readonly Item[], places: ReadonlyMap<string, Place>, widths: readonly number[]): GridLine[] {
  const lines: GridLine[] = [];
  let about = 0;
  for (const [column, width] of widths.entries()) {
    lines.push({ kind: 'channel', index: column, offset: 0, lane: 0, about: about + ABOUT_GAP / 2 });
    about += ABOUT_GAP;
    const here = items.filter(({ id }) => entry(places, id).column === column);
    const offsets = new Set([0, ...here.flatMap(boundaryOffsets), ...here.map(({ id }) => entry(places, id).offset)]);
    for (const offset of [...offsets].sort((a, b) => a - b)) {
      lines.push({ kind: 'line', index: column, offset, lane: 0, about: about + width / 2 + offset });
    }
    about += width;
  }
  lines.push({ kind: 'channel', index: widths.length, offset: 0, lane: 0, about: about + ABOUT_GAP / 2 });
  return lines;
}

function yLines(laneOf: readonly number[]): GridLine[] {
  const lines: GridLine[] = [];
  let about = 0;
  const channel = (index: number, lane: number): void => {
    lines.push({ kind: 'channel', index, offset: 0, lane, about: (about += 20) });
  };
  for (const [row, lane] of laneOf.entries()) {
    const before = laneOf[row - 1];
    if (before !== undefined && before !== lane) channel(row, before);
    channel(row, lane);
    lines.push({ kind: 'line', index: row, offset: 0, lane, about: (about += ABOUT_ROW / 2 + 10) });
    about += ABOUT_ROW / 2 - 10;
  }
  channel(laneOf.length, laneOf.at(-1) ?? 0);
  return lines;
}
