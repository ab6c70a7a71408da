import { FEEL_LIMITS } from '../limits.js';
import { PatternError } from './pattern-error.js';
import type { Assertion, CharacterTest, Pattern, PatternNode } from './tree.js';

export type Instruction =
  | { readonly op: 'character'; readonly test: CharacterTest }
  /** As many of these characters as there are, up to `max`, then one less each time the rest does not match. */
  | { readonly op: 'run'; readonly test: CharacterTest; readonly min: number; readonly max: number }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  /** Leaves a loop whose last round has matched nothing. */
  | { readonly op: 'progress'; readonly slot: number; exit: number }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  | { readonly op: 'reference'; readonly group: number; readonly ignoreCase: boolean }
  | {
      readonly op: 'look';
      readonly negative: boolean;
      /** Lengths to try before the place; null: look ahead. */
      readonly behind: { readonly min: number; readonly max: number } | null;
      end: number;
    }
  | { readonly op: 'atomic'; end: number }
  | { readonly op: 'match' };

/** A pattern as instructions for the matcher. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly slots: number;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  /** A character that every match begins with. */
  readonly first: CharacterTest | null;
  /** The code point of that character when there is only one. */
  readonly firstOnly: number | null;
  readonly atStartOnly: boolean;
}

export function compilePattern(text: string, pattern: Pattern): Program {
  const compiler = new Compiler(text, pattern.groups);
  compiler.emit(pattern.root);
  compiler.add({ op: 'match' });
  const begins = beginningOf(pattern.root);
  return {
    instructions: compiler.instructions,
    slots: compiler.slots,
    groups: pattern.groups,
    names: pattern.names,
    first: begins?.kind === 'character' ? begins.test : null,
    firstOnly: begins?.kind === 'character' ? begins.only : null,
    atStartOnly: begins?.kind === 'assertion' && begins.assertion === 'text start',
  };
}

/** The part that every match begins with, where it is plain to see. */
function beginningOf(node: PatternNode): PatternNode | null {
  switch (node.kind) {
    case 'sequence':
      return node.parts[0] === undefined ? null : beginningOf(node.parts[0]);
    case 'group':
    case 'atomic':
      return beginningOf(node.inner);
    case 'repeat':
      return node.min > 0 ? beginningOf(node.inner) : null;
    case 'character':
    case 'assertion':
      return node;
    default:
      return null;
  }
}

class Compiler {
  readonly instructions: Instruction[] = [];
  slots: number;

  constructor(
    private readonly text: string,
    groups: number,
  ) {
    this.slots = 2 * (groups + 1);
  }

  add<T extends Instruction>(instruction: T): T {
    if (this.instructions.length >= FEEL_LIMITS.pattern) {
      throw new PatternError(this.text, `it has more than ${FEEL_LIMITS.pattern.toLocaleString('en')} steps`);
    }
    this.instructions.push(instruction);
    return instruction;
  }

  get #here(): number {
    return this.instructions.length;
  }

  emit(node: PatternNode): void {
    switch (node.kind) {
      case 'character':
        this.add({ op: 'character', test: node.test });
        break;
      case 'sequence':
        for (const part of node.parts) this.emit(part);
        break;
      case 'choice':
        this.#choice(node.options);
        break;
      case 'group':
        this.add({ op: 'save', slot: 2 * node.number });
        this.emit(node.inner);
        this.add({ op: 'save', slot: 2 * node.number + 1 });
        break;
      case 'repeat':
        this.#repeat(node);
        break;
      case 'assertion':
        this.add({ op: 'assert', assertion: node.assertion });
        break;
      case 'reference':
        this.add({ op: 'reference', group: node.group, ignoreCase: node.ignoreCase });
        break;
      case 'atomic':
        this.#enclosed(this.add({ op: 'atomic', end: 0 }), node.inner);
        break;
      case 'look': {
        const behind = node.behind ? this.#length(node.inner) : null;
        this.#enclosed(this.add({ op: 'look', negative: node.negative, behind, end: 0 }), node.inner);
        break;
      }
    }
  }

  #enclosed(instruction: { end: number }, inner: PatternNode): void {
    this.emit(inner);
    this.add({ op: 'match' });
    instruction.end = this.#here;
  }

  #choice(options: readonly PatternNode[]): void {
    const jumps: { to: number }[] = [];
    for (const [at, option] of options.entries()) {
      if (at === options.length - 1) {
        this.emit(option);
        break;
      }
      const split = this.add({ op: 'split', first: this.#here + 1, second: 0 });
      this.emit(option);
      jumps.push(this.add({ op: 'jump', to: 0 }));
      split.second = this.#here;
    }
    for (const jump of jumps) jump.to = this.#here;
  }

  #repeat(node: PatternNode & { kind: 'repeat' }): void {
    const { inner, min, max, mode } = node;
    if (mode === 'possessive') {
      this.#enclosed(this.add({ op: 'atomic', end: 0 }), { ...node, mode: 'greedy' });
      return;
    }
    if (inner.kind === 'character' && mode === 'greedy') {
      this.add({ op: 'run', test: inner.test, min, max });
      return;
    }
    for (let count = 0; count < min; count += 1) this.emit(inner);
    if (max === Infinity) this.#loop(inner, mode === 'greedy');
    else this.#optional(inner, max - min, mode === 'greedy');
  }

  #loop(inner: PatternNode, greedy: boolean): void {
    const slot = this.slots;
    this.slots += 1;
    const start = this.#here;
    const split = this.add({ op: 'split', first: 0, second: 0 });
    const body = this.#here;
    this.add({ op: 'save', slot });
    this.emit(inner);
    const progress = this.add({ op: 'progress', slot, exit: 0 });
    this.add({ op: 'jump', to: start });
    progress.exit = this.#here;
    [split.first, split.second] = greedy ? [body, this.#here] : [this.#here, body];
  }

  #optional(inner: PatternNode, times: number, greedy: boolean): void {
    const splits: { first: number; second: number; readonly body: number }[] = [];
    for (let count = 0; count < times; count += 1) {
      const split = this.add({ op: 'split', first: 0, second: 0 });
      splits.push(Object.assign(split, { body: this.#here }));
      this.emit(inner);
    }
    for (const split of splits) {
      [split.first, split.second] = greedy ? [split.body, this.#here] : [this.#here, split.body];
    }
  }

  /** How many characters it matches; what is looked for behind must have an end. */
  #length(node: PatternNode): { readonly min: number; readonly max: number } {
    switch (node.kind) {
      case 'character':
        return { min: 1, max: 1 };
      case 'sequence':
        return node.parts.map((part) => this.#length(part)).reduce(sum, { min: 0, max: 0 });
      case 'choice': {
        const lengths = node.options.map((option) => this.#length(option));
        return { min: Math.min(...lengths.map(({ min }) => min)), max: Math.max(...lengths.map(({ max }) => max)) };
      }
      case 'group':
      case 'atomic':
        return this.#length(node.inner);
      case 'repeat': {
        const { min, max } = this.#length(node.inner);
        const most = max * node.max;
        if (!Number.isFinite(most)) throw this.#unbounded();
        return { min: min * node.min, max: most };
      }
      case 'assertion':
      case 'look':
        return { min: 0, max: 0 };
      case 'reference':
        throw this.#unbounded();
    }
  }

  #unbounded(): PatternError {
    return new PatternError(this.text, 'look-behind group does not have an obvious maximum length');
  }
}

function sum(a: { min: number; max: number }, b: { min: number; max: number }): { min: number; max: number } {
  return { min: a.min + b.min, max: a.max + b.max };
}
