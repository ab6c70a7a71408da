import { comparison } from './comparison.js';
import type { ComparisonOperator } from './comparison.js';
import type { UnaryTest } from './unary-test-helpers.js';
import { anyOf, noneOf } from './unary-test-helpers.js';

/** At most 15 digits: what a double keeps exactly. */
const NUMBER = String.raw`-?(?![\d.]{16})(?:0|[1-9]\d*)(?:\.\d+)?`;
const ONE = new RegExp(
  String.raw`\s*(?:(?<operator><=|>=|<|>)?\s*(?<literal>${NUMBER}|"[^"\\]*"|true\b|false\b|null\b)` +
    String.raw`|(?<open>[[\](])\s*(?<start>${NUMBER})\s*\.\.\s*(?<end>${NUMBER})\s*(?<close>[\][)]))\s*(?<next>,|$)`,
  'y',
);
const NEGATION = /^not\s*\(([^()]*)\)$/;

/**
 * Cells of literals, comparisons with a literal and ranges of numbers make up most tables; null for anything else,
 * which feelin reads.
 */
export function fastUnaryTests(text: string): UnaryTest | null {
  const trimmed = text.trim();
  if (trimmed === '-') return () => true;
  const negated = NEGATION.exec(trimmed)?.[1];
  const tests = readTests(negated ?? trimmed);
  if (tests === null) return null;
  const combine = negated === undefined ? anyOf : noneOf;
  const [only] = tests;
  if (tests.length === 1 && only !== undefined && negated === undefined) return only;
  return (input) => combine(tests.map((test) => test(input)));
}

function readTests(text: string): UnaryTest[] | null {
  const tests: UnaryTest[] = [];
  ONE.lastIndex = 0;
  for (;;) {
    const groups = ONE.exec(text)?.groups;
    if (groups === undefined) return null;
    tests.push(groups['literal'] === undefined ? range(groups) : literal(groups['operator'] ?? '=', groups['literal']));
    if (groups['next'] === '') return tests;
  }
}

function literal(operator: string, text: string): UnaryTest {
  const compare = comparison[operator as ComparisonOperator];
  const value = JSON.parse(text) as unknown;
  const fast = typeof value === 'number' ? NUMBERS[operator] : undefined;
  if (typeof value === 'number' && fast !== undefined)
    return (input) => (typeof input === 'number' ? fast(input, value) : compare(input, value));
  if (typeof value === 'string' && operator === '=')
    return (input) => (typeof input === 'string' ? input === value : compare(input, value));
  return (input) => compare(input, value);
}

const NUMBERS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function range({ open, start, end, close }: Record<string, string | undefined>): UnaryTest {
  const from = literal(open === '[' ? '>=' : '>', start ?? '');
  const to = literal(close === ']' ? '<=' : '<', end ?? '');
  return (input) => {
    const [above, below] = [from(input), to(input)];
    return above === null || below === null ? null : above && below;
  };
}
