import { describe, expect, it } from '@jest/globals';
import { GENESIS_HASH, hashOfEntry, nextEntry } from '../../ledger/entry.js';
import { sm3 } from '../../ledger/sm3.js';
import { event } from './builders.js';

describe('ledger entries', () => {
  it('are numbered per case and bound to the entry before', () => {
    const first = nextEntry(null, event());
    const second = nextEntry(first, event({ at: '2026-11-24T09:00:00.5Z', onBehalfOf: 'account-2' }));
    expect(first).toMatchObject({ seq: 1, prevHash: GENESIS_HASH, onBehalfOf: null, at: '2026-11-24T08:00:00.000Z' });
    expect(second).toMatchObject({ seq: 2, prevHash: first.hash, onBehalfOf: 'account-2' });
    expect(hashOfEntry(second)).toBe(second.hash);
  });

  it('hash the same after their amounts became text and their instant another form', () => {
    const entry = nextEntry(null, event());
    const stored = { ...entry, at: '2026-11-24T08:00:00Z', payload: { ...entry.payload, amountFen: '90935316' } };
    expect(hashOfEntry(stored)).toBe(entry.hash);
  });

  it('never follow an entry of another case', () => {
    expect(() => nextEntry(nextEntry(null, event()), event({ caseId: 'household-2' }))).toThrow('household-2');
  });

  it.each([
    ['a name', { holder: '住户甲' }],
    ['an identity number', { id: '310113190001010017' }],
    ['a phone', { contact: ['13800000000'] }],
    ['a bank account', { payee: { account: '6222020000000000' } }],
    ['free text', { note: 'see the papers' }],
  ])('never carry %s', (_story, payload) => {
    expect(() => nextEntry(null, event({ payload }))).toThrow('ids, hashes and codes only');
  });

  it('are refused with the place and the shape of what does not belong, never with the words themselves', () => {
    const payload = { payee: [{ account: '住户甲 6222-0201' }] };
    expect(() => nextEntry(null, event({ payload }))).toThrow('payee.0.account is of the shape “aaa 9999-9999”');
  });

  it('carry ids, hashes, codes, counts and amounts', () => {
    const payload = {
      householdId: '018f2b1c-1234-7000-8000-123456789012',
      contentHash: sm3('agreement'),
      verdict: 'approved',
      on: '2026-11-24',
      rounds: [1, 2],
      amountFen: 123_456_789_012_345n,
      none: null,
      yes: true,
    };
    expect(nextEntry(null, event({ payload })).payload).toEqual(payload);
  });
});
