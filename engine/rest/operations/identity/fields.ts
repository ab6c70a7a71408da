import { z } from 'zod';
import { IDENTIFIER, LONGEST_NAME } from '../../../model/limits.js';

const ID = 'expected an id of at most 256 letters, digits and _~@.+-';

export const id = z.string().regex(IDENTIFIER, ID);

/** Ids that are sent back where the contract allows no tilde. */
export const strictId = z
  .string()
  .regex(/^[\w@.+-]{1,256}$/, 'expected an id of at most 256 letters, digits and _@.+-');

export const displayName = z.string().trim().min(1).max(LONGEST_NAME);
export const text = z.string().max(LONGEST_NAME);

/** What is left out of a replacement is cleared. */
export const optionalText = text.nullish().transform((given) => given ?? null);
