import { withMilliseconds } from '../rules/dates.js';
import { canonicalJson } from './canonical-json.js';
import type { CanonicalValue } from './canonical-json.js';
import type { LedgerEntry } from './entry.js';

/** The one text of an entry, a root or a seal in a copy: a line of canonical JSON. */
export const lineOf = (value: object): string => canonicalJson(value as CanonicalValue);

export const lineOfEntry = (entry: LedgerEntry): string => {
  const { seq, caseId, kind, actorId, onBehalfOf = null, at, clauses, payload, prevHash, hash } = entry;
  return lineOf({
    seq,
    caseId,
    kind,
    actorId,
    onBehalfOf,
    at: withMilliseconds(at),
    clauses,
    payload,
    prevHash,
    hash,
  });
};

/** What is wrong with a copy, in words for whoever checks it. */
export class CopyFault extends Error {}

/** A line must be the one canonical text of its value, so that not even a space or a further member goes unseen. */
export function parsed<T extends object>(line: string, write: (value: T) => string, what: string): T {
  try {
    const value = JSON.parse(line) as T;
    if (write(value) === line) return value;
  } catch {
    // No JSON, or a value that has no canonical text: the same fault.
  }
  throw new CopyFault(`${what}不是规范写法，已被改动`);
}
