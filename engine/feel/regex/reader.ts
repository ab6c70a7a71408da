import type { Flags } from './flags.js';
import { PatternError } from './pattern-error.js';

/** Goes through the text of a pattern. */
export class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  sees(symbol: string): boolean {
    return this.text.startsWith(symbol, this.#at);
  }

  takes(symbol: string): boolean {
    if (!this.sees(symbol)) return false;
    this.#at += symbol.length;
    return true;
  }

  /** `pattern` is sticky. */
  takesPattern(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  /** The next character, which may be two UTF-16 units; '' at the end. */
  peek(): string {
    const code = this.text.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  next(): string {
    const character = this.peek();
    if (character === '') throw this.error('it ends too early');
    this.#at += character.length;
    return character;
  }

  back(units: number): void {
    this.#at -= units;
  }

  /** Under the flag x, blanks and comments mean nothing. */
  skip(flags: Flags): void {
    if (flags.x) this.takesPattern(/(?:\s|#[^\n]*)+/y);
  }

  error(reason: string): PatternError {
    return new PatternError(this.text, `${reason} near position ${String(this.#at)}`);
  }
}
