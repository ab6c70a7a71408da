import connectPgSimple from 'connect-pg-simple';
import session from 'express-session';
import type { Request, RequestHandler } from 'express';
import type pg from 'pg';
import type { SessionControl } from './define-route.js';
import type { Identity } from './find-caller.js';

declare module 'express-session' {
  interface SessionData {
    /** Who signed in: an account or a household, by id; rights are read anew with every request. */
    identity?: Identity;
    /** When the session was last prolonged, ms since 1970. */
    renewedAt?: number;
  }
}

export const SESSION_COOKIE = 'expropriation.session';
/** A session ends eight hours after it was last used; use is noted every ten minutes, not with every request. */
const IDLE_MS = 8 * 60 * 60 * 1000;
const RENEW_AFTER_MS = 10 * 60 * 1000;
const PRUNE_EVERY_S = 15 * 60;

const PgStore = connectPgSimple(session);

/** Sessions in PostgreSQL, so that a restart signs nobody out; the cookie is out of reach of scripts and other sites. */
export function httpSession(pool: pg.Pool, secret: string, secure: boolean) {
  const store = new PgStore({
    pool,
    schemaName: 'public',
    tableName: 'http_session',
    disableTouch: true,
    pruneSessionInterval: PRUNE_EVERY_S,
  });
  const middleware: RequestHandler = session({
    store,
    name: SESSION_COOKIE,
    secret,
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'strict', secure, path: '/api', maxAge: IDLE_MS },
  });
  const close = () => {
    store.close();
  };
  return { middleware, close };
}

/** Prolongs a session in use: changing it saves it and sends the cookie anew. */
export const renewSession: RequestHandler = (req, _res, next) => {
  const now = Date.now();
  if (req.session.identity && now - (req.session.renewedAt ?? 0) > RENEW_AFTER_MS) {
    req.session.renewedAt = now;
    req.session.touch();
  }
  next();
};

const settled = (work: (done: (error?: unknown) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    work((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('session store failed', { cause: error }));
    });
  });

export const sessionControl = (req: Request): SessionControl => ({
  address: req.ip ?? '',
  async signIn(identity) {
    await settled((done) => {
      req.session.regenerate(done);
    });
    req.session.identity = identity;
    req.session.renewedAt = Date.now();
    await settled((done) => {
      req.session.save(done);
    });
  },
  async signOut() {
    await settled((done) => {
      req.session.destroy(done);
    });
  },
});
