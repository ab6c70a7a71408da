import { z } from 'zod';
import { parseJson } from '../feel/index.js';
import { duration, variables, waiting } from '../gateway/fields.js';

/** int64 arrives as decimal text; every number of milliseconds that means something is exact as a number. */
const int64 = z.string().transform(Number);
export const milliseconds = int64.pipe(duration);
export const waitingTime = int64.pipe(waiting);

/** An int64 that may name something; 0 and -1 are what clients send when they mean nothing. */
export const key = z.string();
export const optionalKey = key.transform((text) => (BigInt(text) > 0n ? text : undefined));

/** A JSON object as text; clients leave it out when it is empty. */
export const jsonVariables = z
  .string()
  .transform((text, context) => {
    if (text.trim() === '') return {};
    try {
      return parseJson(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: `Invalid JSON value: ${(error as Error).message}` });
      return z.NEVER;
    }
  })
  .pipe(z.unknown().refine(isObject, { error: ({ input }) => notAnObject(input) }))
  .pipe(variables);

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notAnObject(value: unknown): string {
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return `Expected document to be a root level object, but was '${kind.toUpperCase()}'`;
}

/** The only tenant there is, or none named. */
export const tenantId = z.enum(['', '<default>'], "expected '<default>': this engine has one tenant");
export const TENANT = '<default>';
