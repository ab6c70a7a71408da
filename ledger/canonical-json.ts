/** What a ledger payload may consist of. Numbers are whole; big integers become text. */
export type CanonicalValue =
  string | number | bigint | boolean | null | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

const isList = (value: CanonicalValue): value is readonly CanonicalValue[] => Array.isArray(value);

/**
 * One text per value, whoever writes it: keys sorted by code unit, no spaces, big integers as text, whole numbers only.
 * So a payload hashes the same before it is stored as jsonb and after.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'bigint') return `"${value.toString()}"`;
  if (typeof value === 'number') return wholeNumber(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value))
    throw new RangeError(`Only whole numbers have one canonical text, got: ${value.toString()}`);
  return Object.is(value, -0) ? '0' : value.toString();
}
