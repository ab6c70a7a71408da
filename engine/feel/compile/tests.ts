import { EvaluationFailure } from '../feel-error.js';
import { INPUT, QUESTION_MARK } from '../scope.js';
import type { Scope } from '../scope.js';
import type { NodeOf } from '../syntax/tree.js';
import { compare, isEqual } from '../values/compare.js';
import { describe } from '../values/text.js';
import { isList } from '../values/value.js';
import type { FeelValue } from '../values/value.js';
import type { Compile, Evaluate } from './evaluate.js';
import { noBoolean } from './logic.js';
import { ORDERS, equality, ordered } from './operators.js';

/** `?`; unlike the input of `< 5` it is only there inside a unary test. */
export function compileInput(): Evaluate {
  return (scope) => {
    const input = scope.find(QUESTION_MARK);
    if (input === undefined) {
      throw new EvaluationFailure("No input value available. '?' can only be used inside an unary-test expression.");
    }
    scope.run.inputIsRead();
    return input;
  };
}

function inputOf(scope: Scope): FeelValue {
  const input = scope.find(INPUT);
  return input === undefined ? scope.run.warn('No input value found.') : input;
}

/** `< 5`, and `true` or `false` alone. */
export function compileCompares({ operator, operand }: NodeOf<'compares'>, compile: Compile): Evaluate {
  const inner = compile(operand);
  if (operator === '=' || operator === '!=') return (scope) => equality(scope, inputOf(scope), inner(scope));
  const passes = ORDERS[operator];
  return (scope) => ordered(scope, inputOf(scope), inner(scope), passes);
}

/** `[1..5]`: null when the input is of another type than the bounds. */
export function compileContains({ range }: NodeOf<'contains'>, compile: Compile): Evaluate {
  const [start, end] = [compile(range.start), compile(range.end)];
  return (scope) => {
    const input = inputOf(scope);
    const [low, high] = [start(scope), end(scope)];
    const [above, below] = [compare(input, low), compare(input, high)];
    if (above === null || below === null) {
      if (!scope.run.wantsWarnings) return null;
      const bounds = `'${describe(low)}' and '${describe(high)}'`;
      return scope.run.warn(`Can't compare '${describe(input)}' with ${bounds}`);
    }
    return (range.startClosed ? above >= 0 : above > 0) && (range.endClosed ? below <= 0 : below < 0);
  };
}

/**
 * Any expression as a test. One that asks for `?` says itself whether the input passes; of any other the value is
 * compared with the input: it passes when it is equal to it, to one of its members, or when the value is true.
 */
export function compileMatches({ value }: NodeOf<'matches'>, compile: Compile): Evaluate {
  const inner = compile(value);
  return (scope) => {
    const input = inputOf(scope);
    const { value: found, hasReadInput } = scope.run.watchInput(() => inner(scope.with({ [QUESTION_MARK]: input })));
    if (hasReadInput) return typeof found === 'boolean' ? found : null;
    return matches(scope, input, found);
  };
}

function matches(scope: Scope, input: FeelValue, found: FeelValue): boolean | null {
  if (found === true) return true;
  if (isList(found)) {
    scope.run.spend(found.length);
    return found.some((item) => isEqual(scope.run, input, item) === true) || isEqual(scope.run, input, found) === true;
  }
  const equal = equality(scope, input, found);
  return found === false ? equal === true : equal;
}

export function compileAnyOf({ tests }: NodeOf<'any of'>, compile: Compile): Evaluate {
  const parts = tests.map(compile);
  return (scope) => {
    let result: boolean | null = false;
    for (const part of parts) {
      const passed = part(scope);
      if (passed === true) return true;
      if (passed !== false) result = null;
    }
    return result;
  };
}

export function compileNoneOf({ test }: NodeOf<'none of'>, compile: Compile): Evaluate {
  const inner = compile(test);
  return (scope) => {
    const passed = inner(scope);
    return typeof passed === 'boolean' ? !passed : noBoolean(scope, passed);
  };
}

export function compileIn({ value, test }: NodeOf<'in'>, compile: Compile): Evaluate {
  const [inner, passes] = [compile(value), compile(test)];
  return (scope) => passes(scope.with({ [INPUT]: inner(scope) }));
}
