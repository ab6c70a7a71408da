import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EvaluationFailure, parseExpression } from '../../feel/index.js';

const evaluate = (text: string, variables: Record<string, unknown> = {}) =>
  parseExpression(text).evaluate(variables, 0);
const extract = (input: string, pattern: string) => evaluate('extract(input, pattern)', { input, pattern });

describe("regular expressions in Java's notation", () => {
  it.each([
    ['a1b22', '\\d+', ['1', '22']],
    ['aXbxc', '(?i)x', ['X', 'x']],
    ['ab12', '[a-z&&[^b]]', ['a']],
    ['ab12', '[a-z[0-9]]+', ['ab12']],
    ['aaa', 'a*+a', []],
    ['aaab', '(?>a+)b', ['aaab']],
    ['foobar foobaz', '(?<=foo)ba[rz]', ['bar', 'baz']],
    ['foobar barbar', '(?<!foo)bar', ['bar', 'bar']],
    ['foobar', 'foo(?!baz)', ['foo']],
    ['abab', '(ab)\\1', ['abab']],
    ['abab', '(?<x>ab)\\k<x>', ['abab']],
    ['a.b', '\\Q.\\E', ['.']],
    ['x = 1 # no', '(?x) \\w \\s = \\s \\d # a comment', ['x = 1']],
    ['甲乙 丙', '\\p{IsHan}+', ['甲乙', '丙']],
    ['Ab', '\\p{Lu}', ['A']],
    ['a,b', '\\p{Punct}', [',']],
    ['😀x', '.', ['😀', 'x']],
    ['one\ntwo', '(?m)^\\w+$', ['one', 'two']],
    ['one\n', 'one$', ['one']],
    ['one\n\n', 'one$', []],
    ['a\r\nb', '\\R', ['\r\n']],
    ['aaa', 'a{2}', ['aa']],
    ['aaaa', 'a{1,3}?', ['a', 'a', 'a', 'a']],
    ['a-b_c', '\\bb_c\\b', ['b_c']],
    ['\u00e9', '\\x{e9}', ['\u00e9']],
    ['tab\t', '\\t', ['\t']],
    ['abcABC1', '(?i)[^abc]', ['1']],
    ['Xy', '(?i)[x-z&&[^Y]]', ['X']],
    ['a.b..', '\\Qa.\\E?', ['a.']],
    ['b.', 'b\\Q..\\E?', ['b.']],
    ['ab', 'a\\1|b', ['b']],
    ['', 'a*', ['']],
    ['baa', 'a*', ['', 'aa', '']],
  ])('%j has %s', (input, pattern, found) => {
    expect(extract(input, pattern)).toEqual(found);
  });

  it.each([
    '(',
    'a)',
    '[a',
    '*a',
    'a{2',
    'a{3,1}',
    '\\',
    '(?<a>x)(?<a>y)',
    '\\y',
    '\\p{Nothing}',
    '(?<=a*)b',
    '\\k<x>',
    '[z-a]',
  ])('%j is none: the function gives null and says so', (pattern) => {
    const { value, warnings } = parseExpression('matches("a", pattern)').explain({ pattern }, 0);
    expect(value).toBeNull();
    expect(warnings[0]?.message).toMatch(/^Failed to invoke function 'matches': Invalid pattern/);
  });

  it.each([
    ['replace("abc", "(?<x>b)", "[${x}]")', 'a[b]c'],
    ['replace("abc", "b", "\\$1")', 'a$1c'],
    ['replace("abc", "(b)", "$11")', 'ab1c'],
    ['replace("abc", "b", "$1")', null],
    ['replace("abc", "x", "$1")', 'abc'],
    ['replace("aaa", "a*", "x")', 'xx'],
    ['replace("FOO foo", "foo", "x", "i")', 'x x'],
    ['split("a1b2c", "[0-9]")', ['a', 'b', 'c']],
    ['split("abc", "")', ['a', 'b', 'c', '']],
    ['split("", ",")', ['']],
    ['matches("a\\nb", "a.b")', false],
    ['matches("a\\nb", "a.b", "s")', true],
  ])('%s', (text, result) => {
    expect(evaluate(text)).toEqual(result);
  });
});

/** The two languages differ in rounds of a loop that match nothing. */
const canBeEmpty = (inner: string) => /[$^]|\\b|\(\?[=!]/.test(inner) || new RegExp(`^(?:${inner})$`, 'u').test('');

const literal = fc.constantFrom('a', 'b', 'c', '.', '\\d', '\\w', '[ab]', '[^a]', '1', '甲');
const quantifier = fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '{2}', '{1,2}', '{0,2}?');
const { pattern } = fc.letrec<{ pattern: string; item: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    fc.array(tie('item'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    fc.tuple(tie('item'), tie('item')).map(([a, b]) => `(?:${a}|${b})`),
  ),
  item: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.tuple(literal, quantifier).map(([a, q]) => a + q),
    fc.tuple(tie('pattern'), quantifier).map(([inner, q]) => `(${inner})${canBeEmpty(inner) ? '' : q}`),
    fc.tuple(tie('pattern'), fc.constantFrom('(?=', '(?!', '(?:')).map(([inner, open]) => `${open}${inner})`),
    fc.constantFrom('^', '$', '\\b'),
  ),
}));
const input = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' ', '甲'), maxLength: 12 });

describe('any pattern', () => {
  it('finds what JavaScript finds, as far as both mean the same', () => {
    fc.assert(
      fc.property(pattern, input, (text, subject) => {
        const wanted = [...subject.matchAll(new RegExp(text, 'gu'))].map(([match]) => match);
        expect(extract(subject, text)).toEqual(wanted);
      }),
      { numRuns: 3_000 },
    );
  });

  it('ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('(a|b)*+?{}12,[]^$\\.d<=!:')) }), (text) => {
        try {
          extract('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', text);
        } catch (error) {
          expect(error).toBeInstanceOf(EvaluationFailure);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
