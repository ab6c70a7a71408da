import type { Json } from './values.js';

/** Works the expression out without feelin. */
export type FastEvaluation = (variables: Readonly<Record<string, unknown>>) => unknown;

const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
const COMPARISON = /^([A-Za-z_][\w.]*)\s*(=|!=|<=|>=|<|>)\s*(-?\d+(?:\.\d+)?|"[^"\\]*"|true|false|null)$/;
/** Words that are no variable, and members that dates and durations have (a text is no date here, so none is hidden). */
const KEYWORDS = new Set(['null', 'true', 'false', 'if', 'for', 'some', 'every', 'not', 'function', 'in', 'and', 'or']);

/** Plain paths (`a.b`) and comparisons of one with a literal make up most conditions; null for anything else. */
export function fastPath(text: string): FastEvaluation | null {
  const path = readPath(text);
  if (path !== null) return (variables) => walk(variables, path);
  const match = COMPARISON.exec(text);
  if (match === null) return null;
  const [, left = '', operator = '=', literal = 'null'] = match;
  const side = readPath(left);
  if (side === null) return null;
  const right = JSON.parse(literal) as Json;
  return (variables) => compare(walk(variables, side), operator, right);
}

function readPath(text: string): readonly string[] | null {
  if (!PATH.test(text)) return null;
  const path = text.split('.');
  return path.some((name) => KEYWORDS.has(name)) ? null : path;
}

/** A path through a list goes through each of its members. */
function walk(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const [index, name] of path.entries()) {
    if (Array.isArray(current)) return current.map((item: unknown) => walk(item, path.slice(index)));
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return null;
    current = (current as Record<string, unknown>)[name];
  }
  return current ?? null;
}

/** null where FEEL says the two cannot be compared. */
function compare(left: unknown, operator: string, right: Json): boolean | null {
  if (operator === '=' || operator === '!=') {
    const equal = isEqual(left, right);
    return equal === null ? null : equal === (operator === '=');
  }
  if (typeof left === 'number' && typeof right === 'number') return order(left, operator, right);
  return typeof left === 'string' && typeof right === 'string' ? order(left, operator, right) : null;
}

function isEqual(left: unknown, right: Json): boolean | null {
  if (left === null || right === null) return left === right;
  return typeof left === typeof right && typeof left !== 'object' ? left === right : null;
}

function order(left: number | string, operator: string, right: number | string): boolean {
  switch (operator) {
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
