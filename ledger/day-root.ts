import { canonicalJson } from './canonical-json.js';
import { GENESIS_HASH } from './entry.js';
import { merkleRoot } from './merkle.js';
import type { ChainHead } from './chain.js';
import { sm3 } from './sm3.js';

/** 日根: one value a day that stands for every entry of every case until its end; the next day's is bound to it. */
export interface DayRoot {
  /** Civil day in Shanghai, all of whose entries it covers. */
  readonly day: string;
  readonly root: string;
  readonly cases: number;
  readonly entries: number;
  readonly prevHash: string;
  readonly hash: string;
}

export const hashOfRoot = ({ day, root, cases, entries, prevHash }: Omit<DayRoot, 'hash'>): string =>
  sm3(canonicalJson({ day, root, cases, entries, prevHash }));

/** The root of a day from the last entry of every case at its end; `previous` is that of an earlier day, or null. */
export function rootOfDay(day: string, heads: readonly ChainHead[], previous: DayRoot | null): DayRoot {
  const unhashed = {
    day,
    root: merkleRoot(heads),
    cases: heads.length,
    entries: heads.reduce((sum, { seq }) => sum + seq, 0),
    prevHash: previous?.hash ?? GENESIS_HASH,
  };
  return { ...unhashed, hash: hashOfRoot(unhashed) };
}
