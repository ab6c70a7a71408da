import type { Execution } from '../elements/execution.js';
import { reject } from './rejection.js';

/** Lets the clock stand still at an instant (ms), or run again (null). */
export function pinClock(run: Execution, { pinnedAt }: { readonly pinnedAt: number | null }): void {
  if (pinnedAt === null) run.emit('clock-reset', { at: run.now });
  else if (Number.isSafeInteger(pinnedAt) && pinnedAt >= 0) run.emit('clock-pinned', { pinnedAt });
  else {
    const reason = `Expected the timestamp to be a whole number of milliseconds, not negative, but it is '${String(pinnedAt)}'`;
    throw reject('PIN', 'INVALID_ARGUMENT', reason);
  }
}
