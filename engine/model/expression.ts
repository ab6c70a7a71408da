import type { Json, Variables } from '../commands/requests.js';
import { isExpression, parseExpression, toTimer } from '../feel/index.js';

/** A value of the diagram: a fixed text, or a FEEL expression when it begins with '='. */
export interface Expression {
  /** As it stands in the diagram. */
  readonly text: string;
  readonly isStatic: boolean;
  /** Names of the variables it may read. */
  readonly names: ReadonlySet<string>;
  /** Plain JSON; null where FEEL finds no value. Throws an EvaluationFailure (feel/). `now` is ms. */
  evaluate(variables: Variables, now: number): Json;
}

/** Throws a FeelError when the text begins with '=' and is no FEEL. */
export function readExpression(text: string): Expression {
  if (!isExpression(text)) return fixedText(text);
  const compiled = parseExpression(text);
  const { names } = compiled;
  return { text, isStatic: false, names, evaluate: (variables, now) => compiled.evaluate(variables, now) };
}

/** The same for when a timer fires. */
export function readTimerExpression(text: string): Expression {
  const expression = readExpression(text);
  if (expression.isStatic) return expression;
  const compiled = parseExpression(text);
  return { ...expression, evaluate: (variables, now) => toTimer(compiled.value(variables, now)) };
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** A text that means itself, whatever it begins with. */
export const fixedText = (text: string): Expression => ({
  text,
  isStatic: true,
  names: NO_NAMES,
  evaluate: () => text,
});
