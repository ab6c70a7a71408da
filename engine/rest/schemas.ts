import { z } from 'zod';
import type { Json } from '../commands/requests.js';
import { keyText } from '../search/index.js';

/** Process variables: a JSON object. */
export const variables = z.record(z.string(), z.unknown(), 'expected an object of variables') as unknown as z.ZodType<
  Record<string, Json>
>;
export const optionalVariables = variables.nullish();

/** The key of an existing thing. */
export const key = keyText.pipe(z.string().regex(/^\d{1,18}$/, 'expected a key (a decimal number as text)'));

/** Milliseconds. */
export const milliseconds = z.int();

/** The only tenant there is. */
export const tenantId = z.literal('<default>', "expected '<default>': this engine has one tenant").nullish();

export const texts = z.array(z.string());

/** ISO date-time; '' clears a date. */
export const dateTimeOrEmpty = z.union([z.literal(''), z.iso.datetime({ offset: true })], 'expected an ISO date-time');

/** A body that may be left out. */
export function optionalBody<T extends z.ZodType>(schema: T): z.ZodPreprocess<T> {
  return z.preprocess((body) => body ?? {}, schema);
}

/** What one is told about a body that does not fit: each field with what was expected. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${fieldOf(issue.path)}: ${issue.message}`).join('; ');
}

function fieldOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'request body';
  return path
    .map((part, index) => (typeof part === 'number' ? `[${String(part)}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}
