import { GENESIS_HASH, hashOfEntry } from './entry.js';
import type { LedgerEntry } from './entry.js';

/** The last entry of a case's chain, which stands for all of it. */
export interface ChainHead {
  readonly caseId: string;
  readonly seq: number;
  readonly hash: string;
}

export type ChainFault = 'case' | 'sequence' | 'link' | 'hash' | 'head';

export type ChainVerdict =
  | { readonly ok: true; readonly head: ChainHead | null }
  | { readonly ok: false; readonly seq: number; readonly fault: ChainFault; readonly message: string };

export function headOf(entry: LedgerEntry): ChainHead {
  return { caseId: entry.caseId, seq: entry.seq, hash: entry.hash };
}

/**
 * Recomputes the chain of one case, in order, and names the first bad entry by its number. With the head that was
 * published or kept elsewhere, entries cut off at the end, or a chain rewritten as a whole, are found as well.
 */
export function verifyChain(entries: readonly LedgerEntry[], expectedHead: ChainHead | null = null): ChainVerdict {
  let previous: LedgerEntry | null = null;
  for (const entry of entries) {
    const fault = faultOf(entry, previous, previous?.caseId ?? entry.caseId);
    if (fault) return bad((previous?.seq ?? 0) + 1, fault);
    if (expectedHead?.seq === entry.seq && expectedHead.hash !== entry.hash) return bad(entry.seq, 'head');
    previous = entry;
  }
  const head = previous && headOf(previous);
  if (expectedHead && !reaches(head, expectedHead)) {
    return bad((head?.seq ?? 0) + 1, 'head');
  }
  return { ok: true, head };
}

function reaches(head: ChainHead | null, expected: ChainHead): boolean {
  return head?.caseId === expected.caseId && head.seq >= expected.seq;
}

/** What is wrong with an entry that comes after this head (null: as the first of its case), in words. */
export function faultAfter(head: ChainHead | null, entry: LedgerEntry): string | undefined {
  const fault = faultOf(entry, head, head?.caseId ?? entry.caseId);
  return fault && sentence((head?.seq ?? 0) + 1, fault);
}

type Before = Pick<LedgerEntry, 'seq' | 'hash'>;

function faultOf(entry: LedgerEntry, previous: Before | null, caseId: string): ChainFault | undefined {
  if (entry.caseId !== caseId) return 'case';
  if (entry.seq !== (previous?.seq ?? 0) + 1) return 'sequence';
  if (entry.prevHash !== (previous?.hash ?? GENESIS_HASH)) return 'link';
  return hasItsHash(entry) ? undefined : 'hash';
}

/** An entry that cannot even be hashed (a date that is none, a fraction) is as bad as a wrong hash. */
function hasItsHash(entry: LedgerEntry): boolean {
  try {
    return hashOfEntry(entry) === entry.hash;
  } catch {
    return false;
  }
}

const messages: Readonly<Record<ChainFault, string>> = {
  case: '混入了其他案件的记录',
  sequence: '编号不连续，有记录缺失、重复或换序',
  link: '与上一条记录的哈希不衔接，上一条可能被替换',
  hash: '内容与哈希不符，记录被改动',
  head: '与已公布的链头不符，末尾记录缺失或整链被改写',
};

const sentence = (seq: number, fault: ChainFault): string =>
  `第 ${seq.toString()} 条：${messages[fault]}，请保全数据并报告监管部门`;

const bad = (seq: number, fault: ChainFault): ChainVerdict => ({
  ok: false,
  seq,
  fault,
  message: sentence(seq, fault),
});
