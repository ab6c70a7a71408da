import { canonicalJson } from './canonical-json.js';
import type { DayRoot } from './day-root.js';
import { GENESIS_HASH } from './entry.js';
import type { LedgerEntry } from './entry.js';
import { lineOf, lineOfEntry } from './line.js';
import { sm3 } from './sm3.js';

/** An entry or a root in its place: places are numbered from 1 without a gap, each head bound to the one before. */
export interface FeedItem {
  readonly position: number;
  readonly prevHead: string;
  readonly head: string;
  readonly entry?: LedgerEntry;
  readonly root?: DayRoot;
}

/** The first line of a page: where it begins, the head of that place (null: there is no such place), the last place. */
export interface FeedStart {
  readonly after: number;
  readonly head: string | null;
  readonly last: number;
}

/** The head before anything was fed. */
export const FIRST_HEAD = GENESIS_HASH;

/** One value for everything up to a place; `hash` is that of the entry or root which stands there. */
export const headAt = (position: number, prevHead: string, hash: string): string =>
  sm3(canonicalJson({ position, prevHead, hash }));

const canonicalEntry = (entry: LedgerEntry): object => JSON.parse(lineOfEntry(entry)) as object;

/** The one text of a place in the feed. */
export const lineOfItem = ({ position, prevHead, head, entry, root }: FeedItem): string =>
  lineOf({
    position,
    prevHead,
    head,
    ...(entry === undefined ? {} : { entry: canonicalEntry(entry) }),
    ...(root === undefined ? {} : { root }),
  });

/** A page of the feed as it is sent: one value of canonical JSON a line. */
export const feedPage = (start: FeedStart, items: readonly FeedItem[]): string =>
  [lineOf(start), ...items.map(lineOfItem)].map((line) => `${line}\n`).join('');
