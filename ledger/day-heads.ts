import { shanghaiDateOf } from '../rules/dates.js';
import { headOf } from './chain.js';
import type { ChainHead } from './chain.js';
import { rootOfDay } from './day-root.js';
import type { DayRoot } from './day-root.js';
import type { LedgerEntry } from './entry.js';
import { lineOf } from './line.js';

type Heads = Map<string, ChainHead>;

/** The last entry of every case at the end of each day: what the roots of the days are recomputed from, oldest first. */
export class DayHeads {
  /** Heads reached within a day that no root covers yet. */
  readonly #open = new Map<string, Heads>();
  readonly #covered: Heads = new Map();
  #last: DayRoot | null = null;

  /** Whether the day of an entry has its root already: then it comes too late. */
  isCovered(entry: LedgerEntry): boolean {
    return this.#last !== null && shanghaiDateOf(entry.at) <= this.#last.day;
  }

  add(entry: LedgerEntry): void {
    const day = shanghaiDateOf(entry.at);
    const heads = this.#open.get(day) ?? new Map<string, ChainHead>();
    this.#open.set(day, heads);
    advance(heads, headOf(entry));
  }

  /** What is wrong with the next root, or nothing; `published` is its hash as the public board showed it. */
  faultOf(root: DayRoot, published: string | undefined): string | undefined {
    for (const [day, heads] of this.#open) {
      if (day > root.day) continue;
      for (const head of heads.values()) advance(this.#covered, head);
      this.#open.delete(day);
    }
    const expected = rootOfDay(root.day, [...this.#covered.values()], this.#last);
    if (lineOf(root) !== lineOf(expected) || root.day <= (this.#last?.day ?? '')) {
      return `${root.day} 的日根与记录不符：当日及以前的记录有增删改，或日根被改动`;
    }
    this.#last = root;
    return (published ?? root.hash) === root.hash ? undefined : `${root.day} 的日根与公示的不符：账本被整体改写`;
  }
}

/** An act that waited over midnight stands behind one of the next day: the highest number counts. */
function advance(heads: Heads, head: ChainHead): void {
  if (head.seq > (heads.get(head.caseId)?.seq ?? 0)) heads.set(head.caseId, head);
}
