import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

const COST = 16_384;
const KEY_BYTES = 32;
/** No vowels, no look-alikes: a code can be read out on the phone and spells no word. */
const CODE_ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 10;

/** Salted scrypt hash of a password or access code: `scrypt$cost$salt$key` (hex). */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(secret, salt, COST);
  return ['scrypt', COST.toString(), salt.toString('hex'), key.toString('hex')].join('$');
}

/** Compares in constant time; without a stored hash it works as long and answers false. */
export async function secretMatches(secret: string, stored: string | null): Promise<boolean> {
  const [, cost = COST.toString(), salt = '00', key = ''] = (stored ?? '').split('$');
  const expected = Buffer.from(key, 'hex');
  const actual = await derive(secret, Buffer.from(salt, 'hex'), Number(cost));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** A fresh access code for a household. */
export function newAccessCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)] ?? '').join('');
}

/** Number of a ballot cast by code, 56 random bits: it can be read out, and says nothing. */
export function newReceipt(): string {
  const four = () => Array.from({ length: 4 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)] ?? '').join('');
  return ['E', four(), four(), four()].join('-');
}

function derive(secret: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, KEY_BYTES, { N: cost }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
