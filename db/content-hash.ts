import { createHash } from 'node:crypto';

/** SHA-256 of a text in UTF-8, as lower-case hex: what an approval or a signature names. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** SHA-256 of bytes, as lower-case hex. */
export function hashOfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 of a value as JSON with sorted keys, so that equal content has an equal hash. */
export function hashOfValue(value: unknown): string {
  return hashOfText(JSON.stringify(toJson(value), sorted));
}

/** The value as plain JSON: bigint becomes its decimal text. */
export function toJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'bigint' ? member.toString() : member,
  );
  return JSON.parse(text) as unknown;
}

function sorted(_key: string, member: unknown): unknown {
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
  const entries = Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
