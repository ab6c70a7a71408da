import { DRAW_FORMAT, DRAW_KINDS, DRAW_METHODS, DRAW_RULE, DRAW_STATES } from './draw-record.js';
import type { DrawAbort, DrawParty, DrawRecord, DrawTake } from './draw-record.js';
import { sha256 } from './sha256.js';

/** The text of a file has one way to be written: the fields in this order, and behind them the hash of them all. */
export function drawFileText(record: DrawRecord): string {
  const body = inOrder(record);
  return `${JSON.stringify({ ...body, recordHash: sha256(JSON.stringify(body)) }, null, 2)}\n`;
}

function inOrder(draw: DrawRecord): DrawRecord {
  const { format, id, kind, method, rule, subject, announcedAt, seedSource, seedDueAt, list, listHash } = draw;
  const { announcementHash, state, seed, result, drawnAt } = draw;
  const take = draw.take.map(({ group, take: number }) => ({ group, take: number }));
  const parties = draw.parties.map(({ label, commitment, committedAt, salt, value, revealedAt }) => ({
    ...{ label, commitment, committedAt, salt, value, revealedAt },
  }));
  const aborts = draw.aborts.map(({ by, reason, at }) => ({ by, reason, at }));
  return {
    ...{ format, id, kind, method, rule, subject, announcedAt, seedSource, seedDueAt, take, list, listHash },
    ...{ announcementHash, parties, state, seed, result, drawnAt, aborts },
  };
}

class Unreadable extends Error {}

/** Reads a file; null where it is none. Whether it holds says verify-draw.ts. */
export function readDrawFile(text: string): DrawRecord | null {
  try {
    return recordIn(JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof Unreadable || error instanceof SyntaxError) return null;
    throw error;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => {
  if (typeof value !== 'object' || value === null) throw new Unreadable();
  return value as Fields;
};
const textOf = (value: unknown): string => {
  if (typeof value !== 'string') throw new Unreadable();
  return value;
};
const textOrNull = (value: unknown): string | null => (value === null ? null : textOf(value));
const rowsOf = (value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw new Unreadable();
  return value;
};
function oneOf<T extends string>(value: unknown, words: readonly T[]): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Unreadable();
  return found;
}

function recordIn(value: unknown): DrawRecord {
  const fields = fieldsOf(value);
  const text = (name: string): string => textOf(fields[name]);
  return {
    format: oneOf(fields['format'], [DRAW_FORMAT]),
    id: text('id'),
    kind: oneOf(fields['kind'], DRAW_KINDS),
    method: oneOf(fields['method'], DRAW_METHODS),
    rule: oneOf(fields['rule'], [DRAW_RULE]),
    subject: text('subject'),
    announcedAt: text('announcedAt'),
    seedSource: text('seedSource'),
    seedDueAt: text('seedDueAt'),
    take: rowsOf(fields['take']).map(takeIn),
    list: rowsOf(fields['list']).map(textOf),
    listHash: text('listHash'),
    announcementHash: text('announcementHash'),
    parties: rowsOf(fields['parties']).map(partyIn),
    state: oneOf(fields['state'], DRAW_STATES),
    seed: textOrNull(fields['seed']),
    result: rowsOf(fields['result']).map(textOf),
    drawnAt: textOrNull(fields['drawnAt']),
    aborts: rowsOf(fields['aborts']).map(abortIn),
  };
}

function takeIn(value: unknown): DrawTake {
  const { group, take } = fieldsOf(value);
  if (typeof take !== 'number') throw new Unreadable();
  return { group: textOf(group), take };
}

function partyIn(value: unknown): DrawParty {
  const fields = fieldsOf(value);
  return {
    label: textOf(fields['label']),
    commitment: textOrNull(fields['commitment']),
    committedAt: textOrNull(fields['committedAt']),
    salt: textOrNull(fields['salt']),
    value: textOrNull(fields['value']),
    revealedAt: textOrNull(fields['revealedAt']),
  };
}

function abortIn(value: unknown): DrawAbort {
  const { by, reason, at } = fieldsOf(value);
  return { by: textOf(by), reason: textOf(reason), at: textOf(at) };
}
