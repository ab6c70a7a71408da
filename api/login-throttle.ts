/** Wrong attempts that are free, per name and address; each further one doubles the wait. */
const FREE_ATTEMPTS = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** An attempt is forgotten after this time without another. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;
/** Names tried at once; an attacker who tries more pushes out the oldest, not the memory. */
const KEPT_NAMES = 10_000;

interface Failures {
  readonly count: number;
  readonly last: number;
}

export interface LoginThrottle {
  /** Milliseconds until this name may be tried again from this address; 0 = now. */
  waitMs(name: string, address: string): number;
  failed(name: string, address: string): void;
  succeeded(name: string, address: string): void;
}

/** Slows down guessing of passwords and access codes. `realTime` in ms since 1970. */
export function createLoginThrottle(realTime: () => number): LoginThrottle {
  const failures = new Map<string, Failures>();
  const keyOf = (name: string, address: string) => JSON.stringify([name.toLowerCase(), address]);
  const current = (key: string): Failures => {
    const known = failures.get(key);
    return known && realTime() - known.last < FORGOTTEN_AFTER_MS ? known : { count: 0, last: 0 };
  };
  return {
    waitMs(name, address) {
      const { count, last } = current(keyOf(name, address));
      if (count < FREE_ATTEMPTS) return 0;
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_ATTEMPTS));
      return Math.max(0, last + wait - realTime());
    },
    failed(name, address) {
      const key = keyOf(name, address);
      const count = current(key).count + 1;
      failures.delete(key);
      failures.set(key, { count, last: realTime() });
      const oldest = failures.size > KEPT_NAMES ? failures.keys().next().value : undefined;
      if (oldest !== undefined) failures.delete(oldest);
    },
    succeeded(name, address) {
      failures.delete(keyOf(name, address));
    },
  };
}
