import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import type { Engine } from '../engine.js';
import { basicAuthentication } from '../gateway/authentication.js';
import type { Authenticate, UserWithPassword } from '../gateway/authentication.js';
import { Search } from '../search/index.js';
import { CONTRACT_OPERATIONS } from './contract-operations.js';
import { handlersOf } from './dispatch.js';
import { DocumentLinks } from './document-links.js';
import { DocumentStore } from './document-store.js';
import type { Services } from './operation.js';
import { openDocumentLink } from './operations/documents.js';
import { operations } from './operations/index.js';
import { Problem, notFound, problemOf } from './problems.js';
import { TaskLocks } from './task-locks.js';

export interface RestOptions {
  /** Where the operations begin; '/v2' by default. */
  readonly basePath?: string | undefined;
  /** Accounts for HTTP Basic. Neither this nor `authenticate`: everybody may do everything. */
  readonly users?: Readonly<Record<string, UserWithPassword>> | undefined;
  /** Supplies accounts of the embedding application, instead of `users`. */
  readonly authenticate?: Authenticate | undefined;
  /** Told of faults that are nobody's refusal (default: standard error); the caller only learns that one happened. */
  readonly onFault?: ((error: unknown) => void) | undefined;
  /** Told of every answer of a served operation (metrics). */
  readonly onAnswer?: ((operationId: string, status: number, seconds: number) => void) | undefined;
  /** Largest JSON body; 4 MB by default, as Zeebe's largest message. */
  readonly maxBodyBytes?: number | undefined;
  /** Largest uploaded file; 10 MB by default. */
  readonly maxFileBytes?: number | undefined;
}

const MEGABYTE = 1024 * 1024;

/** The Orchestration Cluster REST API v2 over an engine, as an Express app that can stand alone or be mounted. */
export function createRestApp(engine: Engine, options: RestOptions = {}): Express {
  const search = new Search(engine.pool, engine.schema);
  const documents = new DocumentStore(engine.pool, engine.schema, () => engine.clock.now());
  const services: Services = {
    engine,
    search,
    documents,
    documentLinks: new DocumentLinks(documents),
    taskLocks: new TaskLocks(),
    managesUsers: options.users === undefined && options.authenticate === undefined,
  };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(options.basePath ?? '/v2', createRouter(services, options));
  app.use(() => {
    throw notFound('There is no such resource');
  });
  app.use(answerWithProblem(options.onFault ?? console.error));
  return app;
}

function createRouter(services: Services, options: RestOptions): express.Router {
  const authenticate = options.authenticate ?? (options.users && basicAuthentication(options.users));
  const limits = {
    maxBodyBytes: options.maxBodyBytes ?? 4 * MEGABYTE,
    maxFileBytes: options.maxFileBytes ?? 10 * MEGABYTE,
  };
  const router = express.Router({ caseSensitive: true });
  for (const operation of [...operations, openDocumentLink]) {
    router[operation.method](
      operation.path,
      ...timed(operation.id, options.onAnswer),
      ...handlersOf(operation, services, authenticate, limits),
    );
  }
  const served = new Set(operations.map(({ id }) => id));
  for (const [id, method, path] of CONTRACT_OPERATIONS) {
    if (served.has(id)) continue;
    router[method](path, () => {
      throw new Problem(501, 'NOT_IMPLEMENTED', `The operation ${id} is not served by this engine`);
    });
  }
  return router;
}

function timed(operationId: string, onAnswer: RestOptions['onAnswer']): RequestHandler[] {
  if (onAnswer === undefined) return [];
  return [
    (_request, response, next) => {
      const startedAt = performance.now();
      response.once('finish', () => {
        onAnswer(operationId, response.statusCode, (performance.now() - startedAt) / 1_000);
      });
      next();
    },
  ];
}

function answerWithProblem(onFault: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error, request.originalUrl.replace(/\?.*$/s, ''));
    if (problem.status === 500) onFault(error);
    if (problem.status === 401) response.set('www-authenticate', 'Basic realm="engine", charset="UTF-8"');
    response.status(problem.status).setHeader('content-type', 'application/problem+json');
    response.end(JSON.stringify(problem));
  };
}
