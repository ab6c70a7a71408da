import type { Pool } from 'pg';
import type { State, TableName } from '../state/state.js';
import type { RowChange } from '../state/table.js';
import type { History } from './history.js';

/** Everything that has changed since the last commit. */
export interface Batch {
  readonly changes: readonly {
    readonly table: TableName;
    readonly rows: readonly RowChange<object>[];
  }[];
  /** Set when the block of keys has been raised. */
  readonly nextKey: number | null;
}

export interface Opened {
  readonly state: State;
  /** First key that has never been handed out. */
  readonly nextKey: number;
}

/** Where the state survives. */
export interface Store {
  readonly pool: Pool;
  readonly schema: string;
  readonly history: History;
  /** Set by the engine: called when the store is lost while nothing is being written. */
  onLost: () => void;
  /** Takes the store for this process alone and reads the live state; also called again after a failed commit. */
  open(): Promise<Opened>;
  /** Writes all of it or nothing. */
  commit(batch: Batch): Promise<void>;
  close(): Promise<void>;
}

/** Keys begin where Zeebe's first partition begins. */
export const FIRST_KEY = 2 ** 51 + 1;
