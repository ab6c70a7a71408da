import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ChainHead } from '../../ledger/chain.js';
import { merkleProof, merkleRoot, verifyMerkleProof } from '../../ledger/merkle.js';
import { sm3 } from '../../ledger/sm3.js';

const head = (number: number): ChainHead => ({
  caseId: `household-${number.toString()}`,
  seq: number + 1,
  hash: sm3(number.toString()),
});
const heads = (length: number) => Array.from({ length }, (_, index) => head(index));

describe('the root over all chains', () => {
  it.each([1, 2, 3, 4, 5, 7, 8, 60])('of %d cases proves each of them', (length) => {
    const all = heads(length);
    const root = merkleRoot(all);
    for (const each of all) {
      expect(verifyMerkleProof(each, merkleProof(all, each.caseId) ?? [], root)).toBe(true);
    }
  });

  it('does not depend on the order of the cases', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(heads(9), { minLength: 9 }), (shuffled) => {
        expect(merkleRoot(shuffled)).toBe(merkleRoot(heads(9)));
      }),
    );
  });

  it('changes with any change of any head', () => {
    const all = heads(6);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.constantFrom('seq', 'hash', 'caseId'), (index, field) => {
        const altered = { seq: 99, hash: sm3('forged'), caseId: 'household-x' }[field];
        const forged = all.map((each, at) => (at === index ? { ...each, [field]: altered } : each));
        expect(merkleRoot(forged)).not.toBe(merkleRoot(all));
        const original = all[index] ?? head(0);
        const proof = merkleProof(all, original.caseId) ?? [];
        expect(verifyMerkleProof({ ...original, [field]: altered }, proof, merkleRoot(all))).toBe(false);
      }),
    );
  });

  it('does not accept a proof of another case, nor one cut short or turned round', () => {
    const all = heads(8);
    const root = merkleRoot(all);
    const proof = merkleProof(all, 'household-3') ?? [];
    expect(verifyMerkleProof(head(4), proof, root)).toBe(false);
    expect(verifyMerkleProof(head(3), proof.slice(1), root)).toBe(false);
    expect(verifyMerkleProof(head(3), [...proof].reverse(), root)).toBe(false);
  });

  it('notices a case that is left out', () => {
    expect(merkleRoot(heads(5))).not.toBe(merkleRoot(heads(4)));
    expect(merkleProof(heads(4), 'household-4')).toBeNull();
  });

  it('has a value of its own for no case at all, and no two heads for one case', () => {
    expect(merkleRoot([])).toBe(sm3('empty'));
    expect(() => merkleRoot([head(1), head(1)])).toThrow('household-1');
  });
});
