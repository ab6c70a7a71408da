import type { Grid } from './grid.js';
import { at, entry, type Level } from './model.js';
import type { Room } from './room.js';

/** What a level is fitted into. */
export interface Frame {
  /** Least distance between columns. */
  readonly gap: number;
  /** Kept free above the first row, for the name of a subprocess. */
  readonly header: number;
  /** Added between rows and columns where the names found no room. */
  readonly slack: number;
}

export interface Coordinates {
  readonly width: number;
  readonly height: number;
  readonly columnCenters: readonly number[];
  readonly rowCenters: readonly number[];
  readonly lanes: readonly { readonly y: number; readonly height: number }[];
  /** Coordinate of a track of a channel. */
  readonly track: (vertical: boolean, channel: number, track: number) => number;
}

const TRACK = 12;
const ARROW = 6;
const MARGIN = 24;

interface Channel {
  readonly from: number;
  readonly size: number;
  readonly count: number;
}

export function assignCoordinates(
  level: Level,
  grid: Grid,
  room: Room,
  tracks: ReadonlyMap<string, number>,
  frame: Frame,
): Coordinates {
  const channels = new Map<string, Channel>();
  const columnCenters: number[] = [];
  let x = 0;
  for (const [index, line] of grid.xs.entries()) {
    if (line.kind === 'line') {
      if (line.offset !== 0) continue;
      const width = at(grid.columnWidths, line.index);
      columnCenters.push(x + width / 2);
      x += width;
      continue;
    }
    const count = tracks.get(`x${String(index)}`) ?? 0;
    const [before, after] = [room.right[line.index - 1] ?? 0, room.left[line.index] ?? 0];
    const outer = line.index === 0 || line.index === grid.columns;
    const lanes = count === 0 ? ARROW : (count + 1) * TRACK + ARROW;
    const size = even(Math.max(outer ? MARGIN : frame.gap, before + after + lanes) + (outer ? 0 : frame.slack));
    channels.set(`x${String(index)}`, { from: x + before, size: size - before - after, count });
    x += size;
  }
  const widest = level.items.filter((item) => item.isEventSubprocess).map(({ id, width }) => ({ id, width }));
  const left = at(columnCenters, 0) - at(grid.columnWidths, 0) / 2;
  const width = Math.max(x, ...widest.map((item) => left + item.width + MARGIN));

  const rowCenters: number[] = [];
  const lanes = level.laneNames.map(() => ({ y: -1, height: 0 }));
  let y = 0;
  for (const [index, line] of grid.ys.entries()) {
    const lane = at(lanes, line.lane);
    if (lane.y < 0) lane.y = y;
    if (line.kind === 'line') {
      const [up, down] = [at(room.up, line.index) + frame.slack / 2, at(room.down, line.index) + frame.slack / 2];
      y = even(y + up);
      rowCenters.push(y);
      y = even(y + down);
    } else {
      const border = grid.ys[index - 1]?.lane !== line.lane || grid.ys[index + 1]?.lane !== line.lane;
      const count = tracks.get(`y${String(index)}`) ?? 0;
      const header = index === 0 ? frame.header : 0;
      const stretch = border ? laneStretch(level, grid, room, line.lane) / 2 : 0;
      const size = even((count === 0 ? (border ? TRACK : TRACK / 2) : (count + 1) * TRACK) + header + stretch);
      channels.set(`y${String(index)}`, { from: y + header, size: size - header, count });
      y += size;
    }
    lane.height = y - lane.y;
  }
  const track: Coordinates['track'] = (vertical, channel, number) => {
    const { from, size, count } = entry(channels, `${vertical ? 'x' : 'y'}${String(channel)}`);
    const pitch = Math.min(size / (count + 1), 2 * TRACK);
    return Math.round(from + size / 2 + (number - (count - 1) / 2) * pitch);
  };
  return { width: even(width), height: y, columnCenters, rowCenters, lanes, track };
}

/** A lane is at least so high that its name, written upwards, fits. */
function laneStretch(level: Level, grid: Grid, room: Room, lane: number): number {
  const name = level.laneNames[lane] ?? '';
  const rows = grid.ys.filter((line) => line.kind === 'line' && line.lane === lane);
  const content = rows.reduce((sum, { index }) => sum + at(room.up, index) + at(room.down, index), 0);
  return Math.max(0, name.length * 12 + 20 - content - 2 * TRACK);
}

const even = (value: number): number => 2 * Math.ceil(value / 2);
