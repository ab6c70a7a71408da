import { CLASSES, anyOf, ignoringCase, isLineTerminator, not, oneOf, otherCases } from './characters.js';
import { readClass } from './character-class.js';
import { readEscape } from './escapes.js';
import { changed } from './flags.js';
import type { Flags } from './flags.js';
import { Reader } from './reader.js';
import type { Assertion, CharacterTest, Pattern, PatternNode, QuantifierMode } from './tree.js';

/** Groups inside one another. */
const DEEPEST = 50;

/** Reads a regular expression in Java's notation; throws a PatternError when it is none. */
export function parsePattern(text: string, flags: Flags): Pattern {
  return new Parser(text).read(flags);
}

class Parser {
  readonly #in: Reader;
  readonly #names = new Map<string, number>();
  #groups = 0;
  #depth = 0;

  constructor(text: string) {
    this.#in = new Reader(text);
  }

  read(flags: Flags): Pattern {
    const { node } = this.#choice(flags);
    if (!this.#in.isAtEnd) throw this.#in.error('unmatched closing )');
    return { root: node, groups: this.#groups, names: this.#names };
  }

  #choice(flags: Flags): { readonly node: PatternNode } {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw this.#in.error(`it has more than ${String(DEEPEST)} groups inside one another`);
    const state = { flags };
    const options = [this.#sequence(state)];
    while (this.#in.takes('|')) options.push(this.#sequence(state));
    this.#depth -= 1;
    const [only] = options;
    return { node: options.length === 1 && only !== undefined ? only : { kind: 'choice', options } };
  }

  /** `(?i)` changes the flags for what follows in the group. */
  #sequence(state: { flags: Flags }): PatternNode {
    const parts: PatternNode[] = [];
    for (;;) {
      this.#in.skip(state.flags);
      if (this.#in.isAtEnd || this.#in.sees('|') || this.#in.sees(')')) break;
      const flags = this.#inlineFlags(state.flags);
      if (flags !== null) state.flags = flags;
      else if (this.#in.sees('\\Q')) parts.push(...this.#quoted(state.flags));
      else parts.push(this.#quantified(this.#atom(state.flags), state.flags));
    }
    return { kind: 'sequence', parts };
  }

  #inlineFlags(flags: Flags): Flags | null {
    const match = this.#in.takesPattern(/\(\?([imsxud]*)(?:-([imsxud]+))?\)/y);
    return match === null ? null : changed(flags, match[1] ?? '', match[2] ?? '');
  }

  #quantified(inner: PatternNode, flags: Flags): PatternNode {
    let node = inner;
    for (;;) {
      this.#in.skip(flags);
      const bounds = this.#bounds();
      if (bounds === null) return node;
      const mode: QuantifierMode = this.#in.takes('?') ? 'lazy' : this.#in.takes('+') ? 'possessive' : 'greedy';
      node = { kind: 'repeat', inner: node, ...bounds, mode };
    }
  }

  #bounds(): { readonly min: number; readonly max: number } | null {
    if (this.#in.takes('*')) return { min: 0, max: Infinity };
    if (this.#in.takes('+')) return { min: 1, max: Infinity };
    if (this.#in.takes('?')) return { min: 0, max: 1 };
    if (!this.#in.sees('{')) return null;
    const match = this.#in.takesPattern(/\{(\d{1,6})(,(\d{1,6})?)?\}/y);
    if (match === null) throw this.#in.error('illegal repetition');
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? Infinity : Number(match[3]);
    if (max < min) throw this.#in.error('illegal repetition range');
    return { min, max };
  }

  #atom(flags: Flags): PatternNode {
    const next = this.#in.peek();
    switch (next) {
      case '(':
        return this.#group(flags);
      case '[':
        return single(readClass(this.#in, flags));
      case '.':
        this.#in.takes('.');
        return { kind: 'character', test: anyCharacter(flags), only: null };
      case '^':
        this.#in.takes('^');
        return { kind: 'assertion', assertion: flags.m ? 'line start' : 'text start' };
      case '$':
        this.#in.takes('$');
        return { kind: 'assertion', assertion: flags.m ? 'line end' : 'last line end' };
      case '\\':
        return this.#escape(flags);
      case '*':
      case '+':
      case '?':
        throw this.#in.error(`dangling meta character '${next}'`);
      case '{':
        throw this.#in.error('illegal repetition');
      default:
        return this.#literal(this.#in.next(), flags);
    }
  }

  #literal(character: string, flags: Flags): PatternNode {
    const code = character.codePointAt(0) ?? 0;
    if (flags.i && otherCases(code, flags.u).length > 0) return this.#character((other) => other === code, flags);
    return { kind: 'character', test: (other) => other === code, only: code };
  }

  #character(test: CharacterTest, flags: Flags): PatternNode {
    return { kind: 'character', test: flags.i ? ignoringCase(test, flags.u) : test, only: null };
  }

  #group(flags: Flags): PatternNode {
    const look = this.#in.takesPattern(/\(\?(<)?([=!])/y);
    if (look !== null) {
      const inner = this.#closed(flags);
      return { kind: 'look', behind: look[1] !== undefined, negative: look[2] === '!', inner };
    }
    if (this.#in.takes('(?>')) return { kind: 'atomic', inner: this.#closed(flags) };
    const own = this.#in.takesPattern(/\(\?([imsxud]*)(?:-([imsxud]+))?:/y);
    if (own !== null) return this.#closed(changed(flags, own[1] ?? '', own[2] ?? ''));
    const named = this.#in.takesPattern(/\(\?<([A-Za-z][A-Za-z0-9]*)>/y)?.[1];
    if (named === undefined && this.#in.sees('(?')) throw this.#in.error('unknown kind of group');
    if (named === undefined) this.#in.takes('(');
    this.#groups += 1;
    const number = this.#groups;
    if (named !== undefined) {
      if (this.#names.has(named)) throw this.#in.error(`the group '${named}' is there twice`);
      this.#names.set(named, number);
    }
    return { kind: 'group', number, inner: this.#closed(flags) };
  }

  #closed(flags: Flags): PatternNode {
    const { node } = this.#choice(flags);
    if (!this.#in.takes(')')) throw this.#in.error('unclosed group');
    return node;
  }

  /** `\Q…\E` means itself; what follows it repeats its last character. */
  #quoted(flags: Flags): readonly PatternNode[] {
    const quoted = this.#in.takesPattern(/\\Q([\s\S]*?)(?:\\E|$)/y)?.[1] ?? '';
    const literals = Array.from(quoted, (character) => this.#literal(character, flags));
    const last = literals.pop();
    return last === undefined ? [] : [...literals, this.#quantified(last, flags)];
  }

  #escape(flags: Flags): PatternNode {
    const assertion = this.#in.takesPattern(/\\([bBAzZG])/y)?.[1];
    if (assertion !== undefined) return { kind: 'assertion', assertion: ASSERTIONS[assertion] ?? 'text start' };
    if (this.#in.takes('\\R')) return LINE_BREAK;
    const name = this.#in.takesPattern(/\\k<([A-Za-z][A-Za-z0-9]*)>/y)?.[1];
    if (name !== undefined) return this.#named(name, flags);
    const digits = this.#in.takesPattern(/\\([1-9]\d{0,2})/y)?.[1];
    if (digits !== undefined) return this.#numbered(digits, flags);
    const found = readEscape(this.#in);
    if (typeof found === 'number') return this.#literal(String.fromCodePoint(found), flags);
    return this.#character(found, flags);
  }

  /** Further digits belong to the number only when there is such a group. */
  #numbered(digits: string, flags: Flags): PatternNode {
    let length = digits.length;
    while (length > 1 && Number(digits.slice(0, length)) > this.#groups) length -= 1;
    this.#in.back(digits.length - length);
    const group = Number(digits.slice(0, length));
    // A group that is not there, or not yet, has matched nothing that could come again.
    return group <= this.#groups ? { kind: 'reference', group, ignoreCase: flags.i } : single(() => false);
  }

  #named(name: string, flags: Flags): PatternNode {
    const group = this.#names.get(name);
    if (group === undefined) throw this.#in.error(`there is no group ${name}`);
    return { kind: 'reference', group, ignoreCase: flags.i };
  }
}

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  b: 'word boundary',
  B: 'no word boundary',
  A: 'text start',
  G: 'text start',
  z: 'text end',
  Z: 'last line end',
};

function single(test: CharacterTest): PatternNode {
  return { kind: 'character', test, only: null };
}

const LINE_BREAK: PatternNode = {
  kind: 'choice',
  options: [
    { kind: 'sequence', parts: [single(oneOf('\r')), single(oneOf('\n'))] },
    single(anyOf(CLASSES['v'] ?? isLineTerminator)),
  ],
};

function anyCharacter(flags: Flags): CharacterTest {
  if (flags.s) return () => true;
  return not(flags.d ? oneOf('\n') : isLineTerminator);
}
