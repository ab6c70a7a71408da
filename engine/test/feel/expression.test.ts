import { describe, expect, it } from '@jest/globals';
import { FeelError, aiParameters, isExpression, parseExpression } from '../../feel/index.js';

const NOW = Date.UTC(2026, 2, 31, 15, 30);
const evaluate = (text: string, variables: Record<string, unknown> = {}) =>
  parseExpression(text).evaluate(variables, NOW);

describe('an expression', () => {
  it('begins with an equals sign', () => {
    expect(isExpression('=a + 1')).toBe(true);
    expect(isExpression('a + 1')).toBe(false);
    expect(evaluate('=a + 1', { a: 1 })).toBe(evaluate('a + 1', { a: 1 }));
  });

  it.each(['= 1 +', '= (a', '', '=', 'a b', 'if a then b', '1e3', '"open'])('is refused with its place: %s', (text) => {
    expect(() => parseExpression(text)).toThrow(FeelError);
    try {
      parseExpression(text);
    } catch (error) {
      expect((error as FeelError).position.to).toBeGreaterThanOrEqual((error as FeelError).position.from);
    }
  });

  it('is kept once parsed', () => {
    expect(parseExpression('= x + 41')).toBe(parseExpression('= x + 41'));
  });
});

describe('time', () => {
  it('is that of the evaluation, not of the machine', () => {
    expect(evaluate('now()')).toBe('2026-03-31T15:30:00Z');
    expect(evaluate('today()')).toBe('2026-03-31');
    expect(evaluate('today() + duration("P30D")')).toBe('2026-04-30');
    expect(evaluate('now() + duration(period)', { period: 'PT36H' })).toBe('2026-04-02T03:30:00Z');
    expect(evaluate('date and time(dueAt) < now()', { dueAt: '2026-03-31T23:29:59+08:00' })).toBe(true);
    expect(evaluate('last day of month(today())')).toBe('2026-03-31');
  });
});

describe('uuid', () => {
  it('is of version 7: the time first, and no two alike', () => {
    const [one, other] = [JSON.stringify(evaluate('uuid()')), JSON.stringify(evaluate('uuid()'))];
    expect(one).toMatch(/^"[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}"$/);
    expect(Number.parseInt(one.replace(/["-]/g, '').slice(0, 12), 16)).toBe(NOW);
    expect(one).not.toBe(other);
  });
});

describe('variables', () => {
  it.each([
    ['is defined(a)', { a: null }, false],
    ['is defined(a)', { a: false }, true],
    ['is defined(a)', {}, false],
    ['is defined(a.b.c)', { a: { b: { c: 1 } } }, true],
    ['is defined(a.b.c)', { a: {} }, false],
    ['get or else(a, 5)', {}, 5],
    ['get or else(a.b, "none")', { a: { b: null } }, 'none'],
    ['count(count)', { count: [1, 2, 3] }, 3],
    ['list[and(item > 1, item < 4)]', { list: [1, 2, 3, 4] }, [2, 3]],
    ['list[or(item = 1)][1]', { list: [1, 2] }, 1],
    ['x in ]1..list[2][ and (x > 1)', { list: [1, 9], x: 5 }, true],
    ['x in ]1..list[or(item = 9)][1][ or false', { list: [1, 9], x: 5 }, true],
    ['for.a + some', { for: { a: 1 }, some: 2 }, 3],
    ['[if, every]', { if: 1, every: 2 }, [1, 2]],
    ['for for in [1, 2] return for * if', { if: 2 }, [2, 4]],
    ['if if = 1 then some else 2', { if: 1, some: 'x' }, 'x'],
    ['sum(orders.price)', { orders: [{ price: 0.1 }, { price: 0.2 }] }, 0.3],
    ['orders[price > 2][1].name', { orders: [{ price: 1 }, { price: 3, name: 'b' }] }, 'b'],
    ['some x in list satisfies x.done', { list: [{ done: false }, { done: true }] }, true],
    ['every x in list satisfies x > limit', { list: [3, 4], limit: 2 }, true],
    ['for x in list return x * factor', { list: [1, 2], factor: 10 }, [10, 20]],
    ['for item in list return is defined(item)', { list: [1] }, [true]],
    ['{a: x, b: a + 1}', { x: 1 }, { a: 1, b: 2 }],
    ['if amount > 100 then "large" else "small"', { amount: 101 }, 'large'],
    ['`a-b` + 1', { 'a-b': 1 }, 2],
    ['duplicate values([1, 2, 1])', {}, [1]],
    ['partition([1, 2, 3], 2)', {}, [[1, 2], [3]]],
    ['extract("a1b22", "[0-9]+")', {}, ['1', '22']],
    ['string join(names, "、")', { names: ['甲', '乙'] }, '甲、乙'],
    ['round half up(1.005, 2)', {}, 1.01],
    ['decimal(2.5, 0)', {}, 2],
    ['0.1 * 3', {}, 0.3],
    ['duration("P1Y") / 2', {}, 'P6M'],
    ['[1, 2, 3][item > 1]', {}, [2, 3]],
    ['[1, 2, 3][(item >= limit)]', { limit: 2 }, [2, 3]],
    ['"a" < 1', {}, null],
    ['a and b > 1', { a: true, b: 2 }, true],
    ['contains(lower case(name), "ab")', { name: 'CAB' }, true],
    ['date and time(dueAt).hour', { dueAt: '2026-01-31T10:20:30Z' }, 10],
  ])('%s', (text, variables: Record<string, unknown>, result) => {
    expect(evaluate(text, variables)).toEqual(result);
  });

  it('that are missing are null, and the reply says so', () => {
    expect(parseExpression('=a + b').explain({ b: 1 }, NOW)).toEqual({
      value: null,
      warnings: [{ message: "No variable found with name 'a'" }, { message: "Can't add '1' to 'null'" }],
    });
    expect(parseExpression('=a.b').explain({}, NOW).warnings).toEqual([{ message: "No variable found with name 'a'" }]);
  });

  it('never reach the members every JavaScript object has', () => {
    expect(evaluate('a.constructor', { a: {} })).toBeNull();
    expect(evaluate('toString')).toBeNull();
    expect(evaluate('{a: 1}.constructor.name')).toBeNull();
    expect(evaluate('is defined(constructor)')).toBe(false);
  });
});

describe('the short way for paths and comparisons', () => {
  const variables = { a: { b: 3, list: [{ n: 1 }, { n: 2 }] }, s: 'x', yes: true, no: null };

  it.each([
    'a.b',
    'a.list.n',
    'a.x',
    'x.y',
    'a.b = 3',
    'a.b != 3',
    'a.b > 2',
    'a.b <= 2',
    's = "x"',
    's < "y"',
    's = 1',
    's > 1',
    'no = null',
    'x = null',
    'x != null',
    'no = 1',
    'x > 1',
    'yes = true',
    'yes = false',
    'a = null',
    'yes',
  ])('answers as the long way does: %s', (text) => {
    // Brackets are enough to make it take the long way.
    expect(evaluate(text, variables)).toEqual(evaluate(`(${text})`, variables));
  });
});

describe('fromAi', () => {
  it('hands on what a worker has put into toolCall, and nothing else', () => {
    expect(evaluate('fromAi(toolCall.a, "what it means") + 1', { toolCall: { a: 2 } })).toBe(3);
    expect(evaluate('fromAi(description: "what", value: toolCall.a)', { toolCall: { a: 2 } })).toBe(2);
    expect(evaluate('fromAi(a)', { a: 2 })).toBeNull();
  });

  it('tells what it is asked for', () => {
    const text =
      '={x: fromAi(toolCall.a, "A", "string", {enum: ["b"]}), y: fromAi(value: toolCall.c, options: {required: false})}';
    expect(aiParameters(text)).toEqual([
      { name: 'a', description: 'A', type: 'string', schema: { enum: ['b'] } },
      { name: 'c', options: { required: false } },
    ]);
    expect(aiParameters('=fromAi(a)')).toEqual([]);
  });

  it('is no variable: built-in functions are not missed', () => {
    const { value, warnings } = parseExpression('count(list) + abs(-1)').explain({ list: [1] }, 0);
    expect([value, warnings]).toEqual([2, []]);
  });
});
