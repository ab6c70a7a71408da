import { FeelError, parseExpression } from '../feel/index.js';
import { reject } from './rejection.js';
import type { EvaluateExpressionReply, Variables } from './requests.js';

/** Works a FEEL expression out over the given variables. */
export function evaluateExpression(
  request: { readonly expression: string; readonly variables?: Variables | null | undefined },
  now: number,
): EvaluateExpressionReply {
  try {
    const { value, warnings } = parseExpression(request.expression).explain(request.variables ?? {}, now);
    return { result: value, warnings };
  } catch (error) {
    if (error instanceof FeelError) throw reject('EVALUATE', 'INVALID_ARGUMENT', error.message);
    throw error;
  }
}
