import { isUtf8 } from 'node:buffer';
import { LARGEST_DEPLOYMENT } from '../model/limits.js';
import { reject } from './rejection.js';
import type { DeployRequest } from './requests.js';

/** Refuses a deployment that is larger than Zeebe's largest message before any of it is read. */
export function requireSize({ resources }: DeployRequest, largest = LARGEST_DEPLOYMENT): void {
  const bytes = resources.reduce((total, { content }) => total + sizeOf(content), 0);
  if (bytes <= largest) return;
  const [most, given] = [largest.toLocaleString('en'), bytes.toLocaleString('en')];
  const reason = `Expected to deploy resources of at most ${most} bytes together, but they have ${given}`;
  throw reject('CREATE', 'INVALID_ARGUMENT', reason);
}

function sizeOf(content: string | Uint8Array): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
}

/** The text of a resource; throws when it is none, because half a character would be stored as another one. */
export function textOf(content: string | Uint8Array): string {
  if (typeof content === 'string' ? content.isWellFormed() : isUtf8(content)) {
    return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  }
  throw new Error('Expected a text in UTF-8');
}
