import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseQuery } from 'node:querystring';
import { admit } from '../gateway/admission.js';
import type { Authenticate, User } from '../gateway/authentication.js';
import { describeIssues, isKey } from '../gateway/fields.js';
import { requireStorable } from '../gateway/storable.js';
import { authorize } from './authorization/authorize.js';
import type { Answer, Call, Operation, Services, UploadedFile } from './operation.js';
import { invalidArgument } from './problems.js';
import { readForm, readJson } from './request-body.js';
import type { Site } from './site.js';
import type { UploadLimits } from './upload.js';

export interface Dispatching extends UploadLimits {
  readonly services: Services;
  readonly authenticate: Authenticate | undefined;
  readonly maxBodyBytes: number;
}

/** A request of one operation, with its path and query taken apart. */
export interface Asked {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
  /** Behind the question mark; '' = nothing. */
  readonly query: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly site: Site;
}

/** Who are you, may you, what do you send, then the operation; throws what refuses it. */
export async function dispatch(asked: Asked, dispatching: Dispatching): Promise<void> {
  const { operation, request, response } = asked;
  const { authenticate } = dispatching;
  // Nobody waits for what is not asked: each turn of the queue is paid for by every request.
  const user =
    authenticate === undefined ? undefined : await admit(operation.id, operation.permission, request, authenticate);
  const { body, files } =
    operation.multipart === true
      ? await readForm(request, response, dispatching)
      : operation.body === undefined
        ? NO_BODY
        : { body: await readJson(request, dispatching.maxBodyBytes), files: NO_FILES };
  requireParams(asked.params);
  const query = readQuery(asked.query);
  const parsed = parsedBody(operation, body);
  const call = new ReceivedCall(asked, query, parsed, user, files);
  const reply = await answered(
    operation,
    call,
    dispatching.services,
    (changed) => new ReceivedCall(asked, query, parsed, changed, files),
  );
  if (!response.destroyed) send(response, reply);
}

/** Asks the rights of a user of the cluster first; what they may see and do is then all that the operation knows of. */
async function answered(
  operation: Operation,
  call: Call<unknown>,
  services: Services,
  of: (user: User) => Call<unknown>,
): Promise<Answer> {
  const { user } = call;
  if (user?.rights === undefined) return operation.handle(call as Call<never>, services);
  const asking = { ...user, rights: user.rights };
  const proceed = async () => {
    const allowed = await authorize(operation.id, call, asking, services);
    return operation.handle(of(allowed.user) as Call<never>, allowed.services);
  };
  const { userTaskKey } = call.params;
  if (userTaskKey === undefined || operation.permission === 'read') return proceed();
  // Rights on a task hang on its assignee and candidates: they must still hold when the command runs.
  return services.taskLocks.run(`rights on ${userTaskKey}`, proceed);
}

class ReceivedCall implements Call<unknown> {
  readonly params: Call<unknown>['params'];
  readonly site: Site;
  readonly #response: ServerResponse;
  #gone: AbortController | undefined;

  constructor(
    asked: Asked,
    readonly query: Call<unknown>['query'],
    readonly body: unknown,
    readonly user: User | undefined,
    readonly files: readonly UploadedFile[],
  ) {
    this.params = asked.params;
    this.site = asked.site;
    this.#response = asked.response;
  }

  get actor(): string | undefined {
    return this.user?.isAudited === true ? this.user.username : undefined;
  }

  /** Made when it is asked for: most operations never wait. */
  get gone(): AbortSignal {
    if (this.#gone === undefined) {
      const gone = new AbortController();
      const response = this.#response;
      if (response.destroyed) gone.abort();
      response.once('close', () => {
        if (!response.writableFinished) gone.abort();
      });
      this.#gone = gone;
    }
    return this.#gone.signal;
  }
}

const NO_FILES: readonly UploadedFile[] = [];
const NO_BODY: { readonly body: unknown; readonly files: readonly UploadedFile[] } = {
  body: undefined,
  files: NO_FILES,
};

function requireParams(params: Readonly<Record<string, string>>): void {
  for (const name in params) {
    const text = params[name] ?? '';
    requireKey(name, text);
    requireStorable(text);
  }
}

function requireKey(name: string, text: string): void {
  if (name === 'decisionEvaluationInstanceKey') {
    if (!/^\d{1,19}-\d{1,9}$/.test(text))
      throw invalidArgument(
        `${name}: expected the key of an evaluation and a place in it such as 123-1, got '${text}'`,
      );
  } else if (name.endsWith('Key') && !isKey(text))
    throw invalidArgument(`${name}: expected a key (a decimal number), got '${text}'`);
}

const NO_QUERY: Call<unknown>['query'] = {};

function readQuery(text: string): Call<unknown>['query'] {
  if (text === '') return NO_QUERY;
  const query = parseQuery(text);
  requireStorable(query);
  return query;
}

function parsedBody(operation: Operation, body: unknown): unknown {
  if (operation.body === undefined) return undefined;
  requireStorable(body);
  const parsed = operation.body.safeParse(body);
  if (!parsed.success) throw invalidArgument(describeIssues(parsed.error));
  return parsed.data;
}

function send(response: ServerResponse, { status, body, mediaType }: Answer): void {
  if (status === 204) {
    response.statusCode = status;
    response.end();
  } else if (mediaType === undefined) {
    sendText(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
  } else {
    response.setHeader('content-type', mediaType);
    // A stored document must not run in a browser as a page of this server.
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('content-security-policy', 'sandbox');
    response.statusCode = status;
    response.end(body);
  }
}

export function sendText(response: ServerResponse, status: number, mediaType: string, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', mediaType);
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
}
