import { FeelError, quoted } from '../feel-error.js';
import { FEEL_LIMITS } from '../limits.js';
import { RESERVED, WORD } from './names.js';
import { findRangeStarts } from './range.js';
import type { Node } from './tree.js';

const BLANK = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/uy;
/** Most characters are of ASCII; for them no pattern has to be tried. */
const ASCII_WORD_STARTS: ReadonlySet<number> = new Set(
  Array.from({ length: 128 }, (_, code) => code).filter((code) => /[A-Za-z_$]/.test(String.fromCharCode(code))),
);
const BLANK_CODE = 32;
const SLASH_CODE = 47;
const NUMBER = /\d+(?:\.\d+)?|\.\d+/y;
const STRING = /"(?:[^"\\]|\\[\s\S])*"/y;

/** The readers that call one another in a circle, handed in so that no file imports another in one. */
export interface Grammar {
  expression(scanner: Scanner): Node;
  arithmetic(scanner: Scanner): Node;
  /** null when no test of the input comes next. */
  simpleTest(scanner: Scanner): Node | null;
}

/** Goes through the text of an expression; the readers of the grammar ask it for what comes next. */
export class Scanner {
  #at = 0;
  #depth = 0;
  #deepest = 0;

  constructor(
    readonly text: string,
    private readonly grammar: Grammar,
  ) {
    if (text.length > FEEL_LIMITS.length) {
      const most = FEEL_LIMITS.length.toLocaleString('en');
      throw this.#error(`it has more than ${most} characters`, 0, text.length);
    }
    this.skip();
  }

  #rangeStarts: ReadonlySet<number> | null = null;

  /** Where ranges begin (range.ts). */
  get rangeStarts(): ReadonlySet<number> {
    this.#rangeStarts ??= findRangeStarts(this.text);
    return this.#rangeStarts;
  }

  get at(): number {
    return this.#at;
  }

  /** Goes back to where a reader stood before. */
  return(at: number): void {
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  get depth(): number {
    return this.#depth;
  }

  /** How deep the expressions below the reader were. */
  deepestIn<T>(work: () => T): { readonly result: T; readonly depth: number } {
    const before = this.#deepest;
    this.#deepest = this.#depth;
    const result = work();
    const depth = this.#deepest - this.#depth + 1;
    this.#deepest = Math.max(before, this.#deepest);
    return { result, depth };
  }

  expression(): Node {
    return this.nested(() => this.grammar.expression(this));
  }

  arithmetic(): Node {
    return this.nested(() => this.grammar.arithmetic(this));
  }

  #endsRange = -1;

  /** The end of a range, behind which a bracket may close the range. */
  rangeEnd(): Node {
    const before = this.#endsRange;
    this.#endsRange = this.#depth + 1;
    const end = this.arithmetic();
    this.#endsRange = before;
    return end;
  }

  /** Is the end of a range being read, and nothing in further brackets inside of it? */
  get isInRangeEnd(): boolean {
    return this.#endsRange === this.#depth;
  }

  simpleTest(): Node | null {
    return this.grammar.simpleTest(this);
  }

  /** One level deeper. */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    this.#deepest = Math.max(this.#deepest, this.#depth);
    this.requireDepth(this.#depth);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  requireDepth(depth: number): void {
    if (depth <= FEEL_LIMITS.depth) return;
    throw this.#error(`it has more than ${String(FEEL_LIMITS.depth)} levels`, this.#at, this.#at);
  }

  /** Blanks and comments mean nothing. */
  skip(): void {
    const code = this.text.charCodeAt(this.#at);
    if (code > BLANK_CODE && code < 128 && code !== SLASH_CODE) return;
    BLANK.lastIndex = this.#at;
    if (BLANK.test(this.text)) this.#at = BLANK.lastIndex;
  }

  sees(symbol: string): boolean {
    return this.text.startsWith(symbol, this.#at);
  }

  /** Takes the symbol when it is next. */
  takes(symbol: string): boolean {
    if (!this.sees(symbol)) return false;
    this.#at += symbol.length;
    this.skip();
    return true;
  }

  expects(symbol: string): void {
    if (!this.takes(symbol)) throw this.unexpected();
  }

  /** The word that comes next, which may be a name or a keyword; '' when there is none. */
  peekWord(): string {
    const code = this.text.charCodeAt(this.#at);
    if (code < 128 && !ASCII_WORD_STARTS.has(code)) return '';
    WORD.lastIndex = this.#at;
    return WORD.exec(this.text)?.[0] ?? '';
  }

  takesWord(word: string): boolean {
    if (this.peekWord() !== word) return false;
    this.#at += word.length;
    this.skip();
    return true;
  }

  expectsWord(word: string): void {
    if (!this.takesWord(word)) throw this.unexpected();
  }

  /** A name, plain or in backticks; null when none comes next. */
  name(): string | null {
    if (this.sees('`')) {
      const end = this.text.indexOf('`', this.#at + 1);
      if (end <= this.#at + 1) throw this.unexpected();
      const name = this.text.slice(this.#at + 1, end);
      this.#at = end + 1;
      this.skip();
      return name;
    }
    const word = this.peekWord();
    if (word === '' || RESERVED.has(word)) return null;
    this.#at += word.length;
    this.skip();
    return word;
  }

  expectsName(): string {
    const name = this.name();
    if (name === null) throw this.unexpected();
    return name;
  }

  /** Words with blanks between them: a name that only what follows it makes one. '' when none come next. */
  words(): string {
    const start = this.#at;
    for (let at = start; ;) {
      WORD.lastIndex = at;
      const word = WORD.exec(this.text)?.[0];
      if (word === undefined || RESERVED.has(word)) return this.text.slice(start, this.#at);
      this.#at = at + word.length;
      at = this.#at;
      while (this.text[at] === ' ') at += 1;
      if (at === this.#at) return this.text.slice(start, at);
    }
  }

  /** The digits of a number; null when none come next. */
  digits(): string | null {
    return this.#take(NUMBER);
  }

  /** What stands between the quotes, escapes not resolved; null when no text comes next. */
  string(): string | null {
    return this.#take(STRING)?.slice(1, -1) ?? null;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    this.skip();
    return found;
  }

  /** Everything up to the first of these characters. */
  upTo(stops: RegExp): string {
    const rest = this.text.slice(this.#at).search(stops);
    const end = rest < 0 ? this.text.length : this.#at + rest;
    const found = this.text.slice(this.#at, end);
    this.#at = end;
    return found;
  }

  unexpected(): FeelError {
    const word = /^\S{1,40}/u.exec(this.text.slice(this.#at, this.#at + 80))?.[0];
    const where = word === undefined ? 'it ends too early' : `unexpected input near '${word}'`;
    return this.#error(where, this.#at, this.#at + (word?.length ?? 0));
  }

  #error(reason: string, from: number, to: number): FeelError {
    return new FeelError(`failed to parse expression ${quoted(this.text)}: ${reason}`, this.text, { from, to });
  }
}
