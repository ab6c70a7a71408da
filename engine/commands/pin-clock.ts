import type { Execution } from '../elements/execution.js';
import { LATEST_TIME } from '../model/limits.js';
import { reject } from './rejection.js';

/** Lets the clock stand still at an instant (ms), or run again (null). */
export function pinClock(run: Execution, { pinnedAt }: { readonly pinnedAt: number | null }): void {
  if (pinnedAt === null) run.emit('clock-reset', { at: run.now });
  else if (Number.isSafeInteger(pinnedAt) && pinnedAt >= 0 && pinnedAt <= LATEST_TIME)
    run.emit('clock-pinned', { pinnedAt });
  else {
    const reason = `Expected the timestamp to be a whole number of milliseconds up to the year 9999, not negative, but it is '${String(pinnedAt)}'`;
    throw reject('PIN', 'INVALID_ARGUMENT', reason);
  }
}
