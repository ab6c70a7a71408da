/** Facts of any kind of case in sections that one part draws: a new kind of case needs no page of its own. */
import { z } from 'zod';
import { recordedAct } from './acts.js';
import { contentHash, id, instant } from './formats.js';

/** Lines of a label and its value, as words: what is not known is left out or written as such. */
export const sheetLines = z.object({
  kind: z.literal('lines'),
  title: z.string(),
  lines: z.array(
    z.object({
      label: z.string(),
      value: z.string(),
      /** Why this matters, or the clause it rests on. */
      hint: z.string().optional(),
    }),
  ),
});

/** A small table; every cell is words, numbers are already written out. */
export const sheetTable = z.object({
  kind: z.literal('table'),
  title: z.string(),
  columns: z.array(z.object({ label: z.string(), numeric: z.boolean().default(false) })),
  rows: z.array(z.array(z.string())),
  /** What to say where there is no row yet. */
  empty: z.string(),
});

export const sheetDocument = z.object({
  id,
  name: z.string(),
  contentHash,
  uploadedByName: z.string(),
  uploadedAt: instant,
});
export const sheetDocuments = z.object({
  kind: z.literal('documents'),
  title: z.string(),
  documents: z.array(sheetDocument),
});

/** Who did what, when, with which verdict. */
export const sheetTrail = z.object({ kind: z.literal('trail'), title: z.string(), acts: z.array(recordedAct) });

export const sheetSection = z.discriminatedUnion('kind', [sheetLines, sheetTable, sheetDocuments, sheetTrail]);
export type SheetSection = z.infer<typeof sheetSection>;
