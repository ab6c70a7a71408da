import type { z } from 'zod';
import { ApiError } from '../api-error.js';
import { findingsOfSchema } from '../problems.js';

/** What was typed into a form, checked by its fields; 400 with a finding at each field that is wrong. */
export function parseFields(fields: z.ZodObject, given: Readonly<Record<string, unknown>>): unknown {
  const result = fields.safeParse(given);
  if (result.success) return result.data;
  const findings = findingsOfSchema(result.error, 'body.values');
  throw new ApiError('BODY_INVALID', findings.map(({ message }) => message).join('；'), findings);
}
