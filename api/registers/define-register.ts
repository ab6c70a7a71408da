import type { z } from 'zod';
import type { Transaction } from '../../db/transaction.js';
import type { ActName } from '../../rules/acts.js';
import type { Labelled } from '../contract/index.js';

/** Which entry on which row is being stored, and by whom. */
export interface RegisterContext {
  readonly entryId: string;
  readonly rowId: string;
  readonly personId: string;
  /** The entry takes the place of an earlier one of its row. */
  readonly corrected: boolean;
}

interface RegisterEntryOptions<S extends z.ZodObject> {
  readonly act: ActName;
  /** Every field by a function of `entries/fields.ts`. */
  readonly fields: S;
  /** Stores the typed fact under `entryId`; throws a BusinessError where the rules say no. */
  readonly store: (tx: Transaction, context: RegisterContext, values: z.output<S>) => Promise<unknown>;
  /** The entry begins a new row; otherwise it is made on a row that waits for it. */
  readonly opens?: boolean;
}

/** One kind of entry, with the types of its fields erased. */
export interface RegisterEntry {
  readonly act: ActName;
  readonly fields: z.ZodObject;
  readonly opens: boolean;
  readonly store: (tx: Transaction, context: RegisterContext, values: unknown) => Promise<unknown>;
}

export function defineRegisterEntry<S extends z.ZodObject>(options: RegisterEntryOptions<S>): RegisterEntry {
  return {
    act: options.act,
    fields: options.fields.strict(),
    opens: options.opens ?? false,
    // The route parses with exactly these fields before it stores, so the erased type is met.
    store: (tx, context, values) => options.store(tx, context, values as z.output<S>),
  };
}

export interface RegisterColumn {
  readonly key: string;
  readonly label: string;
  readonly numeric?: boolean;
}

/** A list that the plan demands beside the procedures. One list route, one add route and one page serve all of them. */
export interface Register {
  readonly name: string;
  readonly title: string;
  /** What it is for, in one sentence for people. */
  readonly purpose: string;
  readonly clauses: readonly string[];
  /** Who may read it: whoever may do this act. */
  readonly read: ActName;
  readonly columns: readonly RegisterColumn[];
  /** Columns of `rows` that one value may be chosen of; their values as words. */
  readonly filters: readonly { readonly key: string; readonly label: string; readonly options: Labelled[] }[];
  /**
   * A select of the rows: `id`, each column as text under its key, the filters under theirs, and `state`, `overdue`,
   * `project_id`, `next` (acts the row waits for). `sort` is its order, a later row first.
   */
  readonly rows: string;
  readonly sort: string;
  readonly entries: readonly RegisterEntry[];
}

/** Filter by where a row stands, of registers whose rows go on. */
export const stateFilter = {
  key: 'state',
  label: '状态',
  options: [
    { value: 'open', label: '待办理' },
    { value: 'reported', label: '待核对' },
    { value: 'closed', label: '已办结' },
  ],
};

export const optionsOf = (terms: Readonly<Record<string, { readonly label: string }>>): Labelled[] =>
  Object.entries(terms).map(([value, { label }]) => ({ value, label }));

/** Words for the keys of a vocabulary in SQL, e.g. of a post. Keys and labels are constants of the rules. */
export const wordsInSql = (column: string, terms: Readonly<Record<string, { readonly label: string }>>): string =>
  `CASE ${column} ${Object.entries(terms)
    .map(([key, { label }]) => `WHEN '${key}' THEN '${label}'`)
    .join(' ')} ELSE ${column} END`;
