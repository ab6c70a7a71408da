import { describe, expect, it } from '@jest/globals';
import { parseExpression, parseJson } from '../../feel/index.js';

/** As JSON again. */
const again = (text: string) => JSON.stringify(parseJson(text));
const evaluate = (text: string, json: string) => parseExpression(text).evaluate(parseJson(json) as object as never, 0);

describe('JSON with numbers that a double does not keep', () => {
  it.each([
    ['9007199254740993', '9007199254740993'],
    ['[12345678901234567890, -9223372036854775808]', '[12345678901234567890,-9223372036854775808]'],
    ['{"a": 1.0, "b": {"c": [2.00, 0.0]}}', '{"a":1.0,"b":{"c":[2.0,0.0]}}'],
    ['[1e3, 1.5E1, 1E7, 12e20]', '[1000.0,15.0,1.0E7,1.2E21]'],
    ['[1.5, 1.50, 0.1, 1e-7, 100, -3]', '[1.5,1.5,0.1,1e-7,100,-3]'],
    ['"1.0 and 12345678901234567"', '"1.0 and 12345678901234567"'],
    [
      '{"text": ":1.0,", "q\\"uote": [1.0, "\\\\"], "end": "\\\\\\""}',
      '{"text":":1.0,","q\\"uote":[1.0,"\\\\"],"end":"\\\\\\""}',
    ],
    [' [ 1.0 , true , false , null , { } , [ ] , "" ] ', '[1.0,true,false,null,{},[],""]'],
    ['{"a": 1.0, "a": 2.0}', '{"a":2.0}'],
    ['{"__proto__": 1.0}', '{"__proto__":1.0}'],
  ])('%s', (text, written) => {
    expect(again(text)).toBe(written);
    expect(JSON.parse(again(text))).toEqual(JSON.parse(text));
  });

  it('is plain where plain numbers do', () => {
    const text = '{"a": [1, 2.5, "x"], "at": "2026-01-01T10:00:00.000Z"}';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('is exact only within the members asked for', () => {
    const text = '{"timeout": 60000.0, "variables": {"timeout": 60000.0}, "deep": [{"variables": [1.0]}, 2.0]}';
    expect(JSON.stringify(parseJson(text, new Set(['variables'])))).toBe(
      '{"timeout":60000,"variables":{"timeout":60000.0},"deep":[{"variables":[1.0]},2]}',
    );
  });

  it.each(['1e400', '[-1E999]', `[${'9'.repeat(401)}]`])('refuses what is no number of Java either: %s', (text) => {
    expect(() => parseJson(text)).toThrow(/out of range/);
  });

  it.each(['[1.0', '{"a": 1.0,}', '[01.0]', '1.0 1.0'])('refuses what is no JSON: %s', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it('leaves what is nested without end to those who refuse it', () => {
    expect(parseJson(`[1.0,${'['.repeat(5_000)}${']'.repeat(5_000)}]`)).toEqual([1, [expect.any(Array)]]);
  });
});

describe('such numbers in FEEL', () => {
  it.each([
    ['string(n)', '{"n": 1.0}', '1.0'],
    ['string(n)', '{"n": 100.00}', '100.0'],
    ['string(n + 1)', '{"n": 9007199254740993}', '9007199254740994'],
    ['n = 1', '{"n": 1.0}', true],
    ['n != 1', '{"n": 1.0}', false],
    ['n > 9007199254740992', '{"n": 9007199254740993}', true],
    ['n > 0.5', '{"n": 1.0}', true],
    ['n = "1"', '{"n": 1.0}', null],
    ['n = null', '{"n": 1.0}', false],
    ['n.units', '{"n": 1.0}', null],
    ['list[item = 2]', '{"list": [1.0, 2.0]}', [2]],
    ['list[n]', '{"list": ["a", "b"], "n": 2.0}', 'b'],
    ['n instance of number', '{"n": 1.0}', true],
    ['from json(text) * 2', '{"text": "4503599627370497.0"}', 9007199254740994],
  ])('%s over %s', (text, json, result) => {
    const value = evaluate(text, json);
    expect(typeof value === 'object' ? JSON.parse(JSON.stringify(value)) : value).toEqual(result);
  });

  it.each([
    ['n', '{"n": 1.0}', '1'],
    ['n + 0.5', '{"n": 1.0}', '1.5'],
    ['n', '{"n": 9007199254740993}', '9007199254740993'],
    ['n * 1000', '{"n": 9007199254740993}', '9007199254740993000'],
    ['12345678901234567890 + 1', '{}', '12345678901234567891'],
    ['{a: n}', '{"n": 9007199254740993}', '{"a":9007199254740993}'],
    ['2 ** 200', '{}', '1.6069380442589903e+60'],
  ])('%s over %s is handed on as %s', (text, json, written) => {
    expect(JSON.stringify(evaluate(text, json))).toBe(written);
  });
});
