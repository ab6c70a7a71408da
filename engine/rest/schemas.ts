import { z } from 'zod';
import { isKey, variables } from '../gateway/fields.js';
import { keyText } from '../search/index.js';

/** The kinds of fields that gRPC takes, too. */
export * from '../gateway/fields.js';

export const optionalVariables = variables.nullish();

/** An element of an ad-hoc subprocess that is to begin, with variables of its own. */
export const adHocElement = z.object({ elementId: z.string(), variables: optionalVariables });

/** The key of an existing thing. */
export const key = keyText.refine(isKey, 'expected a key (a decimal number as text)');

/** The only tenant there is. */
export const tenantId = z.literal('<default>', "expected '<default>': this engine has one tenant").nullish();

/** What the caller calls the operation by in records of their own: it is checked, and nothing else becomes of it. */
export const operationReference = z
  .number('expected a whole number from 1')
  .refine((given) => Number.isInteger(given) && given >= 1, 'expected a whole number from 1')
  .nullish();

/** A body that may be left out. */
export function optionalBody<T extends z.ZodType>(schema: T): z.ZodPreprocess<T> {
  return z.preprocess((body) => body ?? {}, schema);
}
