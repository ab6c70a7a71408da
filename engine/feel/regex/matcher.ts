import type { Run } from '../run.js';
import { isLineTerminator, isWordCharacter, otherCases } from './characters.js';
import type { Instruction, Program } from './program.js';
import type { Assertion } from './tree.js';

/** Where the groups of a match begin and end, by slot; -1: not at all. Slots 0 and 1 are the whole match. */
export type Slots = readonly number[];

/**
 * Runs a program over a text. It goes back by a stack of its own, and each step is taken from what the evaluation may
 * use: however a pattern is written, it ends.
 */
export class Matcher {
  /** Places to go back to: instruction, position, slots, and for a run of characters its shortest end. */
  readonly #stack: { readonly at: number; position: number; readonly slots: Slots; readonly shortest: number }[] = [];

  constructor(
    private readonly program: Program,
    private readonly text: string,
    private readonly run: Run,
  ) {}

  /** The first match that begins at the position or behind it. */
  find(from: number): Slots | null {
    const { program, text } = this;
    if (program.atStartOnly) return from === 0 ? this.#matchAt(0) : null;
    for (let start = from; start <= text.length; start += 1) {
      start = this.#nextStart(start);
      if (start > text.length) break;
      const match = this.#matchAt(start);
      if (match !== null) return match;
      if (isPairAt(text, start)) start += 1;
    }
    return null;
  }

  /** Passes over places where no match can begin. */
  #nextStart(from: number): number {
    const { first, firstOnly } = this.program;
    if (first === null) return from;
    let at = from;
    if (firstOnly !== null) {
      at = this.text.indexOf(String.fromCodePoint(firstOnly), from);
      if (at < 0) at = this.text.length + 1;
    } else {
      while (at < this.text.length && !first(this.text.codePointAt(at) ?? 0)) at += isPairAt(this.text, at) ? 2 : 1;
      if (at >= this.text.length) at = this.text.length + 1;
    }
    this.run.spend((at - from) >> 4);
    return at;
  }

  #matchAt(start: number): Slots | null {
    const slots = new Array<number>(this.program.slots).fill(-1);
    const found = this.#execute(0, start, slots, null);
    if (found === null) return null;
    return [start, found.position, ...found.slots.slice(2)];
  }

  /** From an instruction to the end of its part; with `end` the match must end there. */
  #execute(
    from: number,
    start: number,
    before: Slots,
    end: number | null,
  ): { readonly position: number; readonly slots: Slots } | null {
    const stack = this.#stack;
    const bottom = stack.length;
    let [at, position, slots] = [from, start, before];
    for (;;) {
      this.run.spend(1);
      const instruction = this.program.instructions[at];
      if (instruction?.op === 'match' && (end === null || end === position)) {
        stack.length = bottom;
        return { position, slots };
      }
      const next = instruction === undefined ? null : this.#step(instruction, at, position, slots);
      if (next !== null) {
        ({ at, position, slots } = next);
        continue;
      }
      const back = this.#back(bottom);
      if (back === null) return null;
      ({ at, position, slots } = back);
    }
  }

  #back(bottom: number): { readonly at: number; readonly position: number; readonly slots: Slots } | null {
    const { text } = this;
    if (this.#stack.length <= bottom) return null;
    const top = this.#stack.at(-1);
    if (top === undefined) return null;
    if (top.position <= top.shortest || top.shortest < 0) {
      this.#stack.pop();
      return top;
    }
    const place = { at: top.at, position: top.position, slots: top.slots };
    top.position -= isPairAt(text, top.position - 2) ? 2 : 1;
    return place;
  }

  /** null: this way there is no match. */
  #step(
    instruction: Instruction,
    at: number,
    position: number,
    slots: Slots,
  ): { readonly at: number; readonly position: number; readonly slots: Slots } | null {
    switch (instruction.op) {
      case 'character': {
        const code = this.text.codePointAt(position);
        if (code === undefined || !instruction.test(code)) return null;
        return { at: at + 1, position: position + (code > 0xffff ? 2 : 1), slots };
      }
      case 'run':
        return this.#run(instruction, at, position, slots);
      case 'split':
        this.#stack.push({ at: instruction.second, position, slots, shortest: -1 });
        return { at: instruction.first, position, slots };
      case 'jump':
        return { at: instruction.to, position, slots };
      case 'save':
        return { at: at + 1, position, slots: this.#saved(slots, instruction.slot, position) };
      case 'progress':
        return { at: slots[instruction.slot] === position ? instruction.exit : at + 1, position, slots };
      case 'assert':
        return this.#holds(instruction.assertion, position) ? { at: at + 1, position, slots } : null;
      case 'reference':
        return this.#reference(instruction.group, instruction.ignoreCase, at, position, slots);
      case 'atomic': {
        const inner = this.#execute(at + 1, position, slots, null);
        return inner === null ? null : { at: instruction.end, ...inner };
      }
      case 'look': {
        const inner = this.#look(instruction, at, position, slots);
        if ((inner === null) !== instruction.negative) return null;
        return { at: instruction.end, position, slots: inner ?? slots };
      }
      case 'match':
        return null;
    }
  }

  #run(
    { test, min, max }: Instruction & { op: 'run' },
    at: number,
    position: number,
    slots: Slots,
  ): { readonly at: number; readonly position: number; readonly slots: Slots } | null {
    const { text } = this;
    let [count, longest, shortest] = [0, position, position];
    while (count < max) {
      const code = text.codePointAt(longest);
      if (code === undefined || !test(code)) break;
      longest += code > 0xffff ? 2 : 1;
      count += 1;
      if (count === min) shortest = longest;
    }
    this.run.spend(count >> 2);
    if (count < min) return null;
    if (longest > shortest) {
      const position = longest - (isPairAt(text, longest - 2) ? 2 : 1);
      this.#stack.push({ at: at + 1, position, slots, shortest });
    }
    return { at: at + 1, position: longest, slots };
  }

  #saved(slots: Slots, slot: number, position: number): Slots {
    this.run.spend(slots.length >> 3);
    const saved = [...slots];
    saved[slot] = position;
    return saved;
  }

  #reference(
    group: number,
    ignoreCase: boolean,
    at: number,
    position: number,
    slots: Slots,
  ): { readonly at: number; readonly position: number; readonly slots: Slots } | null {
    const [start = -1, end = -1] = slots.slice(2 * group, 2 * group + 2);
    if (start < 0 || end < 0) return null;
    const wanted = this.text.slice(start, end);
    this.run.spend(wanted.length >> 4);
    const found = this.text.slice(position, position + wanted.length);
    const isSame = found === wanted || (ignoreCase && sameLetters(found, wanted));
    return isSame ? { at: at + 1, position: position + wanted.length, slots } : null;
  }

  #look(instruction: Instruction & { op: 'look' }, at: number, position: number, slots: Slots): Slots | null {
    const { behind } = instruction;
    if (behind === null) return this.#execute(at + 1, position, slots, null)?.slots ?? null;
    // A character may be two units.
    const furthest = Math.max(0, position - 2 * behind.max);
    for (let start = position - behind.min; start >= furthest; start -= 1) {
      this.run.spend(1);
      const found = this.#execute(at + 1, start, slots, position);
      if (found !== null) return found.slots;
    }
    return null;
  }

  #holds(assertion: Assertion, position: number): boolean {
    const { text } = this;
    const before = position === 0 ? undefined : text.codePointAt(position - 1);
    const next = text.codePointAt(position);
    switch (assertion) {
      case 'text start':
        return position === 0;
      case 'text end':
        return position === text.length;
      case 'last line end':
        return next === undefined || (isLineTerminator(next) && isLastBreak(text, position));
      case 'line start':
        return before === undefined || (next !== undefined && isLineTerminator(before) && !isInBreak(text, position));
      case 'line end':
        return next === undefined || (isLineTerminator(next) && !isInBreak(text, position));
      case 'word boundary':
        return isWord(before) !== isWord(next);
      case 'no word boundary':
        return isWord(before) === isWord(next);
    }
  }
}

function isWord(code: number | undefined): boolean {
  return code !== undefined && isWordCharacter(code);
}

/** Between the two characters of `\r\n` there is neither an end nor a beginning of a line. */
function isInBreak(text: string, position: number): boolean {
  return text[position - 1] === '\r' && text[position] === '\n';
}

function isLastBreak(text: string, position: number): boolean {
  const rest = text.slice(position, position + 3);
  return rest === '\r\n' || (rest.length === 1 && !isInBreak(text, position));
}

/** Do two units that make one character begin here? */
export function isPairAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff && at + 1 < text.length;
}

function sameLetters(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  const units = Array.from({ length: left.length }, (_, at) => [left.charCodeAt(at), right.charCodeAt(at)] as const);
  return units.every(([a, b]) => a === b || otherCases(a, false).includes(b));
}
