import { createHash } from 'node:crypto';
import type { Database } from '../db/database.js';
import { forgetFailuresBefore, lockFailures, saveFailures } from '../db/repositories/login-attempts.repository.js';
import type { Failures } from '../db/repositories/login-attempts.repository.js';

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
const TIDY_EVERY_MS = 60_000;

export interface LoginThrottle {
  /**
   * Counts an attempt as wrong until it proves right, those tried at the same moment in whatever process too; answers 0.
   * Or, uncounted, the milliseconds until this name may be tried again from this address.
   */
  admit(name: string, address: string): Promise<number>;
  succeeded(name: string, address: string): Promise<void>;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What was tried is nobody's business: only hashes are kept. */
const keysOf = (name: string, address: string) =>
  ({
    byName: `name:${digest(JSON.stringify([name.toLowerCase(), address]))}`,
    byAddress: `address:${digest(address)}`,
  }) as const;

const nameCount = ({ count, last }: Failures, now: number): number => (now - last < FORGOTTEN_AFTER_MS ? count : 0);
const addressCount = ({ count, last }: Failures, now: number): number =>
  Math.max(0, count - (now - last) / ADDRESS_FORGETS_ONE_MS);

function waitMs(name: Failures, address: Failures, now: number): number {
  const addressWait = Math.max(0, addressCount(address, now) - (ADDRESS_ATTEMPTS - 1)) * ADDRESS_FORGETS_ONE_MS;
  const excess = nameCount(name, now) - FREE_ATTEMPTS;
  if (excess < 0) return addressWait;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** excess);
  return Math.max(0, name.last + wait - now, addressWait);
}

/** Slows down guessing of passwords and access codes, counted in the database. `realTime` in ms since 1970. */
export function createLoginThrottle(db: Database, realTime: () => number): LoginThrottle {
  let tidied = 0;
  return {
    async admit(name, address) {
      const { byName, byAddress } = keysOf(name, address);
      const now = realTime();
      if (now - tidied > TIDY_EVERY_MS) {
        tidied = now;
        await db.transaction((tx) => forgetFailuresBefore(tx, now - FORGOTTEN_AFTER_MS));
      }
      return db.transaction(async (tx) => {
        const [ofName, ofAddress] = await lockFailures(tx, byName, byAddress);
        const wait = waitMs(ofName, ofAddress, now);
        if (wait > 0) return wait;
        await saveFailures(tx, {
          [byName]: { count: nameCount(ofName, now) + 1, last: now },
          [byAddress]: { count: addressCount(ofAddress, now) + 1, last: now },
        });
        return 0;
      });
    },
    async succeeded(name, address) {
      const { byName, byAddress } = keysOf(name, address);
      const now = realTime();
      await db.transaction(async (tx) => {
        const [, ofAddress] = await lockFailures(tx, byName, byAddress);
        await saveFailures(tx, {
          [byName]: { count: 0, last: now },
          [byAddress]: { count: Math.max(0, addressCount(ofAddress, now) - 1), last: now },
        });
      });
    },
  };
}
