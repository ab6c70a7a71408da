/** What an error answers: problem details (RFC 9457) with our code, findings and the trace id of the log. */
import { z } from 'zod';

/** One reason why something was refused. `clauses` names what it rests on, e.g. `SD2`, `R-42`. */
export const finding = z.object({
  code: z.string(),
  message: z.string(),
  clauses: z.array(z.string()),
  /** Where in the request, e.g. `body.areaSqm` or `row 12, column unitPrice`; absent when it is about the whole. */
  path: z.string().optional(),
});
export type Finding = z.infer<typeof finding>;

/** Content type `application/problem+json`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  findings: z.array(finding),
  traceId: z.string(),
});
export type Problem = z.infer<typeof problem>;

/** Whether a person may do something now and, if not, why. */
export const permission = z.object({ allowed: z.boolean(), findings: z.array(finding) });
export type Permission = z.infer<typeof permission>;
