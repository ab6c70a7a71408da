import type { Engine } from '../engine.js';
import { identityAuthentication } from '../identity/sign-in.js';
import { basicAuthentication } from './authentication.js';
import type { Authenticate, UserWithPassword } from './authentication.js';

/** Where the accounts come from: one of these, or none, and then everybody may do everything. */
export interface Accounts {
  /** A fixed list for HTTP Basic. */
  readonly users?: Readonly<Record<string, UserWithPassword>> | undefined;
  /** Accounts of the embedding application. */
  readonly authenticate?: Authenticate | undefined;
  /** The users of the cluster sign in by HTTP Basic, and its authorizations say what they may do. */
  readonly identity?: boolean | undefined;
}

/** undefined: nobody is asked who they are. */
export function authenticationOf(engine: Engine, accounts: Accounts): Authenticate | undefined {
  const { users, authenticate, identity = false } = accounts;
  if ([users !== undefined, authenticate !== undefined, identity].filter(Boolean).length > 1)
    throw new Error('expected only one of users, authenticate and identity');
  if (identity) return identityAuthentication(engine.identity);
  return authenticate ?? (users && basicAuthentication(users));
}

/** Who may sign in is what the table of users says, so the first of them may be made by anybody. */
export function managesUsers({ users, authenticate }: Accounts): boolean {
  return users === undefined && authenticate === undefined;
}
