import { canonicalJson } from './canonical-json.js';
import type { ChainHead } from './chain.js';
import { sm3 } from './sm3.js';

/** One step from a leaf to the root: the neighbour's hash and the side it stands on. */
export interface ProofStep {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

/** Leaves and nodes are hashed with different prefixes, so that no inner node can be passed off as a leaf. */
const leafHash = ({ caseId, seq, hash }: ChainHead): string => sm3(`leaf:${canonicalJson({ caseId, seq, hash })}`);
const nodeHash = (left: string, right: string): string => sm3(`node:${left}:${right}`);

/** Root over the heads of all chains: the one value that is published per day. Order of the heads does not matter. */
export function merkleRoot(heads: readonly ChainHead[]): string {
  const top = levelsOf(heads).at(-1);
  return top?.[0] ?? sm3('empty');
}

/** Proof that a case's head is in the root, to be checked without the other cases; null when the case is not there. */
export function merkleProof(heads: readonly ChainHead[], caseId: string): ProofStep[] | null {
  let index = sorted(heads).findIndex((head) => head.caseId === caseId);
  if (index < 0) return null;
  const steps: ProofStep[] = [];
  for (const level of levelsOf(heads).slice(0, -1)) {
    const isRight = index % 2 === 1;
    const neighbour = level[isRight ? index - 1 : index + 1];
    if (neighbour !== undefined) steps.push({ side: isRight ? 'left' : 'right', hash: neighbour });
    index = Math.floor(index / 2);
  }
  return steps;
}

export function verifyMerkleProof(head: ChainHead, proof: readonly ProofStep[], root: string): boolean {
  const reached = proof.reduce(
    (hash, step) => (step.side === 'left' ? nodeHash(step.hash, hash) : nodeHash(hash, step.hash)),
    leafHash(head),
  );
  return reached === root;
}

function sorted(heads: readonly ChainHead[]): ChainHead[] {
  const ordered = [...heads].sort((a, b) => (a.caseId < b.caseId ? -1 : 1));
  const repeated = ordered.find((head, index) => ordered[index + 1]?.caseId === head.caseId);
  if (repeated) throw new RangeError(`Case ${repeated.caseId} has more than one head`);
  return ordered;
}

/** From the leaves up to one root; a node without neighbour moves up unchanged. */
function levelsOf(heads: readonly ChainHead[]): string[][] {
  let level = sorted(heads).map(leafHash);
  const levels = [level];
  while (level.length > 1) {
    level = pairUp(level);
    levels.push(level);
  }
  return levels;
}

function pairUp(level: readonly string[]): string[] {
  const parents: string[] = [];
  for (let index = 0; index < level.length; index += 2) {
    const [left = '', right] = level.slice(index, index + 2);
    parents.push(right === undefined ? left : nodeHash(left, right));
  }
  return parents;
}
