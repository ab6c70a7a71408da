import { randomUUID } from 'node:crypto';
import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler, Router } from 'express';
import helmet from 'helmet';
import pg from 'pg';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Database } from '../db/database.js';
import { ApiError } from './api-error.js';
import type { SampleAccount } from './contract/index.js';
import { describeApi } from './describe-api.js';
import { connectEngine } from './engine-port.js';
import type { EnginePort, EngineSettings } from './engine-port.js';
import { healthCheck } from './health.js';
import { httpSession, renewSession } from './http-session.js';
import { createLoginThrottle } from './login-throttle.js';
import { loggableError } from './loggable-error.js';
import { mountRoute } from './mount-route.js';
import { apiErrorOf, problemOf } from './problems.js';
import { routes } from './routes/index.js';
import { sameOrigin } from './same-origin.js';
import { notFound, servePages } from './serve-pages.js';
import type { Services } from './services.js';

export interface ApiSettings {
  /** Signs the session cookies; at least 32 characters, the same after a restart. */
  readonly sessionSecret: string;
  /** The database that keeps the browser sessions (table `http_session`). */
  readonly databaseUrl: string;
  /** True where pages are served over HTTPS: cookies then never travel in clear. */
  readonly secureCookies: boolean;
  /** How many reverse proxies stand before the API (0 = none): whose word on the caller's address is taken. */
  readonly proxies: number;
  /** A demonstration may move its clock. */
  readonly demonstration: boolean;
  /**
   * True where the engine reads the same clock as the facts (embedded): moving the clock then only wakes it. False:
   * the engine's clock is pinned to where the facts' clock was moved (Camunda in test mode).
   */
  readonly engineFollowsClock: boolean;
}

export interface ApiOptions {
  readonly db: Database;
  /** How to reach the engine, or what stands in its place. */
  readonly engine: EngineSettings | EnginePort;
  readonly settings: ApiSettings;
  readonly log: Logger;
  /** Built pages; every address outside `/api` that is no file answers `index.html`. */
  readonly staticDir?: string;
  /** Accounts the sign-in page offers with their passwords; heeded in a demonstration only. */
  readonly sampleAccounts?: readonly SampleAccount[];
  /** Real time in ms since 1970, for tokens and throttling; not the clock of the cases. */
  readonly realTime?: () => number;
}

export interface Api {
  readonly app: Express;
  /** Closes what the API opened itself (the connections of the session store). */
  readonly close: () => Promise<void>;
}

/** bpmn-js, form-js and Element Plus set inline styles; scripts come from our own files only. */
const pageSecurity = (secure: boolean) =>
  helmet({
    contentSecurityPolicy: {
      directives: {
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'upgrade-insecure-requests': secure ? [] : null,
      },
    },
    strictTransportSecurity: secure,
  });

/** One line per request: method, path without query, status, time and trace id. No names, no bodies, no cookies. */
const requestLog = (log: Logger): RequestHandler =>
  pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        path: req.url.split('?')[0],
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
    // pino-http would add the error of a 5xx with all its fields; the problem handler logs what may be said.
    customErrorObject: (_req, _res, _error, value: { req?: unknown; res?: unknown; responseTime?: unknown }) => ({
      req: value.req,
      res: value.res,
      responseTime: value.responseTime,
    }),
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'debug'),
  });

/** Every error leaves as problem details; what is our own fault is logged with the same trace id. */
const problemHandler =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    const traceId = typeof req.id === 'string' ? req.id : '';
    const apiError = apiErrorOf(error);
    const problem = problemOf(apiError, req.originalUrl.split('?')[0] ?? '', traceId);
    if (problem.status >= 500)
      log.error({ error: loggableError(error), traceId, code: apiError.code }, 'request failed');
    if (res.headersSent) next(error);
    else
      res.status(problem.status).set(apiError.headers).type('application/problem+json').send(JSON.stringify(problem));
  };

/** Every route, then 405 for the other methods of their paths. */
function apiRouter(services: Services): Router {
  const router = express.Router();
  router.use(sameOrigin);
  for (const route of routes) mountRoute(router, route, services);
  for (const path of new Set(routes.map((route) => route.path))) {
    router.all(path, () => {
      throw new ApiError('METHOD_NOT_ALLOWED');
    });
  }
  return router;
}

/** The HTTP API below `/api` and, where they are built, the pages. */
export function createApi({
  db,
  engine,
  settings,
  log,
  staticDir,
  sampleAccounts = [],
  realTime = Date.now,
}: ApiOptions): Api {
  const pool = new pg.Pool({
    connectionString: settings.databaseUrl,
    max: 4,
    application_name: 'expropriation-session',
  });
  pool.on('error', (error) => {
    log.warn({ error: loggableError(error) }, 'idle connection of the session store lost');
  });
  const sessions = httpSession(pool, settings.sessionSecret, settings.secureCookies);
  const services: Services = {
    db,
    engine: 'as' in engine ? engine : connectEngine(engine, realTime),
    throttle: createLoginThrottle(db, realTime),
    log,
    demonstration: settings.demonstration,
    sampleAccounts,
    engineFollowsClock: settings.engineFollowsClock,
  };
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', settings.proxies);
  app.use(requestLog(log), pageSecurity(settings.secureCookies));
  // Before the sessions: it must answer while the database is away.
  app.get('/api/health', healthCheck(services));
  const description = describeApi(routes);
  app.get('/api/openapi.json', (_req, res) => {
    res.json(description);
  });
  app.use('/api', sessions.middleware, renewSession, apiRouter(services), notFound);
  if (staticDir !== undefined) servePages(app, staticDir);
  app.use(notFound);
  app.use(problemHandler(log));
  return {
    app,
    async close() {
      sessions.close();
      await pool.end();
    },
  };
}
