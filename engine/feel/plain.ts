import type { ComparisonOperator, Node } from './syntax/tree.js';
import { Decimal } from './values/decimal.js';
import { plainJson } from './values/json.js';
import type { Json } from './values/json.js';
import { compareNumbers } from './values/number.js';

/** Plain JSON, or values of other expressions. */
export type FeelVariables = Readonly<Record<string, unknown>>;

/** Works the expression out over variables that are plain JSON. */
export type PlainEvaluation = (variables: FeelVariables) => Json;

/**
 * Paths (`a.b`) and their comparison with a literal make up most expressions. They need neither limits nor names of
 * their own, so they go without; null for anything else.
 */
export function plainEvaluation(node: Node): PlainEvaluation | null {
  const value = readerOf(node);
  if (value !== null) return (variables) => asJson(value(variables));
  if (node.kind !== 'comparison' || node.right.kind !== 'literal') return null;
  const left = readerOf(node.left);
  const right = node.right.value;
  if (left === null || (typeof right === 'object' && right !== null)) return null;
  const { operator } = node;
  return (variables) => compare(left(variables), operator, right);
}

function readerOf(node: Node): ((variables: FeelVariables) => unknown) | null {
  if (node.kind === 'name') {
    const { name } = node;
    return (variables) => (Object.hasOwn(variables, name) ? (variables[name] ?? null) : null);
  }
  if (node.kind !== 'path' || node.base.kind !== 'name') return null;
  const path = [node.base.name, ...node.names];
  return (variables) => walk(variables, path, 0);
}

/** Variables are JSON already; a text is checked, because it is a result. */
function asJson(value: unknown): Json {
  const plain = plainJson(value);
  return plain === undefined ? (value as Json) : plain;
}

/** A path through a list goes through each of its members. */
function walk(value: unknown, path: readonly string[], from: number): unknown {
  let current = value;
  for (let at = from; at < path.length; at += 1) {
    if (Array.isArray(current)) return current.map((item: unknown) => walk(item, path, at));
    const name = path[at] ?? '';
    if (typeof current !== 'object' || current === null || current instanceof Decimal) return null;
    if (!Object.hasOwn(current, name)) return null;
    current = (current as Record<string, unknown>)[name];
  }
  return current ?? null;
}

type Plain = null | boolean | number | string;

/** null where FEEL says the two cannot be compared. */
function compare(left: unknown, operator: ComparisonOperator, right: Plain): boolean | null {
  if (left instanceof Decimal && typeof right === 'number') return order(compareNumbers(left, right), operator, 0);
  if (operator === '=' || operator === '!=') {
    const equal = isEqual(left, right);
    return equal === null ? null : equal === (operator === '=');
  }
  if (typeof left === 'number' && typeof right === 'number') return order(left, operator, right);
  return typeof left === 'string' && typeof right === 'string' ? order(left, operator, right) : null;
}

function isEqual(left: unknown, right: Plain): boolean | null {
  if (left === null || right === null) return left === right;
  return typeof left === typeof right ? left === right : null;
}

function order(left: number | string, operator: ComparisonOperator, right: number | string): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}
