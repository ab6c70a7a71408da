import type { Finding } from './contract/index.js';
import type { ProblemCode } from './problem-table.js';

/** A refusal on its way to the caller: the code settles status and title, the detail says what to do next (Chinese). */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ProblemCode,
    readonly detail?: string,
    readonly findings: readonly Finding[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail ?? code);
  }
}
