import { faultAfter, headOf } from './chain.js';
import type { ChainHead } from './chain.js';
import { sealOf } from './copy.js';
import type { CopySeal } from './copy.js';
import { DayHeads } from './day-heads.js';
import { FIRST_HEAD, headAt, lineOfItem } from './feed.js';
import type { FeedItem } from './feed.js';
import { CopyFault, parsed } from './line.js';

/** Checks the feed line by line as it comes, or a copy of it from the first line on; throws CopyFault at the first fault. */
export class FeedCheck {
  readonly #heads = new Map<string, ChainHead>();
  readonly #days = new DayHeads();
  readonly #rootDays = new Set<string>();
  #position = 0;
  #head = FIRST_HEAD;
  #entries = 0;

  /** `published` are hashes of roots by day, as the public board showed them. */
  constructor(private readonly published: ReadonlyMap<string, string> = new Map()) {}

  /** The last place that was taken, and its head. */
  get position(): number {
    return this.#position;
  }

  get head(): string {
    return this.#head;
  }

  take(line: string): void {
    const place = this.#position + 1;
    const item = parsed<FeedItem>(line, lineOfItem, `副本第 ${String(place)} 位`);
    const { position, prevHead, head, entry, root } = item;
    if (position !== place) throw new CopyFault(`副本第 ${String(place)} 位缺失：下一位是第 ${String(position)} 位`);
    if ((entry === undefined) === (root === undefined))
      throw new CopyFault(`副本第 ${String(place)} 位既非记录也非日根`);
    if (entry !== undefined) this.#checkEntry(entry);
    if (root !== undefined) this.#checkRoot(root);
    if (prevHead !== this.#head || head !== headAt(position, prevHead, entry?.hash ?? root?.hash ?? '')) {
      throw new CopyFault(`副本第 ${String(place)} 位与前一位不衔接：此前的记录被替换`);
    }
    this.#position = position;
    this.#head = head;
  }

  /** What all of it comes to; throws where a published root is missing. */
  seal(): CopySeal {
    for (const day of this.published.keys()) {
      if (!this.#rootDays.has(day)) throw new CopyFault(`副本缺少 ${day} 公示过的日根`);
    }
    return sealOf([...this.#heads.values()], this.#entries, this.#rootDays.size);
  }

  #checkEntry(entry: NonNullable<FeedItem['entry']>): void {
    const fault = faultAfter(this.#heads.get(entry.caseId) ?? null, entry);
    if (fault !== undefined) throw new CopyFault(`案件 ${entry.caseId} ${fault}`);
    if (this.#days.isCovered(entry)) {
      throw new CopyFault(`案件 ${entry.caseId} 第 ${String(entry.seq)} 条：日根公布后补记，请保全数据并报告监管部门`);
    }
    this.#days.add(entry);
    this.#heads.set(entry.caseId, headOf(entry));
    this.#entries += 1;
  }

  #checkRoot(root: NonNullable<FeedItem['root']>): void {
    const fault = this.#days.faultOf(root, this.published.get(root.day));
    if (fault !== undefined) throw new CopyFault(fault);
    this.#rootDays.add(root.day);
  }
}
