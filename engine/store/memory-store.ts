import type { Pool } from 'pg';
import { State } from '../state/state.js';
import { NO_HISTORY } from './history.js';
import { FIRST_KEY } from './store.js';
import type { Opened, Store } from './store.js';

/** Forgets everything when the process ends. */
export class MemoryStore implements Store {
  readonly schema = '';
  readonly history = NO_HISTORY;
  onLost: () => void = () => undefined;

  get pool(): Pool {
    throw new Error('this engine runs in memory only: give it a pool or a databaseUrl to search in it');
  }

  open(): Promise<Opened> {
    return Promise.resolve({ state: new State(), nextKey: FIRST_KEY });
  }

  commit(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
