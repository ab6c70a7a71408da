import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EvaluationFailure, parseExpression, parseUnaryTests } from '../../feel/index.js';

interface Case {
  readonly page: string;
  readonly expression: string;
  readonly context?: Record<string, unknown>;
  /** The input of unary tests, as an expression. */
  readonly unary?: string;
  /** What the expression is equal to, as an expression. */
  readonly gives?: string;
  /** The message with which it fails. */
  readonly fails?: string;
}

const NOW = Date.UTC(2020, 6, 31, 12, 27, 30);
const cases = readFileSync(new URL('./documented-cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('{"page"'))
  .map((line) => JSON.parse(line) as Case);

const valueOf = (text: string, context: Record<string, unknown> = {}) => parseExpression(text).value(context, NOW);

/** Equal to FEEL: the same value of the same type. */
function isSame(found: unknown, wanted: unknown): unknown {
  return valueOf('found = wanted', { found, wanted });
}

const succeeding = cases.filter(({ gives }) => gives !== undefined);
const failing = cases.filter(({ fails }) => fails !== undefined);

describe("the examples of Camunda's FEEL documentation", () => {
  it('are all there', () => {
    expect([succeeding.length, failing.length]).toEqual([462, 4]);
  });

  it.each(succeeding.filter(({ unary }) => unary === undefined))(
    '$page: $expression',
    ({ expression, context, gives }) => {
      const found = valueOf(expression, context);
      expect([found, isSame(found, valueOf(gives ?? ''))]).toEqual([found, true]);
    },
  );

  it.each(succeeding.filter(({ unary }) => unary !== undefined))('$page: $expression on $unary', (test) => {
    const passed = parseUnaryTests(test.expression).test(valueOf(test.unary ?? ''), test.context ?? {}, NOW);
    expect(String(passed)).toBe(test.gives);
  });

  it.each(failing)('$page: $expression fails', ({ expression, context, fails }) => {
    expect(() => valueOf(expression, context)).toThrow(EvaluationFailure);
    expect(() => valueOf(expression, context)).toThrow(
      `Assertion failure on evaluate the expression '${expression}': ${fails ?? ''}`,
    );
  });
});
