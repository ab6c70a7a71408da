/** As much of ASN.1 DER (X.690) as a certificate and a signature need: definite lengths, one byte of tag. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  time: 0x18,
} as const;

export class DerError extends Error {}

export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  /** With tag and length. */
  readonly raw: Buffer;
}

export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return [0x80 | bytes.length, ...bytes];
}

export const sequence = (...members: readonly Uint8Array[]): Buffer => der(TAG.sequence, ...members);
export const set = (...members: readonly Uint8Array[]): Buffer => der(TAG.set, ...members);
export const utf8 = (text: string): Buffer => der(TAG.utf8, Buffer.from(text, 'utf8'));
/** Bits that fill whole bytes. */
export const bitString = (bytes: Uint8Array): Buffer => der(TAG.bitString, Buffer.from([0]), bytes);
/** A member under a number of its context. */
export const tagged = (number: number, ...members: readonly Uint8Array[]): Buffer => der(0xa0 | number, ...members);

/** A number that is not negative, from its bytes. */
export function integer(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = Buffer.from(bytes.subarray(start));
  return der(TAG.integer, ...(digits.readUInt8(0) >= 0x80 ? [Buffer.from([0])] : []), digits);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest.flatMap(base128)];
  return der(TAG.oid, Buffer.from(bytes));
}

function base128(part: number): number[] {
  const bytes = [part & 0x7f];
  for (let rest = part >> 7; rest > 0; rest >>= 7) bytes.unshift(0x80 | (rest & 0x7f));
  return bytes;
}

/** An instant to the second, as GeneralizedTime. */
export const time = (instant: string): Buffer =>
  der(TAG.time, Buffer.from(`${instant.slice(0, 19).replace(/[-:T]/g, '')}Z`, 'ascii'));

/** The values that stand in the bytes one behind the other; throws where one is cut off or oddly written. */
export function readMembers(bytes: Buffer): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length;) {
    const value = readAt(bytes, at);
    values.push(value);
    at += value.raw.length;
  }
  return values;
}

function readAt(bytes: Buffer, at: number): DerValue {
  const [tag, short] = bytes.subarray(at, at + 2);
  if (tag === undefined || short === undefined) throw new DerError('cut off');
  const more = short < 0x80 ? 0 : short & 0x7f;
  if (more > 2 || short === 0x80 || bytes.length < at + 2 + more) throw new DerError('length');
  const length = more === 0 ? short : bytes.readUIntBE(at + 2, more);
  const start = at + 2 + more;
  const raw = bytes.subarray(at, start + length);
  const content = bytes.subarray(start, start + length);
  if (content.length !== length || !der(tag, content).equals(raw)) throw new DerError('not the shortest way');
  return { tag, content, raw };
}

/** The one value that the bytes are. */
export function readAll(bytes: Uint8Array): DerValue {
  const [value, ...rest] = readMembers(Buffer.from(bytes));
  if (value === undefined || rest.length > 0) throw new DerError('not one value');
  return value;
}

export function readSequence(value: DerValue | undefined, tag: number = TAG.sequence): DerValue[] {
  if (value?.tag !== tag) throw new DerError('another tag');
  return readMembers(value.content);
}

/** The bytes of a number that is not negative, without leading zero. */
export function bytesOfInteger({ tag, content }: DerValue): Buffer {
  if (tag !== TAG.integer || content.length === 0 || content.readUInt8(0) >= 0x80) throw new DerError('no such number');
  return content[0] === 0 ? content.subarray(1) : content;
}
