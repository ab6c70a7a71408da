import { arithmetic } from './arithmetic.js';
import { comparison } from './comparison.js';
import { anyOf, isInside, matches, noneOf, trueOrFalse } from './unary-test-helpers.js';
import { isContext } from './values.js';

function has(context: unknown, name: unknown): boolean {
  return isContext(context) && typeof name === 'string' && Object.hasOwn(context, name);
}

function named(run: (...values: never[]) => unknown, parameters: readonly string[] = ['left', 'right']): unknown {
  return Object.assign((...values: never[]) => run(...values), { $args: parameters });
}

/** What a rewritten expression calls (rewrite.ts). */
export const operatorHelpers: Readonly<Record<string, unknown>> = {
  zeebe_add: named(arithmetic['+']),
  zeebe_subtract: named(arithmetic['-']),
  zeebe_multiply: named(arithmetic['*']),
  zeebe_divide: named(arithmetic['/']),
  zeebe_power: named(arithmetic['**']),
  zeebe_equal: named(comparison['=']),
  zeebe_not_equal: named(comparison['!=']),
  zeebe_less: named(comparison['<']),
  zeebe_at_most: named(comparison['<=']),
  zeebe_greater: named(comparison['>']),
  zeebe_at_least: named(comparison['>=']),
  zeebe_has: named(has),
  zeebe_any: named(anyOf, ['results']),
  zeebe_none: named(noneOf, ['results']),
  zeebe_matches: named(matches, ['input', 'value']),
  zeebe_inside: named(isInside, ['input', 'start', 'end', 'open', 'close']),
  zeebe_says: named(trueOrFalse, ['value']),
};
