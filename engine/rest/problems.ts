import { Rejection } from '../commands/rejection.js';
import type { RejectionType } from '../commands/rejection.js';
import { EvaluationFailure, FeelError } from '../feel/index.js';
import { NotAdmitted } from '../gateway/admission.js';
import { isBadValue, isUnreachableDatabase } from '../gateway/database-faults.js';
import { BadCursor, BadFilter } from '../search/index.js';

/** RFC 9457, with all five members: the official clients insist on them. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
}

/** A refusal that comes from this surface, not from the engine. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
  ) {
    super(detail);
    this.name = 'Problem';
  }
}

export const invalidArgument = (detail: string): Problem => new Problem(400, 'INVALID_ARGUMENT', detail);
export const forbidden = (detail: string): Problem => new Problem(403, 'FORBIDDEN', detail);
export const notFound = (detail: string): Problem => new Problem(404, 'NOT_FOUND', detail);

/** Refuses what is larger than a limit that can be set. */
export function tooLarge(what: string, maxBytes: number): Problem {
  return new Problem(413, 'PAYLOAD_TOO_LARGE', `Expected a ${what} of at most ${maxBytes.toLocaleString('en')} bytes`);
}

const STATUS_OF_REJECTION: Readonly<Record<RejectionType, number>> = {
  INVALID_ARGUMENT: 400,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  INVALID_STATE: 409,
  RESOURCE_EXHAUSTED: 503,
  DEADLINE_EXCEEDED: 504,
};

/** The one table from what went wrong to what the caller is told; unknown faults are told without details. */
export function problemOf(error: unknown, path: string): ProblemDetails {
  const { status, title, detail } = outline(error);
  return { type: 'about:blank', title, status, detail, instance: path };
}

function outline(error: unknown): { status: number; title: string; detail: string } {
  if (error instanceof Problem) return { status: error.status, title: error.title, detail: error.message };
  if (error instanceof NotAdmitted) {
    return { status: error.reason === 'FORBIDDEN' ? 403 : 401, title: error.reason, detail: error.message };
  }
  if (error instanceof Rejection) {
    return { status: STATUS_OF_REJECTION[error.type], title: error.type, detail: error.message };
  }
  if (isBadRequest(error)) {
    return { status: 400, title: 'INVALID_ARGUMENT', detail: error.message };
  }
  if (isBadValue(error)) {
    return { status: 400, title: 'INVALID_ARGUMENT', detail: 'A value of the request is outside what can be searched' };
  }
  if (isUnreachableDatabase(error)) {
    // The title makes the official clients try again.
    return {
      status: 503,
      title: 'RESOURCE_EXHAUSTED',
      detail: 'The database cannot be reached at the moment: try again shortly',
    };
  }
  return { status: 500, title: 'INTERNAL_ERROR', detail: 'An unexpected error has been logged' };
}

function isBadRequest(error: unknown): error is Error {
  return [BadCursor, BadFilter, FeelError, EvaluationFailure].some((kind) => error instanceof kind);
}
