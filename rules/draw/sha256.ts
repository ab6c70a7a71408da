/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, as 64 hexadecimal digits. Written out here because a rule imports nothing;
 * anybody can repeat it with the tools of his own computer, which is what makes a draw provable.
 */
export function sha256(text: string): string {
  const words = paddedWords(new TextEncoder().encode(text));
  const state = [...INITIAL];
  for (let offset = 0; offset < words.length; offset += 16) compress(state, words.slice(offset, offset + 16));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The first 32 bits of the fractional part of a root, exact by whole numbers. */
const fractionOf = (prime: number, power: 2 | 3): number => {
  // Scaled so that the whole root has exactly 32 binary places; the search never rounds.
  const scaled = BigInt(prime) << BigInt(32 * power);
  let [low, high] = [0n, 1n << 40n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** BigInt(power) <= scaled) low = middle;
    else high = middle;
  }
  return Number(low & 0xffff_ffffn);
};

const PRIMES = Array.from({ length: 311 }, (_, index) => index + 2)
  .filter((number, _index, all) => !all.some((divisor) => divisor < number && number % divisor === 0))
  .slice(0, 64);
const INITIAL = PRIMES.slice(0, 8).map((prime) => fractionOf(prime, 2));
const ROUND = PRIMES.map((prime) => fractionOf(prime, 3));

/** The message with its end mark and length, in words of 32 bits. */
function paddedWords(bytes: Uint8Array): number[] {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const words = new Array<number>(blocks * 16).fill(0);
  [...bytes, 0x80].forEach((byte, index) => {
    words[index >> 2] = (words[index >> 2] ?? 0) | (byte << (24 - 8 * (index % 4)));
  });
  words[words.length - 2] = Math.floor(bytes.length / 0x2000_0000);
  words[words.length - 1] = bytes.length << 3;
  return words;
}

const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

function compress(state: number[], block: readonly number[]): void {
  const schedule = [...block];
  const at = (index: number): number => schedule[index] ?? 0;
  for (let round = 16; round < 64; round += 1) {
    const [early, late] = [at(round - 15), at(round - 2)];
    const small = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const large = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule.push((at(round - 16) + small + at(round - 7) + large) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < 64; round += 1) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + (ROUND[round] ?? 0) + at(round);
    const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = ((state[index] ?? 0) + word) | 0));
}
