import type { CharacterTest } from './tree.js';

const range =
  (from: string, to: string): CharacterTest =>
  (code) =>
    code >= (from.codePointAt(0) ?? 0) && code <= (to.codePointAt(0) ?? 0);

export const anyOf =
  (...tests: readonly CharacterTest[]): CharacterTest =>
  (code) =>
    tests.some((test) => test(code));

export const allOf =
  (...tests: readonly CharacterTest[]): CharacterTest =>
  (code) =>
    tests.every((test) => test(code));

export const not =
  (test: CharacterTest): CharacterTest =>
  (code) =>
    !test(code);

export const oneOf = (characters: string): CharacterTest => {
  const codes = new Set(Array.from(characters, (character) => character.codePointAt(0) ?? 0));
  return (code) => codes.has(code);
};

const digit = range('0', '9');
const lower = range('a', 'z');
const upper = range('A', 'Z');
const alpha = anyOf(lower, upper);
export const isWordCharacter: CharacterTest = anyOf(alpha, digit, oneOf('_'));
const space = oneOf(' \t\n\v\f\r');
export const isLineTerminator: CharacterTest = oneOf('\n\r\u0085\u2028\u2029');
const vertical = oneOf('\n\v\f\r\u0085\u2028\u2029');
const horizontal = anyOf(oneOf(' \t\u00a0\u1680\u180e\u202f\u205f\u3000'), range('\u2000', '\u200a'));
const punctuation = oneOf('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');
const graph = anyOf(alpha, digit, punctuation);

/** `\d` and its like. */
export const CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: digit,
  D: not(digit),
  s: space,
  S: not(space),
  w: isWordCharacter,
  W: not(isWordCharacter),
  h: horizontal,
  H: not(horizontal),
  v: vertical,
  V: not(vertical),
};

const NAMED: Readonly<Record<string, CharacterTest>> = {
  Lower: lower,
  Upper: upper,
  ASCII: (code) => code < 128,
  Alpha: alpha,
  Digit: digit,
  Alnum: anyOf(alpha, digit),
  Punct: punctuation,
  Graph: graph,
  Print: anyOf(graph, oneOf(' ')),
  Blank: oneOf(' \t'),
  Cntrl: (code) => code < 32 || code === 127,
  XDigit: anyOf(digit, range('a', 'f'), range('A', 'F')),
  Space: space,
};

/** `\p{…}`: a class of POSIX, a category, a script or a property of Unicode; null when there is none of that name. */
export function propertyTest(name: string): CharacterTest | null {
  if (Object.hasOwn(NAMED, name)) return NAMED[name] ?? null;
  const [key = '', value] = name.split('=');
  const names =
    value !== undefined
      ? [`${/^(sc|script)$/i.test(key) ? 'Script' : 'General_Category'}=${value}`]
      : [name, ...(name.startsWith('Is') ? [name.slice(2), `Script=${name.slice(2)}`] : [])];
  for (const candidate of names) {
    const test = unicodeTest(candidate);
    if (test !== null) return test;
  }
  return null;
}

function unicodeTest(name: string): CharacterTest | null {
  if (!/^[A-Za-z_=]{1,60}$/.test(name)) return null;
  try {
    const pattern = new RegExp(`^\\p{${name}}$`, 'u');
    return (code) => pattern.test(String.fromCodePoint(code));
  } catch {
    // Unicode has no such property.
    return null;
  }
}

/** Also true for the same letter in the other case; without `unicode` only letters of ASCII have one. */
export function ignoringCase(test: CharacterTest, unicode: boolean): CharacterTest {
  return (code) => test(code) || otherCases(code, unicode).some(test);
}

export function otherCases(code: number, unicode: boolean): readonly number[] {
  if (code < 128) return alpha(code) ? [code ^ 32] : [];
  if (!unicode) return [];
  const character = String.fromCodePoint(code);
  return [character.toUpperCase(), character.toLowerCase()].map((other) => other.codePointAt(0) ?? code);
}
