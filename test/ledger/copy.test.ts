import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { headOf } from '../../ledger/chain.js';
import { CopyCheck, sealOf } from '../../ledger/copy.js';
import { lineOf, lineOfEntry } from '../../ledger/line.js';
import { rootOfDay } from '../../ledger/day-root.js';
import type { DayRoot } from '../../ledger/day-root.js';
import { nextEntry } from '../../ledger/entry.js';
import type { LedgerEntry } from '../../ledger/entry.js';
import { event } from './builders.js';

interface Copy {
  readonly entries: string;
  readonly roots: string;
  readonly seal: string;
}

/** Entries of three cases over three days, with the roots of the first two days. */
function entriesOfThreeDays(): LedgerEntry[] {
  return ['case-a', 'case-b', 'case-c'].flatMap((caseId) => {
    const chain: LedgerEntry[] = [];
    for (const at of ['2026-03-02T02:00:00.000Z', '2026-03-03T15:59:59.999Z', '2026-03-03T16:00:00.000Z']) {
      chain.push(nextEntry(chain.at(-1) ?? null, event({ caseId, at, payload: { act: 'negotiate' } })));
    }
    return chain;
  });
}

function rootsOf(entries: readonly LedgerEntry[]): DayRoot[] {
  const heads = (seq: number) => entries.filter((entry) => entry.seq === seq).map(headOf);
  const first = rootOfDay('2026-03-02', heads(1), null);
  return [first, rootOfDay('2026-03-03', heads(2), first)];
}

function copyOf(entries: readonly LedgerEntry[], roots: readonly DayRoot[]): Copy {
  const heads = new Map(entries.map((entry) => [entry.caseId, headOf(entry)]));
  const lines = (all: readonly string[]) => all.map((line) => `${line}\n`).join('');
  return {
    entries: lines(entries.map(lineOfEntry)),
    roots: lines(roots.map(lineOf)),
    seal: lineOf(sealOf([...heads.values()], entries.length, roots.length)),
  };
}

const linesOf = (text: string) => (text === '' ? [] : (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n'));

function verdictOn({ entries, roots, seal }: Copy, published?: ReadonlyMap<string, string>): string {
  const check = new CopyCheck();
  linesOf(entries).forEach((line) => {
    check.entry(line);
  });
  const verdict = check.finish(linesOf(roots), seal, published);
  return verdict.ok ? 'ok' : verdict.message;
}

describe('a copy of the ledger', () => {
  const entries = entriesOfThreeDays();
  const roots = rootsOf(entries);
  const copy = copyOf(entries, roots);

  it('holds as it was written, also an empty one', () => {
    expect(verdictOn(copy)).toBe('ok');
    expect(verdictOn(copyOf([], []))).toBe('ok');
    expect(verdictOn(copy, new Map(roots.map(({ day, hash }) => [day, hash])))).toBe('ok');
  });

  it('shows every single byte that was changed, wherever it stands (R-46)', () => {
    const part = fc.constantFrom('entries' as const, 'roots' as const, 'seal' as const);
    fc.assert(
      fc.property(part, fc.nat(), fc.integer({ min: 32, max: 126 }), (name, place, code) => {
        const text = copy[name];
        const at = place % text.length;
        const byte = String.fromCharCode(code);
        fc.pre(text[at] !== byte && !(text[at] === '\n' && at === text.length - 1));
        const changed = { ...copy, [name]: text.slice(0, at) + byte + text.slice(at + 1) };
        expect(verdictOn(changed)).not.toBe('ok');
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, (lines: string[]) => string[], string]>([
    ['removed', (lines) => lines.filter((_, index) => index !== 1), '案件 case-a 第 2 条'],
    ['removed at the end', (lines) => lines.slice(0, -1), '副本封签与内容不符'],
    ['added', (lines) => [...lines.slice(0, 2), lines[1] ?? '', ...lines.slice(2)], '案件 case-a 第 3 条'],
    ['moved', ([a = '', b = '', c = '', ...rest]) => [b, a, c, ...rest], '案件 case-a 第 1 条'],
    ['moved with its whole case', (lines) => [...lines.slice(3), ...lines.slice(0, 3)], '案件 case-a 的记录不在其位'],
  ])('names the first entry that was %s', (_what, change, message) => {
    const changed = change(linesOf(copy.entries))
      .map((line) => `${line}\n`)
      .join('');
    expect(verdictOn({ ...copy, entries: changed })).toContain(message);
  });

  it('shows an entry that was put into a closed day with a chain that fits', () => {
    const late = nextEntry(entries[2] ?? null, event({ caseId: 'case-a', at: '2026-03-03T02:00:00.000Z' }));
    const forged = [...entries.slice(0, 3), late, ...entries.slice(3)];
    expect(verdictOn(copyOf(forged, roots))).toContain('2026-03-03 的日根与记录不符');
  });

  it('that was rewritten as a whole is betrayed by what was published (R-43)', () => {
    const other = entries.filter(({ caseId }) => caseId !== 'case-b');
    const rewritten = copyOf(other, rootsOf(other));
    expect(verdictOn(rewritten)).toBe('ok');
    const published = new Map([['2026-03-03', roots[1]?.hash ?? '']]);
    expect(verdictOn(rewritten, published)).toContain('2026-03-03 的日根与公示的不符');
    expect(verdictOn(copyOf(entries, roots.slice(0, 1)), published)).toContain('缺少 2026-03-03 公示过的日根');
  });
});
