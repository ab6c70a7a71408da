import { CLASSES, not, propertyTest } from './characters.js';
import type { Reader } from './reader.js';
import type { CharacterTest } from './tree.js';

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 };

/** What a backslash and the characters behind it stand for: one character (its code point), or a class of them. */
export function readEscape(reader: Reader): number | CharacterTest {
  const code =
    reader.takesPattern(/\\x\{([0-9A-Fa-f]{1,6})\}/y) ??
    reader.takesPattern(/\\x([0-9A-Fa-f]{2})/y) ??
    reader.takesPattern(/\\u([0-9A-Fa-f]{4})/y);
  if (code !== null) return within(reader, Number.parseInt(code[1] ?? '', 16));
  const octal = reader.takesPattern(/\\0([0-3]?[0-7]{1,2})/y);
  if (octal !== null) return Number.parseInt(octal[1] ?? '', 8);
  const control = reader.takesPattern(/\\c([\x40-\x7f])/y);
  if (control !== null) return (control[1] ?? '').charCodeAt(0) ^ 64;
  const property = reader.takesPattern(/\\([pP])(?:\{([^}]{1,60})\}|([A-Z]))/y);
  if (property !== null) return propertyOf(reader, property[2] ?? property[3] ?? '', property[1] === 'P');
  reader.takes('\\');
  const letter = reader.next();
  const known = CONTROLS[letter];
  if (known !== undefined) return known;
  if (Object.hasOwn(CLASSES, letter)) return CLASSES[letter] ?? not(() => true);
  if (/[A-Za-z]/.test(letter)) throw reader.error(`unsupported escape sequence '\\${letter}'`);
  return letter.codePointAt(0) ?? 0;
}

function within(reader: Reader, code: number): number {
  if (code > 0x10ffff) throw reader.error('there is no such character');
  return code;
}

function propertyOf(reader: Reader, name: string, negative: boolean): CharacterTest {
  const test = propertyTest(name);
  if (test === null) throw reader.error(`unknown character property {${name}}`);
  return negative ? not(test) : test;
}
