import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { admit } from '../gateway/admission.js';
import type { Authenticate, User } from '../gateway/authentication.js';
import { describeIssues, isKey } from '../gateway/fields.js';
import { requireStorable } from '../gateway/storable.js';
import type { Answer, Call, Operation, Services, UploadedFile } from './operation.js';
import { Problem, invalidArgument } from './problems.js';
import { uploads } from './upload.js';

interface Limits {
  readonly maxBodyBytes: number;
  readonly maxFileBytes: number;
}

/** Who are you, may you, what do you send, then the operation; whatever is thrown goes to the error handler. */
export function handlersOf(
  operation: Operation,
  services: Services,
  authenticate: Authenticate | undefined,
  limits: Limits,
): RequestHandler[] {
  const users = new WeakMap<Request, User>();
  const identify: RequestHandler = async (request, _response, next) => {
    const user = await admit(operation.id, operation.permission, request, authenticate);
    if (user !== undefined) users.set(request, user);
    next();
  };
  const answer: RequestHandler = async (request, response) => {
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const call = readCall(operation, request, users.get(request), gone.signal);
    const reply = await operation.handle(call as Call<never>, services);
    if (!gone.signal.aborted) send(response, reply);
  };
  return [identify, ...bodyReaders(operation, limits), answer];
}

function bodyReaders(operation: Operation, { maxBodyBytes, maxFileBytes }: Limits): RequestHandler[] {
  if (operation.multipart === true) return [requireMediaType('multipart/form-data'), uploads(maxFileBytes)];
  if (operation.body === undefined) return [];
  return [requireMediaType('application/json'), express.json({ limit: maxBodyBytes, strict: false })];
}

function requireMediaType(expected: string): RequestHandler {
  return (request, _response, next) => {
    if (hasBody(request) && request.is(expected) === false) {
      throw new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', `Expected a request body of type ${expected}`);
    }
    next();
  };
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function readCall(operation: Operation, request: Request, user: User | undefined, gone: AbortSignal): Call<unknown> {
  return {
    params: readParams(request),
    query: readQuery(request),
    body: readBody(operation, request.body as unknown),
    user,
    files: filesOf(request),
    gone,
    request,
  };
}

function readParams(request: Request): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) {
    const text = String(value);
    requireKey(name, text);
    requireStorable(text);
    params[name] = text;
  }
  return params;
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

function readQuery({ query }: Request): Call<unknown>['query'] {
  requireStorable(query);
  return query;
}

function readBody(operation: Operation, body: unknown): unknown {
  if (operation.body === undefined) return undefined;
  requireStorable(body);
  const parsed = operation.body.safeParse(body);
  if (!parsed.success) throw invalidArgument(describeIssues(parsed.error));
  return parsed.data;
}

function filesOf(request: Request): UploadedFile[] {
  if (!Array.isArray(request.files)) return [];
  return request.files.map((file) => ({
    field: file.fieldname,
    name: file.originalname,
    mediaType: file.mimetype,
    content: file.buffer,
  }));
}

function send(response: Response, { status, body, mediaType }: Answer): void {
  response.status(status);
  if (status === 204) {
    response.end();
  } else if (mediaType === undefined) {
    response.json(body);
  } else {
    response.setHeader('content-type', mediaType);
    // A stored document must not run in a browser as a page of this server.
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('content-security-policy', 'sandbox');
    response.end(body);
  }
}
