import { compileText, evaluateOnce } from './evaluation.js';
import { FeelError } from './feel-error.js';
import { plainEvaluation } from './plain.js';
import type { FeelVariables } from './plain.js';
import type { Warning } from './run.js';
import { parseExpression as parse } from './syntax/parse.js';
import { namesIn } from './syntax/mentions.js';
import type { Node } from './syntax/tree.js';
import { toJson } from './values/json.js';
import type { Json } from './values/json.js';

export interface Evaluation {
  readonly value: Json;
  readonly warnings: readonly Warning[];
}

/** A parsed FEEL expression, good for any number of evaluations. */
export interface CompiledExpression {
  /** The text without a leading '='. */
  readonly text: string;
  /** Names of the variables it may read. */
  readonly names: ReadonlySet<string>;
  /**
   * The value as plain JSON; null where FEEL finds none. Throws an EvaluationFailure where an assertion does not hold,
   * `?` has no input, or a limit is exceeded. `now` is ms since 1970-01-01T00:00Z.
   */
  evaluate(variables: FeelVariables, now: number): Json;
  /** The same with what FEEL had to say about it. */
  explain(variables: FeelVariables, now: number): Evaluation;
  /** The value as FEEL has it, for another expression to read: dates, durations and functions are such. */
  value(variables: FeelVariables, now: number): unknown;
}

const CACHE_SIZE = 5_000;
/** Longer texts are rare, and many of them would fill the memory. */
const LONGEST_KEPT = 2_000;
const cache = new Map<string, CompiledExpression>();

/** Is this the text of an expression (and not a plain value)? */
export function isExpression(text: string): boolean {
  return text.trimStart().startsWith('=');
}

/** Parses a text with or without leading '='; throws a FeelError when it is no FEEL expression. Results are cached. */
export function parseExpression(text: string): CompiledExpression {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const start = /^\s*=?\s*/.exec(text)?.[0].length ?? 0;
  const body = text.slice(start).trimEnd();
  if (body === '') throw new FeelError('failed to parse expression: it is empty', text, { from: 0, to: text.length });
  const expression = compiled(
    body,
    shifted(text, start, () => parse(body)),
  );
  if (text.length <= LONGEST_KEPT) {
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(text, expression);
  }
  return expression;
}

/** The place of a fault counts from the beginning of the given text. */
function shifted<T>(text: string, start: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    const { from, to } = error.position;
    throw new FeelError(error.message, text, { from: from + start, to: to + start });
  }
}

function compiled(text: string, node: Node): CompiledExpression {
  const compiledText = compileText(text, node);
  const json = (variables: FeelVariables, now: number, warnings: Warning[] | null) =>
    evaluateOnce(compiledText, { variables, now, warnings }, toJson);
  return {
    text,
    names: namesIn(node),
    evaluate: plainEvaluation(node) ?? ((variables, now) => json(variables, now, null)),
    explain: (variables, now) => {
      const warnings: Warning[] = [];
      return { value: json(variables, now, warnings), warnings };
    },
    value: (variables, now) => evaluateOnce(compiledText, { variables, now, warnings: null }, (value) => value),
  };
}
