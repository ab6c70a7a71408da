import type { State } from '../../state/state.js';

/** All live rows by table, in an order that depends on nothing but their values: equal states give equal contents. */
export function contents(state: State): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.entries(state.tables).map(([name, table]) => [
      name,
      [...table.all()]
        .map((row) => ({ row, sorted: canonical(row) }))
        .sort((one, other) => (one.sorted < other.sorted ? -1 : 1))
        .map(({ row }) => row),
    ]),
  );
}

/** JSON with the members of each object in the order of their names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}
