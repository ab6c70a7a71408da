import { EvaluationFailure } from '../feel-error.js';
import type { Scope } from '../scope.js';
import type { ComparisonOperator, NodeOf } from '../syntax/tree.js';
import { calculate } from '../values/calculate.js';
import { compare, isEqual, isSortable } from '../values/compare.js';
import { isNumber, negate } from '../values/number.js';
import { describe } from '../values/text.js';
import { kindOf } from '../values/value.js';
import type { FeelKind, FeelValue } from '../values/value.js';
import type { Compile, Evaluate } from './evaluate.js';

export function compileArithmetic({ first, rest }: NodeOf<'arithmetic'>, compile: Compile): Evaluate {
  const start = compile(first);
  const steps = rest.map(({ operator, operand }) => ({ operator, operand: compile(operand) }));
  return (scope) => {
    let value = start(scope);
    for (const { operator, operand } of steps) value = calculate(operator, value, operand(scope), scope.run);
    return value;
  };
}

export function compileNegation({ operand }: NodeOf<'negation'>, compile: Compile): Evaluate {
  const inner = compile(operand);
  return (scope) => {
    const value = inner(scope);
    return isNumber(value) ? negate(value) : expected(scope, 'number', value);
  };
}

export function expected({ run }: Scope, what: string, value: FeelValue): null {
  return run.wantsWarnings ? run.warn(`Expected ${what} but found '${describe(value)}'`) : null;
}

/** What an order of two values means for the operator. */
export const ORDERS: Readonly<Record<Exclude<ComparisonOperator, '=' | '!='>, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

export function compileComparison({ operator, left, right }: NodeOf<'comparison'>, compile: Compile): Evaluate {
  const [first, second] = [compile(left), compile(right)];
  if (operator === '=') return (scope) => equality(scope, first(scope), second(scope));
  if (operator === '!=') {
    return (scope) => {
      const equal = equality(scope, first(scope), second(scope));
      return equal === null ? null : !equal;
    };
  }
  const passes = ORDERS[operator];
  return (scope) => ordered(scope, first(scope), second(scope), passes);
}

/** null, with a warning, for values of different types. */
export function equality(scope: Scope, left: FeelValue, right: FeelValue): boolean | null {
  return isEqual(scope.run, left, right) ?? incomparable(scope, left, right);
}

export function ordered(
  scope: Scope,
  left: FeelValue,
  right: FeelValue,
  passes: (order: number) => boolean,
): boolean | null {
  const order = compare(left, right);
  if (order !== null) return passes(order);
  if (isSortable(scope.run, left) && isSortable(scope.run, right)) {
    throw new EvaluationFailure(`${describe(left)} can not be compared to ${describe(right)}`);
  }
  return incomparable(scope, left, right);
}

function incomparable({ run }: Scope, left: FeelValue, right: FeelValue): null {
  return run.wantsWarnings ? run.warn(`Can't compare '${describe(left)}' with '${describe(right)}'`) : null;
}

export function compileBetween({ value, from, to }: NodeOf<'between'>, compile: Compile): Evaluate {
  const [inner, low, high] = [compile(value), compile(from), compile(to)];
  return (scope) => {
    const tested = inner(scope);
    const above = ordered(scope, tested, low(scope), ORDERS['>=']);
    if (above === false) return false;
    const below = ordered(scope, tested, high(scope), ORDERS['<=']);
    return below === false ? false : above === null || below === null ? null : true;
  };
}

/** Types that have one name for values with and without a time zone, or more names than one. */
const TYPES: Readonly<Record<string, readonly FeelKind[]>> = {
  time: ['time', 'local time'],
  'date and time': ['date and time', 'local date and time'],
  'date time': ['date and time', 'local date and time'],
  'year-month-duration': ['years and months duration'],
  'day-time-duration': ['days and time duration'],
};

export function compileInstanceOf({ value, type }: NodeOf<'instance of'>, compile: Compile): Evaluate {
  const inner = compile(value);
  if (type === 'Any') return (scope) => inner(scope) !== null;
  const kinds: readonly string[] = Object.hasOwn(TYPES, type) ? (TYPES[type] ?? []) : [type];
  return (scope) => kinds.includes(kindOf(inner(scope)));
}
