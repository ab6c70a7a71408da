import { status } from '@grpc/grpc-js';
import type { ServerErrorResponse } from '@grpc/grpc-js';
import { Rejection } from '../commands/rejection.js';
import type { RejectionType } from '../commands/rejection.js';
import { NotAdmitted } from '../gateway/admission.js';
import { isUnreachableDatabase } from '../gateway/database-faults.js';

/** The server stops: the caller should go on elsewhere, or here when it is back. */
export class Stopping extends Error {
  constructor() {
    super('The engine is shutting down');
  }
}

const STATUS_OF_REJECTION: Readonly<Record<RejectionType, status>> = {
  INVALID_ARGUMENT: status.INVALID_ARGUMENT,
  NOT_FOUND: status.NOT_FOUND,
  ALREADY_EXISTS: status.ALREADY_EXISTS,
  INVALID_STATE: status.FAILED_PRECONDITION,
  RESOURCE_EXHAUSTED: status.RESOURCE_EXHAUSTED,
  DEADLINE_EXCEEDED: status.DEADLINE_EXCEEDED,
};

/** The one table from what went wrong to the status the caller gets; of unknown faults it is told nothing more. */
export function statusOf(error: unknown): ServerErrorResponse & { readonly code: status } {
  const { code, details } = outline(error);
  return Object.assign(new Error(details), { code, details: inHeader(details) });
}

function outline(error: unknown): { code: status; details: string } {
  if (error instanceof Rejection) return { code: STATUS_OF_REJECTION[error.type], details: error.message };
  if (error instanceof NotAdmitted) {
    const code = error.reason === 'FORBIDDEN' ? status.PERMISSION_DENIED : status.UNAUTHENTICATED;
    return { code, details: error.message };
  }
  if (error instanceof Stopping) return { code: status.UNAVAILABLE, details: error.message };
  if (isUnreachableDatabase(error)) {
    // As REST's 503: the official clients try again.
    return {
      code: status.RESOURCE_EXHAUSTED,
      details: 'The database cannot be reached at the moment: try again shortly',
    };
  }
  return { code: status.INTERNAL, details: 'An unexpected error has been logged' };
}

/** Clients refuse headers of more than 8 KB, and the details travel in one, percent-encoded. */
const LONGEST_HEADER = 6_000;

function inHeader(details: string): string {
  const text = details.toWellFormed();
  if (encodeURI(text).length <= LONGEST_HEADER) return text;
  let length = 0;
  let cut = '';
  for (const character of text) {
    length += encodeURI(character).length;
    if (length > LONGEST_HEADER) break;
    cut += character;
  }
  return `${cut} …`;
}
