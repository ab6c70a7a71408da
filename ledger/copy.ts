import { verifyChain } from './chain.js';
import type { ChainHead } from './chain.js';
import { DayHeads } from './day-heads.js';
import type { DayRoot } from './day-root.js';
import type { LedgerEntry } from './entry.js';
import { CopyFault, lineOf, lineOfEntry, parsed } from './line.js';
import { merkleRoot } from './merkle.js';

/** What a copy as a whole comes to, recomputed by whoever checks it. */
export interface CopySeal {
  readonly cases: number;
  readonly entries: number;
  readonly days: number;
  /** Root over the heads of all chains, those of the running day included. */
  readonly root: string;
}

export type CopyVerdict =
  { readonly ok: true; readonly seal: CopySeal } | { readonly ok: false; readonly message: string };

export function sealOf(heads: readonly ChainHead[], entries: number, days: number): CopySeal {
  return { cases: heads.length, entries, days, root: merkleRoot(heads) };
}

/**
 * Checks a copy of the ledger without the database: first its entries, line by line, case by case; then every day's
 * root and the seal. The first fault is named by case and number, or by day.
 */
export class CopyCheck {
  readonly #days = new DayHeads();
  readonly #heads = new Map<string, ChainHead>();
  #chain: LedgerEntry[] = [];
  #fault: CopyFault | undefined;
  #lines = 0;

  /** The next line of the entries. After a fault nothing further is looked at. */
  entry(line: string): void {
    if (this.#fault !== undefined) return;
    this.#lines += 1;
    this.#notingFault(() => {
      const entry = parsed<LedgerEntry>(line, lineOfEntry, `第 ${String(this.#lines)} 行记录`);
      const last = this.#chain.at(-1);
      if (last !== undefined && last.caseId !== entry.caseId) this.#endChain();
      if (last !== undefined && entry.caseId < last.caseId) {
        throw new CopyFault(`案件 ${entry.caseId} 的记录不在其位，被移动或重复`);
      }
      this.#chain.push(entry);
    });
  }

  /**
   * What the whole comes to. `published` are hashes by day as they stand on the public board: with them a ledger that
   * somebody rewrote as a whole, roots and all, is found as well.
   */
  finish(roots: readonly string[], seal: string, published: ReadonlyMap<string, string> = new Map()): CopyVerdict {
    let reached: CopySeal | undefined;
    this.#notingFault(() => {
      this.#endChain();
      this.#checkRoots(
        roots.map((line, index) => parsed<DayRoot>(line, lineOf, `第 ${String(index + 1)} 个日根`)),
        published,
      );
      reached = sealOf([...this.#heads.values()], this.#lines, roots.length);
      if (seal !== lineOf(reached)) throw new CopyFault('副本封签与内容不符：末尾有记录缺失，或封签被改动');
    });
    if (this.#fault !== undefined) return { ok: false, message: this.#fault.message };
    if (reached === undefined) throw new Error('A copy without fault comes to a seal');
    return { ok: true, seal: reached };
  }

  #notingFault(check: () => void): void {
    if (this.#fault !== undefined) return;
    try {
      check();
    } catch (error) {
      if (!(error instanceof CopyFault)) throw error;
      this.#fault = error;
    }
  }

  #endChain(): void {
    const verdict = verifyChain(this.#chain);
    if (!verdict.ok) throw new CopyFault(`案件 ${this.#chain[0]?.caseId ?? ''} ${verdict.message}`);
    if (verdict.head !== null) this.#heads.set(verdict.head.caseId, verdict.head);
    for (const entry of this.#chain) this.#days.add(entry);
    this.#chain = [];
  }

  #checkRoots(roots: readonly DayRoot[], published: ReadonlyMap<string, string>): void {
    for (const root of roots) {
      const fault = this.#days.faultOf(root, published.get(root.day));
      if (fault !== undefined) throw new CopyFault(fault);
    }
    for (const day of published.keys()) {
      if (!roots.some((root) => root.day === day)) throw new CopyFault(`副本缺少 ${day} 公示过的日根`);
    }
  }
}
