import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Engine } from '../engine.js';
import { authenticationOf, managesUsers } from '../gateway/accounts.js';
import type { Accounts } from '../gateway/accounts.js';
import { Search } from '../search/index.js';
import { dispatch, sendText } from './dispatch.js';
import { DocumentLinks } from './document-links.js';
import { DocumentStore } from './document-store.js';
import type { Operation, Services } from './operation.js';
import { openDocumentLink } from './operations/documents.js';
import { operations } from './operations/index.js';
import { notFound, problemOf } from './problems.js';
import { Routes } from './routes.js';
import { Site, sentUrl } from './site.js';
import { TaskLocks } from './task-locks.js';

export interface RestOptions extends Accounts {
  /** Where the operations begin; '/v2' by default. */
  readonly basePath?: string | undefined;
  /** Told of faults that are nobody's refusal (default: standard error); the caller only learns that one happened. */
  readonly onFault?: ((error: unknown) => void) | undefined;
  /** Told of every answer of a served operation (metrics). */
  readonly onAnswer?: ((operationId: string, status: number, seconds: number) => void) | undefined;
  /** Largest JSON body; 4 MB by default, as Zeebe's largest message. */
  readonly maxBodyBytes?: number | undefined;
  /** Largest uploaded file; 10 MB by default. */
  readonly maxFileBytes?: number | undefined;
  /** Largest request with files; 32 MB by default. */
  readonly maxUploadBytes?: number | undefined;
}

const MEGABYTE = 1024 * 1024;

/** The Orchestration Cluster REST API v2 over an engine: the listener of a server of its own, or mounted in another. */
export function createRestApp(engine: Engine, options: RestOptions = {}): RequestListener {
  const basePath = options.basePath ?? '/v2';
  const routes = createRoutes();
  const dispatching = {
    services: createServices(engine, options),
    authenticate: authenticationOf(engine, options),
    maxBodyBytes: options.maxBodyBytes ?? 4 * MEGABYTE,
    maxFileBytes: options.maxFileBytes ?? 10 * MEGABYTE,
    maxUploadBytes: options.maxUploadBytes ?? 32 * MEGABYTE,
  };
  const onFault = options.onFault ?? console.error;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const startedAt = performance.now();
    let operation: Operation | undefined;
    try {
      const { target, params, query } = findRoute(routes, request, basePath);
      operation = target;
      await dispatch({ operation, params, query, request, response, site: new Site(request, basePath) }, dispatching);
    } catch (error) {
      answerWithProblem(error, request, response, onFault);
    }
    if (operation !== undefined && options.onAnswer !== undefined)
      options.onAnswer(operation.id, response.statusCode, (performance.now() - startedAt) / 1_000);
  };
  return (request, response) => {
    void answer(request, response);
  };
}

function createServices(engine: Engine, options: RestOptions): Services {
  const documents = new DocumentStore(engine.pool, engine.schema, () => engine.clock.now());
  return {
    engine,
    search: new Search(engine.pool, engine.schema),
    documents,
    documentLinks: new DocumentLinks(documents),
    taskLocks: new TaskLocks(),
    managesUsers: managesUsers(options),
  };
}

function createRoutes(): Routes<Operation> {
  const routes = new Routes<Operation>();
  for (const operation of [...operations, openDocumentLink]) routes.add(operation.method, operation.path, operation);
  return routes;
}

function findRoute(routes: Routes<Operation>, request: IncomingMessage, basePath: string) {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const found = path.startsWith(basePath) ? routes.find(method, path.slice(basePath.length)) : undefined;
  if (found === undefined) throw notFound('There is no such resource');
  return { ...found, query: mark < 0 ? '' : url.slice(mark + 1) };
}

function answerWithProblem(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  onFault: (error: unknown) => void,
): void {
  const problem = problemOf(error, sentUrl(request).replace(/\?.*$/s, ''));
  if (problem.status === 500) onFault(error);
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  if (problem.status === 401) response.setHeader('www-authenticate', 'Basic realm="engine", charset="UTF-8"');
  sendText(response, problem.status, 'application/problem+json', JSON.stringify(problem));
}
