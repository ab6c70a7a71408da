import { hashOfRoot } from './day-root.js';
import type { DayRoot } from './day-root.js';
import type { ChainHead } from './chain.js';
import { verifyMerkleProof } from './merkle.js';
import type { ProofStep } from './merkle.js';
import { SignedFileError } from './pdf-update.js';

/** A sentence in Chinese and in English. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

export interface Refused {
  readonly ok: false;
  readonly fault: Said;
}

class Fault extends Error {
  constructor(readonly said: Said) {
    super(said.en);
  }
}

export const fault = (zh: string, en: string): Error => new Fault({ zh, en });

/** What a check comes to; the first fault is the answer. */
export function judged<T>(check: () => T): T | Refused {
  try {
    return check();
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.said };
    if (!(error instanceof SignedFileError)) throw error;
    const zh = '不是完整的签署文件：文件被改动，或没有签名记录';
    return { ok: false, fault: { zh, en: `No whole signed file: changed, or without signatures (${error.message})` } };
  }
}

export interface Evidence {
  readonly proved: readonly Said[];
  readonly notProved: readonly Said[];
}

/** Does the head stand under the root, and was the root the one of the public board? */
export function underRoot(
  head: ChainHead,
  root: DayRoot,
  proof: readonly ProofStep[],
  published: ReadonlyMap<string, string>,
): Evidence {
  if (hashOfRoot(root) !== root.hash || !verifyMerkleProof(head, proof, root.root)) {
    throw fault('台账记录不在日根之内', 'The ledger entries are not under the root of the day');
  }
  const known = published.get(root.day);
  if (known === undefined) {
    const zh = `没有对照公示的日根。请在公示栏查 ${root.day} 的日根，应为 ${root.hash}（--root ${root.day}=公示的日根）`;
    const en = `Not compared with the public board: ${root.day} should show ${root.hash}`;
    return { proved: [], notProved: [{ zh, en }] };
  }
  if (known !== root.hash) throw fault(`与 ${root.day} 公示的日根不符`, `Not what the board showed for ${root.day}`);
  const zh = `以上记录在 ${root.day} 结束前已经存在，与当日公示的日根一致`;
  return {
    proved: [{ zh, en: `All of it existed by the end of ${root.day}, as the published root shows` }],
    notProved: [],
  };
}
