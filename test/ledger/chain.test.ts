import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { headOf, verifyChain } from '../../ledger/chain.js';
import { hashOfEntry, nextEntry } from '../../ledger/entry.js';
import type { LedgerEntry } from '../../ledger/entry.js';
import { chain, event } from './builders.js';

const changedAt = (entries: LedgerEntry[], seq: number, rest: Partial<LedgerEntry>) =>
  entries.map((entry) => (entry.seq === seq ? { ...entry, ...rest } : entry));
const faultOf = (entries: LedgerEntry[], head: Parameters<typeof verifyChain>[1] = null) => {
  const verdict = verifyChain(entries, head);
  return verdict.ok ? 'ok' : `${verdict.seq.toString()} ${verdict.fault}`;
};
const last = (entries: LedgerEntry[]): LedgerEntry => {
  const entry = entries.at(-1);
  if (!entry) throw new Error('empty chain');
  return entry;
};

describe('a chain', () => {
  it('of honest entries holds, also without any', () => {
    expect(verifyChain(chain(5))).toEqual({ ok: true, head: headOf(last(chain(5))) });
    expect(verifyChain([])).toEqual({ ok: true, head: null });
  });

  it.each<[string, Partial<LedgerEntry>]>([
    ['the actor', { actorId: 'account-9' }],
    ['whom he acted for', { onBehalfOf: 'account-9' }],
    ['the kind', { kind: 'act-refused' }],
    ['the time', { at: '2026-11-23T08:00:00.000Z' }],
    ['the clauses', { clauses: [] }],
    ['the payload', { payload: { act: 'negotiate', round: 9 } }],
    ['the time, to nonsense', { at: 'yesterday' }],
    ['the payload, to a fraction', { payload: { round: 0.5 } }],
  ])('shows that somebody changed %s', (_story, rest) => {
    expect(faultOf(changedAt(chain(5), 3, rest))).toBe('3 hash');
  });

  it('shows a change whose hash was made to fit at the entry behind it', () => {
    const entries = chain(5);
    const forged = { ...chain(3)[2], actorId: 'account-9' } as LedgerEntry;
    expect(faultOf(changedAt(entries, 3, { actorId: 'account-9', hash: hashOfEntry(forged) }))).toBe('4 link');
  });

  it.each([
    ['an entry is missing', (entries: LedgerEntry[]) => entries.filter(({ seq }) => seq !== 3), '3 sequence'],
    ['the first is missing', (entries: LedgerEntry[]) => entries.slice(1), '1 sequence'],
    [
      'an entry came twice',
      (entries: LedgerEntry[]) => entries.flatMap((e) => (e.seq === 2 ? [e, e] : [e])),
      '3 sequence',
    ],
    [
      'two changed places',
      ([a, b, c, ...rest]: LedgerEntry[]) => [a, c, b, ...rest].flatMap((e) => e ?? []),
      '2 sequence',
    ],
    [
      'one of another case',
      (entries: LedgerEntry[]) => [...entries.slice(0, 3), ...chain(5, 'other').slice(3)],
      '4 case',
    ],
  ])('shows that %s', (_story, tamper, expected) => {
    expect(faultOf(tamper(chain(5)))).toBe(expected);
  });

  it('with its head kept elsewhere also shows a cut-off end and a chain rewritten as a whole', () => {
    const entries = chain(5);
    const head = headOf(last(entries));
    expect(faultOf(entries, head)).toBe('ok');
    expect(faultOf(entries.slice(0, 4))).toBe('ok');
    expect(faultOf(entries.slice(0, 4), head)).toBe('5 head');
    expect(faultOf([], head)).toBe('1 head');
    let previous: LedgerEntry | null = null;
    const rewritten = entries.map(() => (previous = nextEntry(previous, event({ actorId: 'account-9' }))));
    expect(faultOf(rewritten)).toBe('ok');
    expect(faultOf(rewritten, head)).toBe('5 head');
    expect(faultOf(chain(5, 'other'), head)).toBe('5 head');
  });

  it('may have grown since its head was kept', () => {
    expect(faultOf(chain(7), headOf(last(chain(5))))).toBe('ok');
  });

  it('names the entry in words people understand', () => {
    const verdict = verifyChain(changedAt(chain(3), 2, { actorId: 'x' }));
    expect(verdict.ok ? '' : verdict.message).toBe('第 2 条：内容与哈希不符，记录被改动，请保全数据并报告监管部门');
  });

  it('finds any single change at the entry where it was made', () => {
    const change = fc.constantFrom('actorId' as const, 'kind' as const, 'prevHash' as const, 'hash' as const);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), change, fc.constantFrom('0', '7', 'a', 'f'), (seq, field, digit) => {
        const entries = chain(8);
        const value = entries[seq - 1]?.[field] ?? '';
        const altered = (value.startsWith(digit) ? 'x' : digit) + value.slice(1);
        const verdict = verifyChain(changedAt(entries, seq, { [field]: altered }));
        expect(verdict).toMatchObject({ ok: false, seq });
      }),
    );
  });
});
