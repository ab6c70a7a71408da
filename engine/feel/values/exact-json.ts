import type { FeelNumber } from './decimal.js';
import { fromDouble, readNumber } from './number.js';

/**
 * A number that JSON.parse would change: 16 digits and more, or a whole one that is written with a fraction or an
 * exponent and therefore is a double to Zeebe. Numbers stand at the beginning or behind a bracket, a colon or a comma.
 */
const UNUSUAL = /(?:^|[:[,])\s*-?\d+(?:\d{15}|\.0+(?=[,\]}\s]|$)|(?:\.\d+)?[eE])/;
const LONGEST_NUMBER = 400;

/**
 * JSON whose numbers stay what they were: 12345678901234567 keeps its digits, 1.0 stays 1.0. With `members`, only within
 * members of these names. Throws a SyntaxError.
 */
export function parseJson(text: string, members?: ReadonlySet<string>): unknown {
  const plain = JSON.parse(text) as unknown;
  return UNUSUAL.test(text) ? (new ExactReader(text, members).read() ?? plain) : plain;
}

/** Beyond it whoever takes the value refuses it. */
const DEEPEST = 400;

/** Reads what JSON.parse has found to be JSON; undefined when it is nested too deeply. */
class ExactReader {
  #at = 0;
  #isTooDeep = false;

  constructor(
    private readonly text: string,
    private readonly members: ReadonlySet<string> | undefined,
  ) {}

  read(): unknown {
    const value = this.#value(this.members === undefined, 0);
    return this.#isTooDeep ? undefined : value;
  }

  #value(isExact: boolean, depth: number): unknown {
    if (depth > DEEPEST) this.#isTooDeep = true;
    if (this.#isTooDeep) return null;
    switch (this.#next()) {
      case '{':
        return this.#object(isExact, depth);
      case '[':
        return this.#list(isExact, depth);
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number(isExact);
    }
  }

  /** The character behind the blanks. */
  #next(): string {
    while (this.text.charCodeAt(this.#at) <= 32) this.#at += 1;
    return this.text[this.#at] ?? '';
  }

  #takes(symbol: string): boolean {
    if (this.#next() !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #object(isExact: boolean, depth: number): unknown {
    const entries: [string, unknown][] = [];
    this.#takes('{');
    while (!this.#takes('}') && !this.#isTooDeep) {
      this.#next();
      const name = this.#string();
      this.#takes(':');
      entries.push([name, this.#value(isExact || this.members?.has(name) === true, depth + 1)]);
      this.#takes(',');
    }
    return Object.fromEntries(entries);
  }

  #list(isExact: boolean, depth: number): unknown {
    const items: unknown[] = [];
    this.#takes('[');
    while (!this.#takes(']') && !this.#isTooDeep) {
      items.push(this.#value(isExact, depth + 1));
      this.#takes(',');
    }
    return items;
  }

  #string(): string {
    const start = this.#at;
    let end = this.text.indexOf('"', start + 1);
    while (this.#isEscaped(end)) end = this.text.indexOf('"', end + 1);
    this.#at = end + 1;
    const inside = this.text.slice(start + 1, end);
    return inside.includes('\\') ? (JSON.parse(`"${inside}"`) as string) : inside;
  }

  #isEscaped(at: number): boolean {
    let before = at;
    while (this.text[before - 1] === '\\') before -= 1;
    return (at - before) % 2 === 1;
  }

  #word<T>(word: string, value: T): T {
    this.#at += word.length;
    return value;
  }

  #number(isExact: boolean): FeelNumber {
    NUMBER.lastIndex = this.#at;
    const token = NUMBER.exec(this.text)?.[0] ?? '';
    this.#at += token.length;
    const double = Number(token);
    return isExact ? exactNumber(token, double) : double;
  }
}

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** As Java reads it: with a fraction or an exponent a double, otherwise a whole number of any size. */
function exactNumber(token: string, double: number): FeelNumber {
  if (Number.isSafeInteger(double) && !/[.eE]/.test(token)) return double;
  if (!/[.eE]/.test(token))
    return token.length <= LONGEST_NUMBER ? (readNumber(token) ?? outOfRange(token)) : outOfRange(token);
  if (!Number.isInteger(double)) return Number.isFinite(double) ? double : outOfRange(token);
  return fromDouble(double) ?? outOfRange(token);
}

function outOfRange(token: string): never {
  throw new SyntaxError(`number ${token.slice(0, 40)} is out of range`);
}
