import { isReceipt, verifyReceipt } from './receipt.js';
import type { CheckedReceipt } from './receipt.js';
import type { Refused } from './verdict.js';
import { verifyAgreement } from './verify-agreement.js';
import type { CheckedAgreement } from './verify-agreement.js';

export type FileVerdict = CheckedAgreement | CheckedReceipt | Refused;

/** Checks whatever this software has signed and handed out: an agreement or a receipt. */
export function verifyFile(bytes: Buffer, published: ReadonlyMap<string, string> = new Map()): FileVerdict {
  return isReceipt(bytes) ? verifyReceipt(bytes, published) : verifyAgreement(bytes, published);
}
