import type { NextFunction, Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { ApiError } from './api-error.js';
import { authorize } from './authorize.js';
import { parsersFor } from './body-parsers.js';
import type { Caller } from './caller.js';
import { findCaller } from './find-caller.js';
import type { FileAnswer, Route, UploadedFile } from './define-route.js';
import { sessionControl } from './http-session.js';
import { findingsOfSchema } from './problems.js';
import { traceRefusal } from './refusal-trace.js';
import type { Services } from './services.js';

/** Who was let in, kept between the check and the handler of one request. */
const callers = new WeakMap<Request, Caller | null>();

/** Comes before the body is read: nobody without the right can make the server take in a large file. */
const admit =
  (route: Route, services: Services): RequestHandler =>
  async (req, _res, next) => {
    const caller = req.session.identity ? await findCaller(services.db, req.session.identity) : null;
    try {
      callers.set(req, authorize(route.access, caller));
    } catch (error) {
      // The body is not read yet and says nothing here.
      await traceRefusal(services, { route, caller, params: req.params, body: undefined }, error);
      throw error;
    }
    next();
  };

function read(schema: z.ZodType | undefined, value: unknown, part: 'body' | 'query'): unknown {
  if (schema === undefined) return {};
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const findings = findingsOfSchema(result.error, part);
  throw new ApiError('BODY_INVALID', findings.map(({ message }) => message).join('；'), findings);
}

/** A path whose id cannot exist names nothing: 404, not 400. */
function readParams(schema: z.ZodType | undefined, params: unknown): unknown {
  if (schema === undefined) return {};
  const result = schema.safeParse(params);
  if (!result.success) throw new ApiError('NOT_FOUND');
  return result.data;
}

const fileOf = (req: Request): UploadedFile | null =>
  req.file ? { name: req.file.originalname, mediaType: req.file.mimetype, bytes: req.file.buffer } : null;

const isFileAnswer = (answer: object): answer is FileAnswer => 'file' in answer;

/** Documents of a file bag are shown as a download, never run as a page of ours. */
function sendFile(res: Response, { mediaType, name, bytes }: UploadedFile): void {
  res.attachment(name).type(mediaType).set('Cache-Control', 'private, no-store').send(bytes);
}

const run =
  (route: Route, services: Services): RequestHandler =>
  async (req, res, _next: NextFunction) => {
    const input = {
      caller: callers.get(req) ?? null,
      params: readParams(route.params, req.params),
      query: read(route.query, req.query, 'query'),
      body: read(route.body, req.body, 'body'),
      file: fileOf(req),
      session: sessionControl(req),
    };
    const answer = await route.handle(input, services).catch(async (error: unknown) => {
      const { caller, params, body } = input;
      await traceRefusal(services, { route, caller, params, body }, error);
      throw error;
    });
    if (isFileAnswer(answer)) sendFile(res, answer.file);
    else if (route.answer === undefined) res.status(answer.status).end();
    else res.status(answer.status).set('Cache-Control', 'no-store').json(route.answer.parse(answer.body));
  };

/** Puts one route onto the router: rights first, then the body, then the handler. */
export function mountRoute(router: Router, route: Route, services: Services): void {
  const parsers = route.body === undefined && route.bodyKind === undefined ? [] : parsersFor(route.bodyKind ?? 'json');
  router[route.method](route.path, admit(route, services), ...parsers, run(route, services));
}
