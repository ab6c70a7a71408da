import { z } from 'zod';
import type { Json } from '../commands/requests.js';
import { MOST_VARIABLES } from '../model/limits.js';
import { MAX_NAME_LENGTH } from './storable.js';

/** Process variables: a JSON object. */
export const variables = z
  .record(z.string(), z.unknown(), 'expected an object of variables')
  .refine((given) => Object.keys(given).length <= MOST_VARIABLES, {
    message: `expected at most ${MOST_VARIABLES.toLocaleString('en')} variables`,
  }) as unknown as z.ZodType<Record<string, Json>>;

const LARGEST_KEY = String(2n ** 63n - 1n);

/** The key of an existing thing: an int64 as decimal text. */
export function isKey(text: string): boolean {
  return /^\d{1,19}$/.test(text) && (text.length < 19 || text <= LARGEST_KEY);
}

const LONGEST_MS = 100 * 365 * 24 * 3_600_000;

/** A length of time that is kept, ms; a hundred years are enough, and leave every date within the calendar. */
export const duration = z.int().min(0).max(LONGEST_MS);

/** How long a caller waits, ms; the timers of Node end at 2^31. */
export const waiting = z.int().transform((ms) => Math.min(ms, 2 ** 31 - 1));

/** A name that is kept in an index. */
export const name = z.string().min(1).max(MAX_NAME_LENGTH);
export const nameOrEmpty = z.string().max(MAX_NAME_LENGTH);
export const names = z.array(nameOrEmpty).max(1000);

/** Whole numbers as the tables keep them. */
export const count = z.int32();

export const texts = z.array(z.string());

/** Whose jobs a worker wants: there is one tenant, and none named means that one. */
export const tenantIds = z.array(z.literal('<default>', "expected '<default>': this engine has one tenant"));

/** ISO date-time; '' clears a date. */
export const dateTimeOrEmpty = z.union([z.literal(''), z.iso.datetime({ offset: true })], 'expected an ISO date-time');

/** What one is told about a request that does not fit: each field with what was expected. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${fieldOf(issue.path)}: ${issue.message}`).join('; ');
}

function fieldOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'request body';
  return path
    .map((part, index) => (typeof part === 'number' ? `[${String(part)}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}
