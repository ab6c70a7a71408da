import { BusinessError } from '../../db/errors.js';
import type { Finding } from '../../rules/decision.js';

/** Refuses an entry where a rule found something. */
export function refuseWhere(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new BusinessError(findings);
}
