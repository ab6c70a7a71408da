import { createHash } from 'node:crypto';

/** SM3 (GB/T 32905) of a UTF-8 text or of bytes, as 64 lower-case hexadecimal digits. */
export function sm3(content: string | Uint8Array): string {
  return createHash('sm3').update(content).digest('hex');
}

const HASH = /^[0-9a-f]{64}$/;

export const isSm3 = (text: string): boolean => HASH.test(text);
