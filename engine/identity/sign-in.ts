import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { basicCredentials } from '../gateway/authentication.js';
import type { Authenticate, User } from '../gateway/authentication.js';
import { IDENTIFIER } from '../model/limits.js';
import type { Identity } from './identity.js';
import { NOBODYS_HASH, isPassword } from './passwords.js';
import type { Principal } from './principals.js';

/** Passwords that are tried out at the same time: hashing must leave threads for everything else. */
const AT_ONCE = 2;

/** HTTP Basic against the users of the cluster; what they may do is what the authorizations say. */
export function identityAuthentication(identity: Identity): Authenticate {
  const checked = new CheckedPasswords();
  return async (caller) => {
    const credentials = basicCredentials(caller);
    if (credentials === undefined || !IDENTIFIER.test(credentials.username)) return undefined;
    const { username, password } = credentials;
    // The same work for those who exist and for those who do not, so that the time taken tells nothing.
    const stored = await identity.principals.passwordHash(username);
    const isRight = await checked.isRight(password, stored ?? NOBODYS_HASH);
    if (!isRight || stored === null) return undefined;
    const principal = await identity.principals.find(username);
    return principal === null ? undefined : toUser(principal);
  };
}

function toUser({ username, name, email, groups, roles, tenants, rights }: Principal): User {
  return {
    username,
    displayName: name ?? undefined,
    email: email ?? undefined,
    groups,
    roles,
    tenants,
    rights,
    actsForOthers: true,
    isAudited: true,
  };
}

/**
 * Workers send their password with every request: one that was right is remembered, as a digest that is worth nothing
 * outside of this process, for as long as the stored hash is the same.
 */
class CheckedPasswords {
  readonly #key = randomBytes(32);
  /** Digest of the right password by stored hash. */
  readonly #digests = new Map<string, Buffer>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  async isRight(password: string, stored: string): Promise<boolean> {
    const digest = createHmac('sha256', this.#key).update(password, 'utf8').digest();
    const known = this.#digests.get(stored);
    if (known !== undefined && timingSafeEqual(known, digest)) return true;
    if (!(await this.#inTurn(() => isPassword(password, stored)))) return false;
    if (this.#digests.size >= MOST_REMEMBERED) this.#digests.clear();
    this.#digests.set(stored, digest);
    return true;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}

const MOST_REMEMBERED = 10_000;
