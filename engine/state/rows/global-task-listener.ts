import type { GlobalTaskListenerEvent, Key } from '../../commands/requests.js';

/** A listener that takes part in the events of every user task. */
export interface GlobalTaskListenerRow {
  readonly globalTaskListenerKey: Key;
  readonly id: string;
  readonly type: string;
  readonly retries: number;
  readonly eventTypes: readonly GlobalTaskListenerEvent[];
  readonly afterNonGlobal: boolean;
  readonly priority: number;
  readonly source: 'API';
}
