import { EvaluationFailure, FeelError, isExpression, parseExpression } from '../feel/index.js';
import type { State } from '../state/state.js';
import { reject } from './rejection.js';
import type { EvaluateExpressionReply, Variables } from './requests.js';

/**
 * Works a FEEL expression out over the given variables, and over those of the cluster when it mentions them. A text that
 * does not begin with '=' means itself, as in a diagram.
 */
export function evaluateExpression(
  request: { readonly expression: string; readonly variables?: Variables | null | undefined },
  state: State,
  now: number,
): EvaluateExpressionReply {
  if (!isExpression(request.expression)) return { result: request.expression, warnings: [] };
  try {
    const expression = parseExpression(request.expression);
    const seen = state.clusterVariablesById.seen(expression, request.variables ?? {});
    const { value, warnings } = expression.explain(seen, now);
    return { result: value, warnings };
  } catch (error) {
    if (error instanceof FeelError || error instanceof EvaluationFailure)
      throw reject('EVALUATE', 'INVALID_ARGUMENT', error.message);
    throw error;
  }
}
