import { compileText, evaluateOnce } from './evaluation.js';
import type { FeelVariables } from './plain.js';
import { parseCell } from './syntax/parse.js';

/** The parsed tests of a decision table's cell, good for any number of inputs. */
export interface CompiledUnaryTests {
  readonly text: string;
  /**
   * Does the input pass? null where FEEL cannot say. Throws an EvaluationFailure as an expression does. `now` is ms
   * since 1970-01-01T00:00Z.
   */
  test(input: unknown, variables: FeelVariables, now: number): boolean | null;
}

/** Parses the text of a cell; throws a FeelError when it is no unary tests. */
export function parseUnaryTests(text: string): CompiledUnaryTests {
  const compiled = compileText(text, parseCell(text));
  return {
    text,
    test: (input, variables, now) => {
      const given = { variables, now, warnings: null, input: { value: input } };
      return evaluateOnce(compiled, given, (passed) => (typeof passed === 'boolean' ? passed : null));
    },
  };
}
