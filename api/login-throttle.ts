/** Wrong attempts that are free, per name and address; each further one doubles the wait. */
const FREE_ATTEMPTS = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** An attempt is forgotten after this time without another. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;
/**
 * Wrong attempts of one address over all names: so many at once, then one each minute. A whole office shares an address
 * and may mistype; somebody who tries one password on every name gets nowhere.
 */
const ADDRESS_ATTEMPTS = 40;
const ADDRESS_FORGETS_ONE_MS = 60_000;
/** Names and addresses remembered; an attacker who tries more pushes out the oldest, not the memory. */
const REMEMBERED = 10_000;

interface Failures {
  readonly count: number;
  readonly last: number;
}

export interface LoginThrottle {
  /** Milliseconds until this name may be tried again from this address; 0 = now. */
  waitMs(name: string, address: string): number;
  /** Counts an attempt as wrong until it proves right: those tried at the same moment count as well. */
  attempted(name: string, address: string): void;
  succeeded(name: string, address: string): void;
}

/** Remembers the newest failures, and only so many. */
class Memory {
  readonly #failures = new Map<string, Failures>();

  get(key: string): Failures {
    return this.#failures.get(key) ?? { count: 0, last: 0 };
  }

  set(key: string, failures: Failures): void {
    this.#failures.delete(key);
    this.#failures.set(key, failures);
    const oldest = this.#failures.size > REMEMBERED ? this.#failures.keys().next().value : undefined;
    if (oldest !== undefined) this.#failures.delete(oldest);
  }

  delete(key: string): void {
    this.#failures.delete(key);
  }
}

/** Slows down guessing of passwords and access codes. `realTime` in ms since 1970. */
export function createLoginThrottle(realTime: () => number): LoginThrottle {
  const names = new Memory();
  const addresses = new Memory();
  const keyOf = (name: string, address: string) => JSON.stringify([name.toLowerCase(), address]);
  const ofName = (key: string): Failures => {
    const known = names.get(key);
    return realTime() - known.last < FORGOTTEN_AFTER_MS ? known : { count: 0, last: 0 };
  };
  const ofAddress = (address: string): number => {
    const { count, last } = addresses.get(address);
    return Math.max(0, count - (realTime() - last) / ADDRESS_FORGETS_ONE_MS);
  };
  const nameWait = (key: string): number => {
    const { count, last } = ofName(key);
    if (count < FREE_ATTEMPTS) return 0;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_ATTEMPTS));
    return Math.max(0, last + wait - realTime());
  };
  return {
    waitMs(name, address) {
      const addressWait = Math.max(0, ofAddress(address) - (ADDRESS_ATTEMPTS - 1)) * ADDRESS_FORGETS_ONE_MS;
      return Math.max(nameWait(keyOf(name, address)), addressWait);
    },
    attempted(name, address) {
      const key = keyOf(name, address);
      names.set(key, { count: ofName(key).count + 1, last: realTime() });
      addresses.set(address, { count: ofAddress(address) + 1, last: realTime() });
    },
    succeeded(name, address) {
      names.delete(keyOf(name, address));
      addresses.set(address, { count: Math.max(0, ofAddress(address) - 1), last: realTime() });
    },
  };
}
