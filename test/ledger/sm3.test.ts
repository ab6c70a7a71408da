import { describe, expect, it } from '@jest/globals';
import { isSm3, sm3 } from '../../ledger/sm3.js';

describe('SM3', () => {
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('gives the digest of the standard for %s', (text, digest) => {
    expect(sm3(text)).toBe(digest);
    expect(sm3(Buffer.from(text))).toBe(digest);
  });

  it('knows the form of its digests', () => {
    expect([isSm3(sm3('')), isSm3('66C7'), isSm3('g'.repeat(64))]).toEqual([true, false, false]);
  });
});
