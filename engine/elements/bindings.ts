import type { Key } from '../commands/requests.js';
import type { BindingType } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import { latest, rowsOf } from '../state/state.js';
import type { Table } from '../state/table.js';
import type { Execution } from './execution.js';

interface Versioned {
  readonly version: number;
  readonly state: 'ACTIVE' | 'DELETED';
  readonly deploymentKey: Key;
  readonly versionTag: string | null;
}

/** How a diagram says which version it means. */
interface Binding {
  readonly binding: BindingType;
  readonly versionTag: string | null;
}

/** Of the versions with these keys the one that is meant right now by an element, if it is there. */
export function boundVersion<Row extends Versioned>(
  run: Execution,
  instance: ElementInstanceRow,
  { binding, versionTag }: Binding,
  versions: { readonly table: Table<Row>; readonly keys: Iterable<Key> },
): Row | undefined {
  if (binding === 'latest') return latest(versions.table, versions.keys);
  const active = rowsOf(versions.table, versions.keys).filter(({ state }) => state === 'ACTIVE');
  if (binding === 'versionTag') return active.findLast((row) => row.versionTag === versionTag);
  const caller = run.state.definitions.require(instance.processDefinitionKey);
  return active.find(({ deploymentKey }) => deploymentKey === caller.deploymentKey);
}
