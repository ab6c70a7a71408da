import { EvaluationFailure } from '../feel-error.js';
import { FEEL_LIMITS } from '../limits.js';

/** Values that are nested deeper than anything sensible are refused before they fill the stack. */
export function requireShallow(depth: number): void {
  if (depth > FEEL_LIMITS.valueDepth) {
    throw new EvaluationFailure(`a value would have more than ${String(FEEL_LIMITS.valueDepth)} levels`);
  }
}
