import { entry, type Flow, type Level } from './model.js';

export interface Ranks {
  /** Column of every item, from 0. */
  readonly columns: ReadonlyMap<string, number>;
  /** Flows that lead back into a loop. */
  readonly back: ReadonlySet<string>;
  /** Flows of the longest way through: the one that should lead straight on. */
  readonly main: ReadonlySet<string>;
  /** End events that belong under the boundary event that leads to them: same column as their host. */
  readonly hanging: ReadonlyMap<string, { readonly host: string; readonly boundary: string }>;
}

/** Longest path from the start, with the flows left out that close a loop in a depth-first walk. */
export function rank(level: Level): Ranks {
  const items = level.items.filter((item) => !item.isEventSubprocess);
  const outgoing = groupBy(level.flows, (flow) => flow.source);
  const incoming = groupBy(level.flows, (flow) => flow.target);
  const back = findBackFlows(
    items.map(({ id }) => id),
    outgoing,
    incoming,
  );
  const hanging = findHanging(level, outgoing, incoming);
  const columns = new Map<string, number>();
  const columnOf = (id: string): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    const hung = hanging.get(id);
    const before = (incoming.get(id) ?? []).filter((flow) => !back.has(flow.id) && flow.source !== id);
    const column =
      hung === undefined ? Math.max(-1, ...before.map(({ source }) => columnOf(source))) + 1 : columnOf(hung.host);
    columns.set(id, column);
    return column;
  };
  for (const { id } of items) columnOf(id);
  pullLateStarts(
    items.map(({ id }) => id),
    columns,
    outgoing,
    incoming,
    back,
  );
  return {
    columns,
    back,
    main: findMain(
      items.map(({ id }) => id),
      columns,
      outgoing,
      back,
    ),
    hanging,
  };
}

function findBackFlows(
  ids: readonly string[],
  outgoing: ReadonlyMap<string, readonly Flow[]>,
  incoming: ReadonlyMap<string, readonly Flow[]>,
): ReadonlySet<string> {
  const back = new Set<string>();
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (id: string): void => {
    open.add(id);
    for (const flow of outgoing.get(id) ?? []) {
      if (open.has(flow.target)) back.add(flow.id);
      else if (!done.has(flow.target)) visit(flow.target);
    }
    open.delete(id);
    done.add(id);
  };
  const starts = ids.filter((id) => !incoming.has(id));
  for (const id of [...starts, ...ids]) if (!done.has(id)) visit(id);
  return back;
}

function findHanging(
  level: Level,
  outgoing: ReadonlyMap<string, readonly Flow[]>,
  incoming: ReadonlyMap<string, readonly Flow[]>,
): Ranks['hanging'] {
  const hanging = new Map<string, { host: string; boundary: string }>();
  const laneOf = new Map(level.items.map((item) => [item.id, item.lane]));
  for (const { id, kind, lane } of level.items) {
    const [flow, ...others] = incoming.get(id) ?? [];
    if (kind !== 'event' || flow?.boundary === undefined || others.length > 0 || outgoing.has(id)) continue;
    if (laneOf.get(flow.source) === lane) hanging.set(id, { host: flow.source, boundary: flow.boundary });
  }
  return hanging;
}

/** The way from the first start that goes through the most items; boundary events do not lead it. */
function findMain(
  ids: readonly string[],
  columns: ReadonlyMap<string, number>,
  outgoing: ReadonlyMap<string, readonly Flow[]>,
  back: ReadonlySet<string>,
): ReadonlySet<string> {
  const lengths = new Map<string, number>();
  const next = new Map<string, Flow>();
  for (const id of ids.toSorted((a, b) => entry(columns, b) - entry(columns, a))) {
    for (const flow of outgoing.get(id) ?? []) {
      if (back.has(flow.id) || flow.boundary !== undefined) continue;
      const length = (lengths.get(flow.target) ?? 0) + 1;
      if (length <= (lengths.get(id) ?? 0)) continue;
      lengths.set(id, length);
      next.set(id, flow);
    }
  }
  const main = new Set<string>();
  for (let flow = next.get(ids[0] ?? ''); flow !== undefined; flow = next.get(flow.target)) main.add(flow.id);
  return main;
}

/** A start that is not the first stands just before what it leads to. */
function pullLateStarts(
  ids: readonly string[],
  columns: Map<string, number>,
  outgoing: ReadonlyMap<string, readonly Flow[]>,
  incoming: ReadonlyMap<string, readonly Flow[]>,
  back: ReadonlySet<string>,
): void {
  for (const id of ids) {
    if (incoming.has(id)) continue;
    const next = (outgoing.get(id) ?? []).filter((flow) => !back.has(flow.id));
    if (next.length > 0) columns.set(id, Math.min(...next.map(({ target }) => entry(columns, target))) - 1);
  }
}

export function groupBy<T>(list: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const group = groups.get(key(each));
    if (group === undefined) groups.set(key(each), [each]);
    else group.push(each);
  }
  return groups;
}
