import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EvaluationFailure, FeelError, parseExpression, parseUnaryTests } from '../../feel/index.js';

interface Case {
  readonly expression: string;
  /** The variables, as an expression. */
  readonly context?: string;
  /** The input of unary tests, as an expression. */
  readonly input?: string;
  readonly gives: string;
}

const NOW = Date.UTC(2020, 6, 31, 12, 27, 30);
const cases = readFileSync(new URL('./peer-cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('{"expression"'))
  .map((line) => JSON.parse(line) as Case);

function valueOf(text: string, variables: Record<string, unknown> = {}): unknown {
  return parseExpression(text).value(variables, NOW);
}

function outcome({ expression, context, input }: Case): unknown {
  try {
    const variables = context === undefined ? {} : (valueOf(context) as Record<string, unknown>);
    if (input !== undefined) return String(parseUnaryTests(expression).test(valueOf(input), variables, NOW));
    parseExpression(expression);
    return valueOf(`string([${expression}\n])`, variables);
  } catch (error) {
    if (error instanceof FeelError) return 'no expression';
    if (error instanceof EvaluationFailure) return 'failure';
    throw error;
  }
}

describe("FEEL as Zeebe's own engine works it out", () => {
  it('reads every case of the table', () => {
    expect(cases.length).toBeGreaterThan(1_200);
  });

  it.each(cases)('$expression $context $input', (test) => {
    expect(outcome(test)).toBe(test.gives);
  });
});
