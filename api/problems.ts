import { MulterError } from 'multer';
import { z } from 'zod';
import { BusinessError, NotFoundError } from '../db/errors.js';
import { clausesOf } from '../rules/decision.js';
import type { Finding as RuleFinding } from '../rules/decision.js';
import { ApiError } from './api-error.js';
import type { Finding, Problem } from './contract/index.js';
import { EngineRefusedError, EngineUnavailableError } from './engine/errors.js';
import { PROBLEMS } from './problem-table.js';
import type { ProblemCode } from './problem-table.js';

/** A finding of the rules as answers carry it. */
export const findingOf = (finding: RuleFinding): Finding => ({
  code: finding.code,
  message: finding.message,
  clauses: clausesOf([finding]).filter((clause) => clause !== ''),
  ...(finding.field === undefined ? {} : { path: finding.field }),
});

/** What a schema found wrong, one finding per field. */
export const findingsOfSchema = (error: z.ZodError, part: 'body' | 'query' | 'body.values'): Finding[] =>
  error.issues.map((issue) => ({
    code: 'FIELD_INVALID',
    message: issue.message,
    clauses: [],
    path: [part, ...issue.path.map(String)].join('.'),
  }));

/** A guard's reason is Chinese for people; the clauses it rests on stand at its end in 【】, joined with 、. */
export function findingOfDenial(reason: string): Finding {
  const clauses = [...reason.matchAll(/【([^】]+)】/g)].flatMap((match) => (match[1] ?? '').split(/[、，,\s]+/));
  const message = reason.replaceAll(/【[^】]*】/g, '').trim();
  return { code: 'DENIED', message, clauses: clauses.filter((clause) => clause !== '') };
}

function ofEngine(error: EngineRefusedError): ApiError {
  const reason = error.denialReason;
  if (reason !== null) {
    const finding = findingOfDenial(reason);
    return new ApiError('DENIED', finding.message, [finding]);
  }
  if (error.status === 404) return new ApiError('TASK_CLOSED');
  if (error.status === 403) return new ApiError('TASK_NOT_YOURS');
  if (error.status === 409) return new ApiError('TASK_CLAIMED', '此任务的状态已经改变，请刷新任务列表后重试。');
  // 400 and 401 mean that the API itself asked wrongly or its token is not accepted: a fault, not the person's.
  return new ApiError('INTERNAL');
}

/** Errors of the body parsers and of the router, told apart by the `type` or `status` they carry. */
function ofHttp(error: object): ApiError | null {
  const type = 'type' in error ? error.type : undefined;
  const status = 'status' in error ? error.status : undefined;
  if (type === 'entity.parse.failed') return new ApiError('JSON_UNREADABLE');
  if (type === 'entity.too.large') return new ApiError('TOO_LARGE');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return new ApiError('CONTENT_TYPE_WRONG');
  return typeof status === 'number' && status >= 400 && status < 500 ? new ApiError('REQUEST_UNREADABLE') : null;
}

/** Node's codes for a server that cannot be reached and PostgreSQL's classes for connection and shutdown faults. */
const NO_DATABASE = /^(ECONNREFUSED|ECONNRESET|ENOENT|ETIMEDOUT|EPIPE|08\w{3}|57P0[1-5]|53\w{3})$/;
const NO_CONNECTION = /Connection terminated|timeout exceeded when trying to connect|Driver not Connected/i;

function isDatabaseFault(error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  return (typeof code === 'string' && NO_DATABASE.test(code)) || NO_CONNECTION.test(error.message);
}

/** Refusals of which no rule says more than that everything is done by whom it belongs to, and traceably. */
const BY_RULE: readonly ProblemCode[] = [
  'ROLE_MISSING',
  'NOT_YOUR_CASE',
  'REFUSED',
  'TASK_NOT_YOURS',
  'TASK_OF_OTHER_ACT',
];

/** A refusal without a finding of its own still names what it rests on. */
function withClause(error: ApiError): ApiError {
  const { code, findings, headers } = error;
  if (findings.length > 0 || !BY_RULE.includes(code)) return error;
  const message = error.detail ?? PROBLEMS[code][2];
  return new ApiError(code, error.detail, [{ code, message, clauses: ['R-46'] }], headers);
}

/** The one table from an error to what the caller is told. Unknown errors tell nothing but the trace id. */
export function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return withClause(error);
  if (error instanceof BusinessError) {
    const findings = error.findings.map(findingOf);
    return new ApiError('REFUSED', findings.map(({ message }) => message).join('；'), findings);
  }
  if (error instanceof NotFoundError) return new ApiError('NOT_FOUND');
  if (error instanceof EngineUnavailableError) return new ApiError('ENGINE_UNAVAILABLE');
  if (error instanceof EngineRefusedError) return ofEngine(error);
  if (error instanceof MulterError) {
    return new ApiError(error.code === 'LIMIT_FILE_SIZE' ? 'TOO_LARGE' : 'REQUEST_UNREADABLE');
  }
  if (error instanceof z.ZodError || !(error instanceof Error)) return new ApiError('INTERNAL');
  return isDatabaseFault(error) ? new ApiError('DATABASE_UNAVAILABLE') : (ofHttp(error) ?? new ApiError('INTERNAL'));
}

/** Problem details (RFC 9457) of an error, for one request. */
export function problemOf(error: ApiError, instance: string, traceId: string): Problem {
  const [status, title, detail]: readonly [number, string, string] = PROBLEMS[error.code];
  return {
    type: `urn:expropriation:problem:${kebab(error.code)}`,
    title,
    status,
    detail: error.detail ?? detail,
    instance,
    // A single finding's own code says more than the class it belongs to.
    code: error.findings[0]?.code ?? error.code,
    findings: [...error.findings],
    traceId,
  };
}

const kebab = (code: ProblemCode) => code.toLowerCase().replaceAll('_', '-');
