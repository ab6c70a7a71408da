import { atTime } from './evaluation-time.js';
import { CompiledText, oddNames } from './expression.js';
import type { FeelVariables } from './expression.js';
import { fastUnaryTests } from './fast-unary-tests.js';

/** The parsed tests of a decision table cell, good for any number of values. */
export interface CompiledUnaryTests {
  readonly text: string;
  /** Does the value pass? null where FEEL cannot say. Never throws. `now` is ms since 1970-01-01T00:00Z. */
  test(value: unknown, variables: FeelVariables, now: number): boolean | null;
}

/** Parses the text of a cell; throws a FeelError when it is no unary tests. */
export function parseUnaryTests(text: string): CompiledUnaryTests {
  const fast = fastUnaryTests(text);
  if (fast !== null) return { text, test: fast };
  const plain = new CompiledText(text, [], 'unary tests');
  return {
    text,
    test: (value, variables, now) => {
      const odd = oddNames(text, variables);
      const compiled = odd.length === 0 ? plain : new CompiledText(text, odd, 'unary tests');
      const result = atTime(now, () => compiled.run(variables, value).value);
      return typeof result === 'boolean' ? result : null;
    },
  };
}
