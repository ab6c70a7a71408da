import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { differencesFromZeebe, FeelError, parseExpression, parseUnaryTests } from '../../feel/index.js';

const NOW = Date.UTC(2026, 2, 31, 15, 30);
const evaluate = (text: string, variables: Record<string, unknown> = {}) =>
  parseExpression(text).evaluate(variables, NOW);

describe('what is known to differ from Zeebe', () => {
  it.each([
    // expression, what Zeebe gives, what this engine gives
    ['fromAi(5)', 5, null],
    ['round half up(5.5)', null, 6],
    ['floor(n: 1.55, scale: 1)', null, 1.5],
    ['x between abs(1) and 9', null, true],
    ['x between (1) and 9', null, true],
    ['list contains([{a: 1}], {a: 1})', false, true],
    ['{a: 1} in [{a: 1}]', false, true],
    ['duration("P100D") / 3', '-P16DT9H2M48S', 'P33DT8H'],
    ['date and time("2026-01-01T10:00:00@UTC+01:00")', '2026-01-01T10:00:00@UTC+01:00', null],
    ['duration("p1d")', 'P1D', null],
    ['duration("+P1D")', 'P1D', null],
    ['date("275761-01-01")', '+275761-01-01', null],
  ])('is found in %s', (text, there, here) => {
    expect(evaluate(text, { x: 5 })).toEqual(here);
    expect(here).not.toEqual(there);
    expect(differencesFromZeebe(text)).not.toEqual([]);
  });

  it('cannot all be seen in the text', () => {
    expect(evaluate('string(10 ** 400)')).toBe('1.000000000000000000000000000000000E+400');
    expect(evaluate('string(10 ** 500)')).toBeNull();
    expect(evaluate('matches("aab", "(?<=a+)b")')).toBeNull();
    expect(() => evaluate('if true then1 else 2')).toThrow(FeelError);
    expect(parseUnaryTests('[?, 1]').test(1, {}, NOW)).not.toBe(false);
    expect(() => evaluate('date and time(now(), zone)', { zone: 'GMT+2' })).toThrow("there is no time zone 'GMT+2'");
  });
});

describe('a sentence', () => {
  it.each([
    ['{a: fromAi(x)}', "'fromAi' of anything but toolCall.name is null here"],
    ['round up(x)', "'round up' with one argument is null in Zeebe; give the number of places, too"],
    ['ceil(x)', "no function 'ceil' takes 1 arguments: it gives null"],
    ['abs(number: 1, y: 2)', "no function 'abs' takes arguments named number, y: it gives null"],
    ['list replace(x, 1, 2)', "no function 'list replace' takes 3 arguments: it gives null"],
    ['date("2026-02-30") > x', 'date("2026-02-30") is null: no such value'],
    ['if x then @"PT1" else @"PT1H"', '@"PT1" is null: no such value'],
    ['date and time(x, "Europe/Shanghai")', "'Europe/Shanghai' is no time zone here"],
    ['duration("P60D") / x', 'a duration beyond 24 days divided by a number: Zeebe counts its milliseconds in 32 bits'],
    ['x in [{a: 1}, y]', 'a context is looked for in a list: Zeebe does not always find it'],
    [
      'a.b between floor(x) and 9',
      "'x between f(y) and z': Zeebe takes 'x between f' for the name of a function; write '(x) between …'",
    ],
  ])('says what is wrong with %s', (text, sentence) => {
    expect(differencesFromZeebe(text)).toEqual([sentence]);
  });

  it.each([
    'fromAi(toolCall.name, "what")',
    'round up(x, 0)',
    'floor(x) + floor(x, 1) + round up(n: x, scale: 1)',
    '{f: function(a) a + 1, b: f(2)}.b',
    'a.f(1)',
    'x between 1 and floor(y)',
    'floor(x) between floor(1) and 9',
    '(x) between floor(1) and 9',
    '5 between floor(1) and 9',
    'x between y and floor(9)',
    'x between y and (9)',
    'x\nbetween floor(1) and 9',
    'a = "x between f(1)"',
    'list contains(x, y)',
    'duration("P60D") / duration("P1D")',
    'duration("P60D") / 5',
    '"@\\"PT1\\""',
    'date and time(x, "Asia/Shanghai")',
    'date and time(x, y)',
    'cycle(3, duration("PT1H"))',
    'date(x)',
  ])('is not said about %s', (text) => {
    expect(differencesFromZeebe(text)).toEqual([]);
  });

  it('is an error where there is no expression', () => {
    expect(() => differencesFromZeebe('a +')).toThrow(FeelError);
  });

  it("is not said about the examples of Camunda's documentation, but where they are null, there or everywhere", () => {
    const lines = readFileSync(new URL('./documented-cases.jsonl', import.meta.url), 'utf8').split('\n');
    const cases = lines
      .filter((line) => line.startsWith('{"page"'))
      .map((line) => JSON.parse(line) as Record<string, string>);
    const said = cases
      .filter(({ unary }) => unary === undefined)
      .flatMap(({ expression = '' }) => differencesFromZeebe(expression).map(() => expression));
    expect(said.map((expression) => expression.replace(/ ?\(-?5\.5\)/, ''))).toEqual([
      'date("2024-06-31")',
      'date and time("2024-06-31T10:00:00")',
      ...['round up', 'round down', 'round half up', 'round half down'].flatMap((name) => [name, name]),
      '@"2024-06-31"',
      'unknown(1)',
    ]);
  });
});
