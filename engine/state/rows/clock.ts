import type { Key } from '../../commands/requests.js';

/** The one row that says where a pinned clock stands. */
export const CLOCK_KEY = '1';

export interface ClockRow {
  readonly id: Key;
  readonly pinnedAt: number;
}
