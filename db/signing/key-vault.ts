import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts private keys at rest under the installation's key; a sealed key opens for its owner alone. */
export class KeyVault {
  readonly #key: Buffer;
  readonly #tokens: Buffer;

  constructor(secret: string) {
    if (secret.length < 32) throw new RangeError('The key of the signing keys needs at least 32 characters');
    this.#key = createHash('sha256').update(`signing keys ${secret}`).digest();
    this.#tokens = createHash('sha256').update(`anonymous tokens ${secret}`).digest();
  }

  /** Always the same for a text, 64 hexadecimal digits; without the key nobody finds the text behind it. */
  token(text: string): string {
    return createHmac('sha256', this.#tokens).update(text).digest('hex');
  }

  seal(owner: string, privateKey: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, iv).setAAD(Buffer.from(owner));
    const body = Buffer.concat([cipher.update(privateKey, 'hex'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  }

  /** The private key in hexadecimal; throws when the bytes were changed, or sealed for another or under another key. */
  open(owner: string, sealed: Buffer): string {
    const tagEnd = IV_BYTES + TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, this.#key, sealed.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(IV_BYTES, tagEnd));
    return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()]).toString('hex');
  }
}
