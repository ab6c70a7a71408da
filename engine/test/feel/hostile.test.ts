import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EvaluationFailure, FeelError, asOneCommand, parseExpression, parseUnaryTests } from '../../feel/index.js';
import { attacks } from './attacks.js';

const LONGEST_MS = 1_500;
const TIMER = fileURLToPath(new URL('time-attacks.ts', import.meta.url));

/** Processor time of each attack, ms by name: that of others on the same machine does not count, nor does coverage. */
let times: Readonly<Record<string, number>>;
beforeAll(async () => {
  const env = { ...process.env, NODE_OPTIONS: '', NODE_V8_COVERAGE: '' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', TIMER], { env });
  times = JSON.parse(stdout) as Readonly<Record<string, number>>;
}, 120_000);

describe('an expression that wants to stop or stall', () => {
  it.each(attacks)('ends, and the next one is as it was: $name', ({ name, expression, outcome, reason }) => {
    let value: unknown;
    try {
      const { value: found, warnings } = parseExpression(expression).explain({ a: true }, 0);
      value = [found, warnings.at(-1)?.message];
    } catch (error) {
      value = error;
    }
    expect(times[name]).toBeLessThan(LONGEST_MS);
    if (outcome === 'null') expect(value).toEqual([null, expect.stringMatching(reason)]);
    else {
      expect(value).toBeInstanceOf(outcome === 'refused' ? FeelError : EvaluationFailure);
      expect((value as Error).message).toMatch(reason);
      expect((value as Error).message.length).toBeLessThan(600);
    }
    expect(parseExpression('sum(for i in 1..100 return i)').evaluate({}, 0)).toBe(5050);
  });
});

describe('the evaluations of one command', () => {
  const heavy = parseExpression('count(for i in 1..200000 return i)');

  it('share what is allowed to it', () => {
    const done = asOneCommand(() => {
      let count = 0;
      try {
        for (; count < 100; count += 1) heavy.evaluate({}, 0);
      } catch (error) {
        expect(error).toBeInstanceOf(EvaluationFailure);
      }
      return count;
    });
    expect(done).toBeGreaterThan(2);
    expect(done).toBeLessThan(10);
  });

  it('do not count for the next command, nor outside of one', () => {
    expect(asOneCommand(() => heavy.evaluate({}, 0))).toBe(200_000);
    for (let count = 0; count < 12; count += 1) expect(heavy.evaluate({}, 0)).toBe(200_000);
  });
});

const word = fc.constantFrom(
  ...['a', 'b', '1', '0.5', '"x"', 'null', 'true', '?', '-', '+', '*', '/', '**', '=', '!=', '<', '>=', '..', '.', ','],
  ...['(', ')', '[', ']', '{', '}', ':', '`', '@"P1D"', '//', '/*', '*/', '\\', '"', ' ', '\n', '😀', '\ud800', '\0'],
  ...[
    'if',
    'then',
    'else',
    'for',
    'in',
    'return',
    'some',
    'every',
    'satisfies',
    'function',
    'and',
    'or',
    'not',
    'item',
  ],
  ...[
    'between',
    'instance of',
    'date',
    'duration',
    'date and time',
    'count',
    'string join',
    'matches',
    'partial',
    'sort',
  ],
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
);

describe('any text at all', () => {
  it.each([
    ['expression', (given: string) => parseExpression(given).explain({ a: [1, { b: 2 }], b: 'x' }, 0)],
    ['unary tests', (given: string) => parseUnaryTests(given).test(5, { a: [1, 2] }, 0)],
  ])('gives an answer or a clear refusal as %s', (_name, work) => {
    fc.assert(
      fc.property(text, (given) => {
        try {
          JSON.stringify(work(given));
        } catch (error) {
          expect([FeelError, EvaluationFailure]).toContain((error as Error).constructor);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
