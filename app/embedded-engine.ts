import { timingSafeEqual } from 'node:crypto';
import { Engine } from '@expropriation/engine';
import { basicCredentials, createRestApp } from '@expropriation/engine/rest';
import type { Authenticate, User } from '@expropriation/engine/rest';
import type { Logger } from 'pino';
import { verifyEngineToken } from '../api/engine-token.js';
import type { Database } from '../db/database.js';
import { findAccountByUsername, rolesOn } from '../db/repositories/accounts.repository.js';
import { workers } from '../workers/index.js';
import { refuseUnknownJobTypes } from './known-job-types.js';
import { listen } from './listen.js';
import type { Listening } from './listen.js';

/** The user name under which workers, relay and API call the engine in the application's own name. */
export const APPLICATION_USER = 'application';

interface EmbeddedEngineOptions {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  readonly applicationPassword: string;
  readonly log: Logger;
}

const same = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Who calls the engine: the application (which runs processes but works on nobody's tasks), or a person with the
 * token that the API made at sign-in (who takes and completes only own tasks).
 */
function authenticator({ database, secret, applicationPassword }: EmbeddedEngineOptions): Authenticate {
  const people = new People(database);
  return async (request) => {
    const credentials = basicCredentials(request);
    if (credentials === undefined) return undefined;
    const { username, password } = credentials;
    if (username === APPLICATION_USER) {
      return same(password, applicationPassword) ? { username, permissions: ['read', 'operate'] } : undefined;
    }
    return verifyEngineToken(secret, username, password, Date.now()) ? people.find(username) : undefined;
  };
}

/** How long what is known of a person is believed, in ms: every act is checked against the database itself anyway. */
const BELIEVED_MS = 2000;

/** The accounts as the engine sees them, asked for once in a while. */
class People {
  readonly #known = new Map<string, { readonly user: Promise<User | undefined>; readonly until: number }>();

  constructor(private readonly database: Database) {}

  find(username: string): Promise<User | undefined> {
    const known = this.#known.get(username);
    if (known !== undefined && known.until > performance.now()) return known.user;
    const user = this.#read(username);
    this.#known.set(username, { user, until: performance.now() + BELIEVED_MS });
    return user;
  }

  #read(username: string): Promise<User | undefined> {
    return this.database.transaction(async (tx) => {
      const account = await findAccountByUsername(tx, username);
      if (account?.active !== true) return undefined;
      const groups = await rolesOn(tx, account.id, await tx.today());
      return { username, displayName: account.displayName, groups, permissions: ['read', 'work-on-tasks'] };
    });
  }
}

/** Starts the engine in this process, over the same database and clock, and serves its interface. */
export async function startEmbeddedEngine(options: EmbeddedEngineOptions): Promise<Listening> {
  const { database, databaseUrl, host, port, log } = options;
  const onFault = (error: unknown) => {
    log.error({ err: error }, 'engine fault');
  };
  const engine = await Engine.open({
    databaseUrl,
    clock: { now: () => Date.parse(database.clock.now()) },
    validateDeployment: refuseUnknownJobTypes(new Set(workers.map(({ jobType }) => jobType))),
    onFault,
  });
  try {
    const app = createRestApp(engine, { authenticate: authenticator(options), onFault });
    const listening = await listen(app, host, port);
    return {
      url: listening.url,
      async close() {
        await listening.close();
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
