import { arithmetic } from './arithmetic.js';
import { comparison } from './comparison.js';
import { isContext } from './values.js';

function has(context: unknown, name: unknown): boolean {
  return isContext(context) && typeof name === 'string' && Object.hasOwn(context, name);
}

function named(run: (left: unknown, right: unknown) => unknown): unknown {
  return Object.assign((left: unknown, right: unknown) => run(left, right), { $args: ['left', 'right'] });
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
};
