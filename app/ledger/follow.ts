import { differenceOf } from '../../ledger/feed-difference.js';
import type { FeedStart } from '../../ledger/feed.js';
import { CopyFault } from '../../ledger/line.js';
import type { OwnCopy } from './own-copy.js';

export interface FeedSource {
  /** The text of a page of the feed after a place. */
  page(after: number, limit: number): Promise<string>;
}

const PAGE = 2000;

interface Page {
  readonly start: FeedStart;
  readonly lines: readonly string[];
}

async function readPage(source: FeedSource, after: number): Promise<Page> {
  const [first = '', ...lines] = (await source.page(after, PAGE)).split('\n');
  if (lines.pop() !== '') throw new CopyFault('来源的一页没有传完，请重试');
  try {
    return { start: JSON.parse(first) as FeedStart, lines };
  } catch {
    throw new CopyFault('来源的一页没有开头一行，来源不是本系统的账本');
  }
}

/** Reads on from where the copy stands until nothing more is there; answers how many places were added. */
export async function catchUp(copy: OwnCopy, source: FeedSource): Promise<number> {
  const before = copy.check.position;
  for (;;) {
    const { start, lines } = await readPage(source, copy.check.position);
    if (start.head !== copy.check.head) throw await contradiction(copy, source, '来源在此处的链头与留存的不同');
    try {
      await copy.append(lines);
    } catch (error) {
      throw error instanceof CopyFault ? await contradiction(copy, source, error.message) : error;
    }
    if (copy.check.position >= start.last) return copy.check.position - before;
    if (lines.length === 0) throw new CopyFault(`来源缺少第 ${String(copy.check.position + 1)} 位及以后的记录`);
  }
}

/** Compares everything that is kept with what the source says today, byte for byte; throws at the first difference. */
export async function compareAll(copy: OwnCopy, source: FeedSource): Promise<void> {
  let lines: readonly string[] = [];
  let next = 0;
  let position = 0;
  for await (const kept of copy.lines()) {
    if (next === lines.length && position % PAGE === 0) {
      ({ lines } = await readPage(source, position));
      next = 0;
    }
    const now = lines[next];
    if (now !== kept) throw new CopyFault(differenceOf(kept, now));
    next += 1;
    position += 1;
  }
}

/** The first place that was changed among those kept; where there is none, what the check of the new lines said. */
async function contradiction(copy: OwnCopy, source: FeedSource, said: string): Promise<CopyFault> {
  try {
    await compareAll(copy, source);
  } catch (error) {
    if (error instanceof CopyFault) return error;
    throw error;
  }
  return new CopyFault(said);
}
