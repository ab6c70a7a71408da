/** Registers beside the procedures: rows of facts, the forms by which they grow, and what a row may get next. */
import { z } from 'zod';
import { registerStateTerms } from '../../rules/vocabulary/registers.js';
import { actName } from './acts.js';
import { entryForm } from './entries.js';
import { id, keysOf, labelled, pageOf, pageQuery } from './formats.js';

export const registerParams = z.object({ name: z.string().regex(/^[a-z][a-z-]{0,60}$/) });
/** Filters of the register come under their own names; a name it does not know is left aside. */
export const registerQuery = pageQuery
  .extend({ q: z.string().trim().max(60).optional(), format: z.enum(['json', 'csv']).default('json') })
  .catchall(z.string().max(60));

const heading = z.object({
  name: z.string(),
  title: z.string(),
  purpose: z.string(),
  clauses: z.array(z.string()),
});
/** `GET /api/registers`: those the person may read. */
export const registerList = z.object({ items: z.array(heading) });
export type RegisterList = z.infer<typeof registerList>;

const registerForm = z.object({ act: actName, actLabel: z.string(), form: entryForm });
export type RegisterForm = z.infer<typeof registerForm>;

export const registerRow = z.object({
  /** Of the row; a line taken from the ledger has one made of its place there. */
  id: z.guid(),
  /** By the key of the column, as words. */
  cells: z.record(z.string(), z.string().nullable()),
  state: z.enum(keysOf(registerStateTerms)),
  stateLabel: z.string(),
  overdue: z.boolean(),
  projectId: id.nullable(),
  /** What the person asking may enter on this row now. */
  next: z.array(actName),
  /** The last entry of the row, where the person asking may put it right. */
  correctable: z.object({ entryId: id, act: actName, values: z.record(z.string(), z.unknown()) }).nullable(),
});
export type RegisterRow = z.infer<typeof registerRow>;

/** `GET /api/registers/:name`. */
export const registerPage = pageOf(registerRow)
  .extend(heading.shape)
  .extend({
    columns: z.array(z.object({ key: z.string(), label: z.string(), numeric: z.boolean() })),
    filters: z.array(z.object({ key: z.string(), label: z.string(), options: z.array(labelled) })),
    /** Forms of what the person asking may enter. */
    forms: z.array(registerForm),
    /** Which of the forms begin a new row. */
    opening: z.array(actName),
  });
export type RegisterPage = z.infer<typeof registerPage>;

/** `POST /api/registers/:name/entries`: without a row a new one begins; the values are checked by the form of the act. */
export const registerEntryBody = z.object({
  act: actName,
  rowId: id.optional(),
  corrects: id.optional(),
  values: z.record(z.string(), z.unknown()),
});
export type RegisterEntryBody = z.infer<typeof registerEntryBody>;
export const registerEntryRecorded = z.object({ id, rowId: id });
export type RegisterEntryRecorded = z.infer<typeof registerEntryRecorded>;
