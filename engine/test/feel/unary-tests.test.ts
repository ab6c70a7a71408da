import { describe, expect, it } from '@jest/globals';
import { FeelError, parseExpression, parseUnaryTests } from '../../feel/index.js';

const NOW = Date.UTC(2026, 0, 31, 10);

function test(cell: string, input: unknown, variables: Record<string, unknown> = {}): boolean | null {
  return parseUnaryTests(cell).test(input, variables, NOW);
}

describe('a cell of literals', () => {
  it.each([
    ['-', null, true],
    ['"gold"', 'gold', true],
    ['"gold"', 'silver', false],
    ['"gold", "silver"', 'silver', true],
    ['"a, b"', 'a, b', true],
    ['not("gold", "silver")', 'bronze', true],
    ['not("gold", "silver")', 'gold', false],
    ['>= 10', 10, true],
    ['< 10, > 50', 30, false],
    ['[1..5]', 5, true],
    ['[1..5)', 5, false],
    [']1..5[', 1, false],
    ['true', true, true],
    ['true', false, false],
    ['false', false, true],
    ['null', null, true],
    ['null', 1, false],
    ['-3.5', -3.5, true],
  ])('%s on %j', (cell, input, result) => {
    expect(test(cell, input)).toBe(result);
  });

  it.each([
    ['> 20', null],
    ['> 20', 'twenty'],
    ['[1..5]', 'three'],
    ['not(> 20)', null],
  ])('cannot say: %s on %j', (cell, input) => {
    expect(test(cell, input)).toBeNull();
  });
});

describe('a cell that is more than literals', () => {
  it('compares with variables and what is made of them', () => {
    expect(test('> limit * 2', 21, { limit: 10 })).toBe(true);
    expect(test('> limit * 2', 20, { limit: 10 })).toBe(false);
    expect(test('[from..to]', 3, { from: 1, to: 4 })).toBe(true);
    expect(test('allowed', 'b', { allowed: ['a', 'b'] })).toBe(true);
    expect(test('allowed', 'c', { allowed: ['a', 'b'] })).toBe(false);
    expect(test('not(allowed)', 'c', { allowed: ['a', 'b'] })).toBe(true);
  });

  it('calls the input ?', () => {
    expect(test('contains(?, "good")', 'goods')).toBe(true);
    expect(test('not(contains(?, "good"))', 'goods')).toBe(false);
    expect(test('list contains([481, 485], ?)', 999)).toBe(false);
    expect(test('? > 3 and ? < limit', 5, { limit: 9 })).toBe(true);
    expect(test('? < 3', null)).toBeNull();
  });

  it('takes false for false, whatever the input is', () => {
    expect(test('not(list contains(known, "TEST"))', 'input', { known: ['A'] })).toBe(true);
  });

  it('tells dates from texts', () => {
    const day = parseExpression('date("2026-01-31")').value({}, NOW);
    expect(test('< date("2026-02-01")', day)).toBe(true);
    expect(test('[date("2026-02-01")..date("2026-03-01")]', day)).toBe(false);
    expect(test('< date("2026-02-01")', '2026-01-31')).toBeNull();
    expect(test('date("2026-01-31")', day)).toBe(true);
  });

  it('reads variables with odd names in backticks', () => {
    expect(test('> `my-limit`', 5, { 'my-limit': 4 })).toBe(true);
    expect(test('> my-limit', 5, { my: 7, limit: 3 })).toBe(true);
  });
});

describe('a bad cell', () => {
  it.each(['', '> ', '"a" "b"', '1,', '[1..', 'big spender'])('%j is refused', (cell) => {
    expect(() => parseUnaryTests(cell)).toThrow(FeelError);
  });
});
