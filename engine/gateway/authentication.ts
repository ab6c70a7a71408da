import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Tenant } from '../identity/principals.js';
import type { Rights } from '../identity/rights.js';

/** What a user may call: reading, people's work on user tasks, or running the engine. */
export type Permission = 'read' | 'work-on-tasks' | 'operate';

/** What a request tells of its sender; over gRPC these are its metadata. */
export interface Caller {
  readonly headers: IncomingHttpHeaders;
}

/** Who sends a request. */
export interface User {
  readonly username: string;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly tenants?: readonly Tenant[] | undefined;
  /** What the user may call; left out: everything. */
  readonly permissions?: readonly Permission[] | undefined;
  /**
   * May assign, change and complete user tasks of others, as an administrator of a Camunda cluster may. Everybody else
   * takes tasks only for themselves and completes only what is assigned to them.
   */
  readonly actsForOthers?: boolean | undefined;
  /** What they do is written to the audit log; left out: false. */
  readonly isAudited?: boolean | undefined;
  /** What the authorizations of the cluster allow; left out: they are not asked. */
  readonly rights?: Rights | undefined;
}

/** Answers who the caller is, or undefined: then the request is refused with 401. */
export type Authenticate = (request: Caller) => Promise<User | undefined>;

export interface UserWithPassword extends Omit<User, 'username'> {
  readonly password: string;
}

/** HTTP Basic against a fixed list of users. */
export function basicAuthentication(users: Readonly<Record<string, UserWithPassword>>): Authenticate {
  return (request) => {
    const credentials = basicCredentials(request);
    if (credentials === undefined) return Promise.resolve(undefined);
    const known = Object.hasOwn(users, credentials.username) ? users[credentials.username] : undefined;
    // Compared even for an unknown name, so that the time taken tells nothing.
    const matches = isSame(credentials.password, known?.password ?? '');
    if (known === undefined || !matches) return Promise.resolve(undefined);
    return Promise.resolve({ ...known, password: undefined, username: credentials.username });
  };
}

/** Name and password of the `authorization` header; undefined when it carries none. */
export function basicCredentials(request: Caller): { username: string; password: string } | undefined {
  const match = /^basic\s+([A-Za-z0-9+/=_-]+)$/i.exec(request.headers.authorization ?? '');
  const [, encoded = ''] = match ?? [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 1 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(expected));
}
