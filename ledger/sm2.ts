import { randomBytes } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { bytesOfInteger, DerError, integer, readAll, readSequence, sequence } from './der.js';

/** A key pair on the curve sm2p256v1 (GB/T 32918), both halves in hexadecimal; the public one uncompressed. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** Order of the curve; a private key is a number from 1 to two less. */
const ORDER = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');

export function newKeyPair(): KeyPair {
  // Sixteen bytes more than the order has: what is left of the division is as good as evenly spread.
  const drawn = BigInt(`0x${randomBytes(48).toString('hex')}`);
  const privateKey = ((drawn % (ORDER - 2n)) + 1n).toString(16).padStart(64, '0');
  return { privateKey, publicKey: sm2.getPublicKeyFromPrivateKey(privateKey) };
}

/** SM2 with SM3 and the standard user id 1234567812345678, as DER: what OpenSSL's command line verifies. */
export function sign(content: Uint8Array, { privateKey, publicKey }: KeyPair): Buffer {
  return Buffer.from(sm2.doSignature(content, privateKey, { hash: true, der: true, publicKey }), 'hex');
}

/** Does the signature fit content and key? There is one way to write a signature; any other is none. */
export function verify(content: Uint8Array, signature: Uint8Array, publicKey: string): boolean {
  if (!isCanonical(signature)) return false;
  try {
    const hex = Buffer.from(signature).toString('hex');
    return sm2.doVerifySignature(content, hex, publicKey, { hash: true, der: true });
  } catch {
    // Not a point of the curve, or not a number of its field.
    return false;
  }
}

function isCanonical(signature: Uint8Array): boolean {
  try {
    const [r, s, ...rest] = readSequence(readAll(signature));
    if (r === undefined || s === undefined || rest.length > 0) return false;
    return sequence(integer(bytesOfInteger(r)), integer(bytesOfInteger(s))).equals(Buffer.from(signature));
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}
