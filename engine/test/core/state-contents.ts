import type { State } from '../../state/state.js';

/** All live rows by table, in the order of their keys: equal states give equal contents. */
export function contents(state: State): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.entries(state.tables).map(([name, table]) => [
      name,
      [...table.all()].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    ]),
  );
}
