import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FeelError, parseExpression, parseUnaryTests } from '../../feel/index.js';

interface Case {
  readonly expression: string;
  readonly context?: Record<string, unknown>;
  readonly unary?: unknown;
  readonly result?: unknown;
  readonly error?: boolean;
}

const NOW = Date.UTC(2026, 0, 31, 10);
const cases = readFileSync(new URL('./feel-cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('{"expression"'))
  .map((line) => JSON.parse(line) as Case);

const READERS: Readonly<Record<string, string>> = {
  '@Duration': 'duration',
  '@Period': 'duration',
  '@LocalTime': 'time',
  '@LocalDateTime': 'date and time',
  '@ZonedDateTime': 'date and time',
};

/** The file writes temporal values as Java does; as a variable they are FEEL's ISO text. */
function expected(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return result;
  const [type, text] = Object.entries(result as Record<string, unknown>)[0] ?? ['', ''];
  const reader = READERS[type];
  if (reader !== undefined) return parseExpression(`${reader}(text)`).evaluate({ text }, NOW);
  return type.startsWith('@') ? text : result;
}

function outcome({ expression, context = {}, ...rest }: Case): unknown {
  try {
    if ('unary' in rest) return parseUnaryTests(expression).test(rest.unary, context, NOW);
    return parseExpression(expression).evaluate(context, NOW);
  } catch (error) {
    if (error instanceof FeelError) return 'no expression';
    throw error;
  }
}

function wanted(test: Case): unknown {
  return test.error === true ? 'no expression' : expected(test.result);
}

describe('FEEL as Zeebe works it out', () => {
  it('reads every case of the table', () => {
    expect(cases).toHaveLength(125);
  });

  it.each(cases)('$expression', (test) => {
    expect(outcome(test)).toEqual(wanted(test));
  });
});
