import type { Scope } from '../scope.js';
import type { NodeOf } from '../syntax/tree.js';
import { describe } from '../values/text.js';
import type { FeelValue } from '../values/value.js';
import type { Compile, Evaluate } from './evaluate.js';

/** Ternary `and` and `or`: what decides, decides; otherwise anything that is no boolean makes it null. */
export function compileChain({ kind, operands }: NodeOf<'and' | 'or'>, compile: Compile): Evaluate {
  const decisive = kind === 'or';
  const parts = operands.map(compile);
  return (scope) => {
    let result: boolean | null = !decisive;
    for (const part of parts) {
      const value = part(scope);
      if (value === decisive) return decisive;
      if (value !== !decisive && result !== null) result = noBoolean(scope, value);
    }
    return result;
  };
}

/** A condition that is no boolean is not fulfilled. */
export function compileIf({ branches, otherwise }: NodeOf<'if'>, compile: Compile): Evaluate {
  const cases = branches.map(({ condition, value }) => ({ condition: compile(condition), value: compile(value) }));
  const last = compile(otherwise);
  return (scope) => {
    for (const { condition, value } of cases) {
      const isMet = condition(scope);
      if (isMet === true) return value(scope);
      if (isMet !== false) noBoolean(scope, isMet);
    }
    return last(scope);
  };
}

export function noBoolean({ run }: Scope, value: FeelValue): null {
  return run.wantsWarnings ? run.warn(`Expected boolean but found '${describe(value)}'`) : null;
}
