import { EvaluationFailure } from '../feel-error.js';
import { FEEL_LIMITS } from '../limits.js';
import type { Run } from '../run.js';
import { NativeFunction } from '../values/native.js';
import { contextOf } from '../values/value.js';
import type { FeelFunction, FeelValue } from '../values/value.js';

/** Calls a function of the expression with as many values as it has parameters. */
export function invoke(called: FeelFunction | NativeFunction, values: readonly FeelValue[], run: Run): FeelValue {
  run.spend(called.parameters.length + 1);
  if (called instanceof NativeFunction) return called.call(...values);
  const {
    parameters,
    body,
    scope,
    size: { depth, cost },
  } = called;
  run.spend(cost);
  run.depth += depth;
  if (run.depth > FEEL_LIMITS.callDepth) throw new EvaluationFailure('its functions call one another too deeply');
  const result = body(scope.with(contextOf(parameters.map((name, at) => [name, values[at] ?? null] as const))));
  run.depth -= depth;
  return result;
}
