import { drawOrder } from './draw.js';
import { sha256 } from './sha256.js';

/**
 * The record of one draw, as everybody can download it: what was announced before any seed existed, what the parties
 * committed and revealed, what came out. Texts are lines, so that `sha256sum` on any computer gives the same hashes.
 */
export const DRAW_FORMAT = 'draw/1';
/** The rule of the order: SHA-256(`seed:key`), smallest first, in each group its number. */
export const DRAW_RULE = 'sha256-order/1';

export const DRAW_METHODS = ['beacon', 'parties'] as const;
/** `beacon`: a public number of a later day. `parties`: commitments of several parties, all made before the first reveal. */
export type DrawMethod = (typeof DRAW_METHODS)[number];
export const DRAW_KINDS = ['appraiser-lottery', 'inspection-sample'] as const;
export type DrawKind = (typeof DRAW_KINDS)[number];
export const DRAW_STATES = ['announced', 'drawn', 'aborted'] as const;
export type DrawState = (typeof DRAW_STATES)[number];

/** One that can be drawn. `key` is what is hashed, `label` what the public reads. */
export interface DrawEntry {
  readonly group: string;
  readonly key: string;
  readonly label: string;
}

export interface DrawTake {
  readonly group: string;
  readonly take: number;
}

/** A party's share of the seed. The moments are UTC with milliseconds. */
export interface DrawParty {
  readonly label: string;
  readonly commitment: string | null;
  readonly committedAt: string | null;
  readonly salt: string | null;
  readonly value: string | null;
  readonly revealedAt: string | null;
}

/** Two different persons end a draw without a result; each says why. */
export interface DrawAbort {
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

export interface DrawAnnouncement {
  readonly id: string;
  readonly kind: DrawKind;
  readonly method: DrawMethod;
  readonly subject: string;
  readonly announcedAt: string;
  readonly seedSource: string;
  /** Of a public number: not before. Of the parties: until when everybody has to reveal. */
  readonly seedDueAt: string;
  readonly take: readonly DrawTake[];
  readonly parties: readonly { readonly label: string }[];
  readonly list: readonly string[];
}

export interface DrawRecord extends DrawAnnouncement {
  readonly format: typeof DRAW_FORMAT;
  readonly rule: typeof DRAW_RULE;
  readonly listHash: string;
  readonly announcementHash: string;
  readonly parties: readonly DrawParty[];
  readonly state: DrawState;
  readonly seed: string | null;
  readonly result: readonly string[];
  readonly drawnAt: string | null;
  readonly aborts: readonly DrawAbort[];
}

/** A line cannot hold what separates lines and fields. */
export const isOneField = (text: string): boolean => text !== '' && !/\p{Cc}/u.test(text);

/** The list as it is hashed: one line each, by group and key. Throws where a line could be read in two ways. */
export function listLines(entries: readonly DrawEntry[]): string[] {
  const lines = entries.map(({ group, key, label }) => {
    if (![group, key, label].every(isOneField)) throw new RangeError(`A list has one line for each: ${key}`);
    return `${group}\t${key}\t${label}`;
  });
  if (new Set(entries.map(({ key }) => key)).size < entries.length) throw new RangeError('Nobody is listed twice');
  return lines.sort((one, other) => (one < other ? -1 : 1));
}

export const entryOfLine = (line: string): DrawEntry => {
  const [group = '', key = '', label = ''] = line.split('\t');
  return { group, key, label };
};

export const listHashOf = (list: readonly string[]): string => sha256(list.join('\n'));

/** What is fixed before a seed exists, in one hash. */
export const announcementHashOf = (draw: DrawAnnouncement): string =>
  sha256(
    [
      ...[DRAW_FORMAT, draw.id, draw.kind, draw.method, draw.subject, DRAW_RULE, draw.announcedAt],
      ...[draw.seedSource, draw.seedDueAt, takeText(draw.take)],
      draw.parties.map(({ label }) => label).join('\t'),
      listHashOf(draw.list),
    ].join('\n'),
  );

export const takeText = (take: readonly DrawTake[]): string =>
  take.map(({ group, take: number }) => `${group}=${String(number)}`).join('\t');

/** What a party publishes first. The salt keeps anybody from trying all values. */
export const commitmentOf = (salt: string, value: string): string => sha256(`${salt}:${value}`);

export const isSalt = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

/** The seed of all parties, in the order of the announcement. */
export const seedOfParties = (
  parties: readonly { readonly salt: string | null; readonly value: string | null }[],
): string => sha256(parties.map(({ salt, value }) => `${salt ?? ''}:${value ?? ''}`).join('\n'));

/** What comes out: of each group, in the order of the announcement, its number; each line with the proof of its place. */
export function resultLines(list: readonly string[], take: readonly DrawTake[], seed: string): string[] {
  const entries = list.map(entryOfLine);
  return take.flatMap(({ group, take: number }) => {
    const keys = entries.filter((entry) => entry.group === group).map(({ key }) => key);
    return drawOrder(keys, seed)
      .slice(0, number)
      .map(({ id, proof }) => `${group}\t${id}\t${proof}`);
  });
}
