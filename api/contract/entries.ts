/** Forms of entries: their fields as JSON Schema with a few keywords of our own, and what was entered. */
import { z } from 'zod';
import { contentHash, id, instant } from './formats.js';

/** How a field is drawn; stands in the schema of a field as `x-widget`. */
export const FIELD_WIDGETS = [
  'text',
  'long-text',
  'integer',
  'yuan',
  'area',
  'date',
  'choice',
  'yes-no',
  'rows',
  'organisation',
  'account',
  'project',
  'household',
  'document',
] as const;
export type FieldWidget = (typeof FIELD_WIDGETS)[number];

/**
 * JSON Schema (2020-12) of the form. A field has `title`, `description` (a hint), `x-widget`, `x-unit`, and `x-options`
 * (`value`, `label`) where it is chosen from few; rows have the fields of one row in `items`.
 */
export const entryForm = z.object({
  schema: z.record(z.string(), z.unknown()),
  /** What this person entered for this task, or what there is to begin with. */
  values: z.record(z.string(), z.unknown()),
  /** Papers the values name: their names by id. */
  documents: z.record(z.string(), z.string()),
  enteredAt: instant.nullable(),
  /** There is a table to fill in: `GET /api/tasks/:taskKey/worksheet`. */
  worksheet: z.boolean(),
});
export type EntryForm = z.infer<typeof entryForm>;

/** `POST /api/tasks/:taskKey/entry`: the fields are checked by the entry's own schema. */
export const entryBody = z.object({ values: z.record(z.string(), z.unknown()) });
export const entryRecorded = z.object({ id, contentHash, enteredAt: instant });
export type EntryRecorded = z.infer<typeof entryRecorded>;

/** `POST /api/tasks/:taskKey/documents`, multipart: `file`. */
export const caseDocumentCreated = z.object({ id, name: z.string(), contentHash });
export type CaseDocumentCreated = z.infer<typeof caseDocumentCreated>;
