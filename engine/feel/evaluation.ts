import { compile } from './compile/index.js';
import type { Evaluate } from './compile/index.js';
import { EvaluationFailure, isStackOverflow, quoted } from './feel-error.js';
import { AssertionFailure } from './functions/booleans.js';
import type { FeelVariables } from './plain.js';
import { Run } from './run.js';
import type { Warning } from './run.js';
import { INPUT, Scope } from './scope.js';
import { costOf } from './syntax/mentions.js';
import type { Node } from './syntax/tree.js';
import type { FeelValue } from './values/value.js';

/** A text as it was compiled. */
export interface CompiledText {
  readonly text: string;
  readonly evaluate: Evaluate;
  /** Steps that the text itself is worth. */
  readonly cost: number;
}

export function compileText(text: string, node: Node): CompiledText {
  return { text, evaluate: compile(node), cost: costOf(node) };
}

/** What an evaluation works with. `now` is ms since 1970-01-01T00:00Z. */
export interface Given {
  readonly variables: FeelVariables;
  readonly now: number;
  /** Takes what FEEL has to say; null: nobody wants to hear it. */
  readonly warnings: Warning[] | null;
  /** The input of unary tests. */
  readonly input?: { readonly value: unknown };
}

/** Works a compiled text out and lets `finish` see the value; throws an EvaluationFailure that names the text. */
export function evaluateOnce<T>(
  { text, evaluate, cost }: CompiledText,
  { variables, now, warnings, input }: Given,
  finish: (value: FeelValue, run: Run) => T,
): T {
  const run = new Run(now, warnings);
  try {
    run.spend(cost);
    const scope = new Scope(variables, null, run);
    return finish(evaluate(input === undefined ? scope : scope.with({ [INPUT]: input.value ?? null })), run);
  } catch (error) {
    throw failureOf(error, text);
  } finally {
    run.settle();
  }
}

function failureOf(error: unknown, text: string): unknown {
  if (error instanceof AssertionFailure) {
    return new EvaluationFailure(`Assertion failure on evaluate the expression ${quoted(text)}: ${error.message}`);
  }
  if (error instanceof EvaluationFailure) {
    return new EvaluationFailure(`failed to evaluate expression ${quoted(text)}: ${error.message}`);
  }
  if (!isStackOverflow(error)) return error;
  return new EvaluationFailure(`failed to evaluate expression ${quoted(text)}: it is nested too deeply`);
}
