import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { duration, parseDateTime, parseTime } from 'feelin';
import { FeelError, parseExpression, parseUnaryTests } from '../../feel/index.js';

interface Case {
  readonly expression: string;
  readonly context?: Record<string, unknown>;
  readonly unary?: unknown;
  readonly result?: unknown;
  readonly error?: boolean;
}

/** Cases that differ from Zeebe; the reasons stand in engine/feel/README.md. One that begins to pass fails this test. */
const KNOWN_DIFFERENCES = new Set([
  'string(12345678901234567890 + 1)',
  'string(1.0)',
  'string(1.50)',
  'string(2 * 0.5)',
  'string([1.0, {a: "x"}, null])',
  'string(10 / 3)',
]);

const NOW = Date.UTC(2026, 0, 31, 10);
const cases = readFileSync(new URL('./feel-cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('{"expression"'))
  .map((line) => JSON.parse(line) as Case);

/** The file writes temporal values as Java does; as a variable they are FEEL's ISO text. */
function expected(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return result;
  const [type, text] = Object.entries(result as Record<string, unknown>)[0] ?? ['', ''];
  if (typeof text !== 'string') return result;
  switch (type) {
    case '@Duration':
    case '@Period':
      return duration(text)
        ?.toString()
        .replace(/^PT0S$/, 'P0D');
    case '@LocalTime':
      return parseTime(text)?.toString();
    case '@LocalDateTime':
    case '@ZonedDateTime':
      return parseDateTime(text.replace(/[+-]\d\d:\d\d\[(.*)\]/, '@$1'))?.toString();
    default:
      return type.startsWith('@') ? text : result;
  }
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

  it.each(cases.filter(({ expression }) => !KNOWN_DIFFERENCES.has(expression)))('$expression', (test) => {
    expect(outcome(test)).toEqual(wanted(test));
  });

  it.each(cases.filter(({ expression }) => KNOWN_DIFFERENCES.has(expression)))('still differs: $expression', (test) => {
    expect(outcome(test)).not.toEqual(wanted(test));
  });
});
