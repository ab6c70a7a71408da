import { evaluate } from 'feelin';
import { atTime } from './evaluation-time.js';
import { fastPath } from './fast-path.js';
import type { FastEvaluation } from './fast-path.js';
import { FeelError } from './feel-error.js';
import { operatorHelpers } from './helpers.js';
import { VARIABLES, rewrite } from './rewrite.js';
import type { FeelKind, Rewritten } from './rewrite.js';
import { INPUT } from './rewrite-unary-tests.js';
import { toJson } from './values.js';
import type { Json } from './values.js';

export interface Evaluation {
  readonly value: Json;
  readonly warnings: readonly { readonly message: string }[];
}

/** A parsed FEEL expression, good for any number of evaluations. */
export interface CompiledExpression {
  /** The text without a leading '='. */
  readonly text: string;
  /** Names of the variables it may read. */
  readonly names: ReadonlySet<string>;
  /** The value as plain JSON; null where FEEL finds none. Never throws. `now` is ms since 1970-01-01T00:00Z. */
  evaluate(variables: FeelVariables, now: number): Json;
  /** The same with what FEEL had to say about it. */
  explain(variables: FeelVariables, now: number): Evaluation;
  /** The value as FEEL has it, for another expression to read: dates, durations and functions are such. */
  value(variables: FeelVariables, now: number): unknown;
}

/** Plain JSON, or values of other expressions. */
export type FeelVariables = Readonly<Record<string, unknown>>;

const CACHE_SIZE = 5_000;
const cache = new Map<string, CompiledExpression>();

/** Is this the text of an expression (and not a plain value)? */
export function isExpression(text: string): boolean {
  return text.trimStart().startsWith('=');
}

/** Parses a text with or without leading '='; throws a FeelError when it is no FEEL expression. Results are cached. */
export function parseExpression(text: string): CompiledExpression {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const trimmed = text.trim();
  const body = trimmed.startsWith('=') ? trimmed.slice(1).trim() : trimmed;
  if (body === '') throw new FeelError('Failed to parse expression: it is empty', text, { from: 0, to: text.length });
  const compiled = fastPath(body);
  const expression = compiled === null ? compile(body) : fast(body, compiled);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(text, expression);
  return expression;
}

function fast(text: string, run: FastEvaluation): CompiledExpression {
  const root = /^\w+/.exec(text)?.[0] ?? text;
  const names = new Set([root]);
  return {
    text,
    names,
    value: run,
    evaluate: (variables) => toJson(run(variables)),
    explain: (variables) => ({ value: toJson(run(variables)), warnings: missing(names, variables) }),
  };
}

function compile(text: string): CompiledExpression {
  const plain = new CompiledText(text, [], 'expression');
  const run = (variables: FeelVariables, now: number): FeelResult => {
    const odd = oddNames(text, variables);
    const compiled = odd.length === 0 ? plain : new CompiledText(text, odd, 'expression');
    return atTime(now, () => compiled.run(variables, null));
  };
  const explain = (variables: FeelVariables, now: number): Evaluation => {
    const { value, warnings } = run(variables, now);
    return { value: toJson(value), warnings };
  };
  return {
    text,
    names: plain.names,
    explain,
    evaluate: (variables, now) => explain(variables, now).value,
    value: (variables, now) => run(variables, now).value,
  };
}

/** Names such as `my-var` only mean a variable where such a variable exists; they are rare, so nothing is kept for them. */
export function oddNames(text: string, variables: FeelVariables): string[] {
  return Object.keys(variables).filter((name) => /[^\w]/.test(name) && text.includes(name));
}

interface FeelResult {
  readonly value: unknown;
  readonly warnings: readonly { readonly message: string }[];
}

/**
 * feelin keeps no parsed expression, but a FEEL function it has made keeps its body: so the expression becomes the body
 * of a function whose parameters are the variables it reads.
 */
export class CompiledText {
  readonly #rewritten: Rewritten;
  readonly #parameters: readonly string[];
  readonly #call: ((values: unknown[]) => { value: unknown; warnings: { message: string }[] }) | null;

  constructor(
    private readonly text: string,
    odd: readonly string[],
    kind: FeelKind,
  ) {
    this.#rewritten = rewrite(text, kind, odd);
    this.#parameters = [...this.#rewritten.names, VARIABLES, INPUT];
    const callable = odd.length === 0 && this.#parameters.every((name) => /^[A-Za-z_]\w*$/.test(name));
    this.#call = callable ? this.#prepare() : null;
  }

  get names(): ReadonlySet<string> {
    return this.#rewritten.names;
  }

  #prepare(): (values: unknown[]) => { value: unknown; warnings: { message: string }[] } {
    const source = `function(${this.#parameters.join(', ')}) ${this.#rewritten.text}`;
    const { value, warnings } = evaluate(source, { ...operatorHelpers, ...this.#rewritten.helpers }, 'camunda');
    const body = value as { fn(...values: unknown[]): unknown };
    return (values) => {
      warnings.length = 0;
      return { value: body.fn(...values), warnings };
    };
  }

  /** `input` is what `?` means in unary tests. */
  run(variables: FeelVariables, input: unknown): FeelResult {
    try {
      const { value, warnings } = this.#evaluate(variables, input);
      const unknown = missing(this.#rewritten.names, variables);
      return { value, warnings: [...unknown, ...warnings.map(({ message }) => ({ message }))] };
    } catch (error) {
      // What feelin cannot work out has no value in FEEL; the reason goes to the warnings.
      const reason = error instanceof Error ? error.message : String(error);
      return { value: null, warnings: [{ message: `Failed to evaluate expression '${this.text}': ${reason}` }] };
    }
  }

  #evaluate(variables: FeelVariables, input: unknown): { value: unknown; warnings: { message: string }[] } {
    if (this.#call !== null) {
      const known: FeelVariables = { [VARIABLES]: variables, [INPUT]: input };
      return this.#call(this.#parameters.map((name) => known[name] ?? variables[name] ?? null));
    }
    const helpers = { ...operatorHelpers, ...this.#rewritten.helpers, [VARIABLES]: variables, [INPUT]: input };
    return evaluate(this.#rewritten.text, { ...variables, ...helpers }, 'camunda');
  }
}

function missing(names: Iterable<string>, variables: FeelVariables): { message: string }[] {
  return [...names]
    .filter((name) => !Object.hasOwn(variables, name))
    .map((name) => ({ message: `No variable found with name '${name}'` }));
}
