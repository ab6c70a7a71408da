import { evaluate, parseExpression, parseUnaryTests } from 'feelin';
import { FeelError } from './feel-error.js';
import { FROM_AI, toolCallPath } from './from-ai.js';
import { suppliedFunctions } from './functions.js';
import { INPUT, childrenOf, unaryTestsText } from './rewrite-unary-tests.js';
import type { Node } from './rewrite-unary-tests.js';

/** What the text becomes for feelin, and what it needs. */
export interface Rewritten {
  readonly text: string;
  /** Names of variables the expression may read, bound ones included. */
  readonly names: ReadonlySet<string>;
  /** Helper functions by the alias they have in the text. */
  readonly helpers: Readonly<Record<string, unknown>>;
}

const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'zeebe_add',
  '-': 'zeebe_subtract',
  '*': 'zeebe_multiply',
  '/': 'zeebe_divide',
  '**': 'zeebe_power',
  '=': 'zeebe_equal',
  '!=': 'zeebe_not_equal',
  '<': 'zeebe_less',
  '<=': 'zeebe_at_most',
  '>': 'zeebe_greater',
  '>=': 'zeebe_at_least',
};

export type FeelKind = 'expression' | 'unary tests';

export const VARIABLES = 'zeebe_variables';
const HAS = 'zeebe_has';
const DEFINED = 'is defined';
const suppliedNames = Object.fromEntries([...suppliedFunctions.keys(), DEFINED, FROM_AI].map((name) => [name, null]));

/**
 * Turns what feelin does differently from Zeebe into calls of our functions: operators become exact ones, functions are
 * called by an alias (so that a variable named `count` does not hide `count()`), `is defined` looks at the variables.
 */
export function rewrite(text: string, kind: FeelKind, oddNames: readonly string[]): Rewritten {
  const known = { ...suppliedNames, ...Object.fromEntries(oddNames.map((name) => [name, null])) };
  const parse = kind === 'expression' ? parseExpression : parseUnaryTests;
  const tree = parse(text, known, 'camunda');
  return new Rewriter(text, new Set(oddNames)).run(tree.topNode);
}

class Rewriter {
  readonly #names = new Set<string>();
  readonly #bound = new Set<string>();
  readonly #helpers: Record<string, unknown> = {};

  constructor(
    private readonly text: string,
    private readonly oddNames: ReadonlySet<string>,
  ) {}

  run(top: Node): Rewritten {
    this.#collect(top);
    const text = this.#emit(top);
    return { text, names: this.#names, helpers: this.#helpers };
  }

  /** Checks the syntax and gathers names before anything is written. */
  #collect(node: Node): void {
    if (node.type.isError) throw this.#error(node);
    if (node.name === 'NumericLiteral' && /[a-z]/i.test(this.#source(node))) throw this.#error(node);
    if (node.name === 'VariableName') this.#collectName(node);
    if (node.name === 'Name') this.#bound.add(nameOf(this.#source(node)));
    for (const child of childrenOf(node)) this.#collect(child);
  }

  #collectName(node: Node): void {
    const name = nameOf(this.#source(node));
    const isCalled = node.nextSibling?.name === '(' && node.parent?.name === 'FunctionInvocation';
    // Zeebe knows no variable names with blanks outside backticks; feelin reads "a b" as one.
    if (!isCalled && /\s/.test(this.#source(node)) && !this.#source(node).startsWith('`') && !this.oddNames.has(name)) {
      throw this.#error(node);
    }
    if (!isCalled || !isBuiltIn(name)) this.#names.add(name);
  }

  #error(node: Node): FeelError {
    const near = this.text.slice(node.from, node.to).trim();
    const where = near === '' ? `at position ${String(node.from)}` : `near '${near}'`;
    return new FeelError(`Failed to parse expression '${this.text}': unexpected input ${where}`, this.text, {
      from: node.from,
      to: node.to,
    });
  }

  #source(node: Node): string {
    return this.text.slice(node.from, node.to);
  }

  #emit(node: Node): string {
    const children = childrenOf(node);
    if (node.name === '?') return INPUT;
    if (node.name === 'UnaryTests') return unaryTestsText(node, (child) => this.#emit(child));
    if (node.name === 'StringLiteral') return this.#source(node).replace(/(?<!\\)((?:\\\\)*)\\u/g, '$1\\\\u');
    if (node.name === 'ArithmeticExpression' && children.length === 3) return this.#operator(children);
    if (node.name === 'Comparison' && children[1]?.name === 'CompareOp') {
      // feelin tells a filter from an index by its form: it must remain a comparison.
      return isFilter(node) ? `${this.#operator(children)} = true` : this.#operator(children);
    }
    if (node.name === 'FunctionInvocation') return this.#call(node, children);
    return this.#copy(node, children);
  }

  /** The text as it stands, with the children rewritten in their places. */
  #copy(node: Node, children: readonly Node[]): string {
    let at = node.from;
    let written = '';
    for (const child of children) {
      written += this.text.slice(at, child.from) + this.#emit(child);
      at = child.to;
    }
    return written + this.text.slice(at, node.to);
  }

  #operator([left, operator, right]: readonly Node[]): string {
    if (left === undefined || operator === undefined || right === undefined)
      throw new Error('an operator has two sides');
    const alias = OPERATORS[this.#source(operator)];
    if (alias === undefined) throw this.#error(operator);
    return `${alias}(${this.#emit(left)}, ${this.#emit(right)})`;
  }

  #call(node: Node, children: readonly Node[]): string {
    const called = children[0];
    if (called === undefined || !['VariableName', 'SpecialFunctionName'].includes(called.name)) {
      return this.#copy(node, children);
    }
    const name = nameOf(this.#source(called));
    if (name === DEFINED) return this.#isDefined(children[2]);
    if (name === FROM_AI) return this.#fromAi(node);
    const helper = suppliedFunctions.get(name) ?? functionOfFeelin(name);
    if (helper === undefined) return this.#copy(node, children);
    const alias = `zeebe_fn_${name.replace(/\W/g, '_')}`;
    this.#helpers[alias] = helper;
    return `${alias}${this.#copy(node, children).slice(this.#emit(called).length)}`;
  }

  /** `fromAi(toolCall.a, …)` is what the worker has put there; the rest is said to the worker. */
  #fromAi(node: Node): string {
    const path = toolCallPath(node, this.text);
    return path === null ? 'null' : `(${this.#emit(path)})`;
  }

  /** `is defined(a.b)`: a has a member b, null or not. */
  #isDefined(parameters: Node | undefined): string {
    const argument = parameters === undefined ? undefined : childrenOf(parameters)[0];
    if (argument?.name === 'PathExpression') {
      const [base, , member] = childrenOf(argument);
      if (base !== undefined && member !== undefined) {
        return `${HAS}(${this.#emit(base)}, ${JSON.stringify(nameOf(this.#source(member)))})`;
      }
    }
    if (argument?.name === 'VariableName') {
      const name = nameOf(this.#source(argument));
      if (!this.#bound.has(name)) return `${HAS}(${VARIABLES}, ${JSON.stringify(name)})`;
    }
    return argument === undefined ? 'false' : `(${this.#emit(argument)}) != null`;
  }
}

/** Is it the condition of `list[condition]`, brackets apart? */
function isFilter(node: Node): boolean {
  if (node.parent?.name === 'ParenthesizedExpression') return isFilter(node.parent);
  return node.parent?.name === 'FilterExpression';
}

/** A name without backticks, with single blanks. */
function nameOf(source: string): string {
  return source.replaceAll('`', '').replace(/\s+/g, ' ');
}

/** A function that is called by an alias: no variable of that name is read. */
function isBuiltIn(name: string): boolean {
  return name === DEFINED || name === FROM_AI || suppliedFunctions.has(name) || functionOfFeelin(name) !== undefined;
}

function functionOfFeelin(name: string): unknown {
  const { value } = evaluate(name, {}, 'camunda');
  return typeof value === 'function' ? value : undefined;
}
