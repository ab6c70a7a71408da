import { withMilliseconds } from '../rules/dates.js';
import { containsPersonalNumber } from '../rules/publication/mask.js';
import { canonicalJson } from './canonical-json.js';
import type { CanonicalValue } from './canonical-json.js';
import { isSm3, sm3 } from './sm3.js';

/** Ids, hashes, verdicts, counts and amounts; never a name, an identity number, a phone or an account. */
export type LedgerPayload = Readonly<Record<string, CanonicalValue>>;

/** What happened on a case, before it takes its place in the chain. */
export interface LedgerEvent {
  readonly caseId: string;
  /** Kind from the vocabulary, past tense, e.g. `act-recorded`. */
  readonly kind: string;
  /** Account of the person, or the name of the part of the system that acted by itself. */
  readonly actorId: string;
  readonly onBehalfOf?: string | null;
  readonly at: string;
  /** Clauses the act rests on, e.g. `['R-42', 'SD2']`. */
  readonly clauses: readonly string[];
  readonly payload: LedgerPayload;
}

/** An event in its place: numbered per case from 1, bound to the entry before it. */
export interface LedgerEntry extends LedgerEvent {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** What the first entry of a case is bound to. */
export const GENESIS_HASH = '0'.repeat(64);

/** Hash over everything in an entry but the hash itself. */
export function hashOfEntry(entry: Omit<LedgerEntry, 'hash'>): string {
  const { seq, caseId, kind, actorId, onBehalfOf = null, at, clauses, payload, prevHash } = entry;
  const instant = withMilliseconds(at);
  return sm3(canonicalJson({ seq, caseId, kind, actorId, onBehalfOf, at: instant, clauses, payload, prevHash }));
}

/**
 * The entry that follows another (null: the first of its case). Throws when the payload carries personal data or the
 * entries are of different cases: both are faults of the caller, and nothing may be written then.
 */
export function nextEntry(previous: LedgerEntry | null, event: LedgerEvent): LedgerEntry {
  mustBeImpersonal(event.payload, event.kind);
  if (previous && previous.caseId !== event.caseId) {
    throw new RangeError(`Entry of case ${event.caseId} cannot follow one of case ${previous.caseId}`);
  }
  const unhashed = {
    seq: previous ? previous.seq + 1 : 1,
    caseId: event.caseId,
    kind: event.kind,
    actorId: event.actorId,
    onBehalfOf: event.onBehalfOf ?? null,
    at: withMilliseconds(event.at),
    clauses: [...event.clauses],
    payload: event.payload,
    prevHash: previous?.hash ?? GENESIS_HASH,
  };
  return { ...unhashed, hash: hashOfEntry(unhashed) };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CODE = /^[\x21-\x7e]{0,200}$/;

function mustBeImpersonal(value: CanonicalValue, place: string): void {
  if (typeof value === 'string') {
    if (UUID.test(value) || isSm3(value) || isCode(value)) return;
    throw new RangeError(
      `A ledger payload carries ids, hashes and codes only; ${place} is of the shape ${shapeOf(value)}`,
    );
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries<CanonicalValue>(value)) mustBeImpersonal(member, `${place}.${name}`);
  }
}

/** What a text looks like, for an error that must not repeat it: its length and its first characters as classes. */
function shapeOf(text: string): string {
  const start = text
    .slice(0, 80)
    .replace(/\p{Nd}/gu, '9')
    .replace(/\p{L}/gu, 'a');
  return `“${start}” (${String(text.length)} characters)`;
}

/** Codes are printable ASCII without spaces, so no Chinese name fits. Amounts of fen are big integers, not text. */
const isCode = (text: string): boolean => CODE.test(text) && !containsPersonalNumber(text);
