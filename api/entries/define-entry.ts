import { z } from 'zod';
import type { Transaction } from '../../db/transaction.js';
import type { ActName } from '../../rules/acts.js';
import type { TaskCase } from '../../rules/task-case.js';

/** Whose entry it is and for what; `entryId` is the key of the facts that follow from it. */
export interface EntryContext {
  readonly entryId: string;
  readonly taskCase: TaskCase;
  readonly taskKey: string;
  readonly round: number;
  readonly personId: string;
}

interface EntryOptions<S extends z.ZodObject> {
  readonly act: ActName;
  /** Every field by a function of `fields.ts`, so that it has a title and can be drawn. */
  readonly fields: S;
  /**
   * What a new entry takes the place of: with `case` (the usual) every earlier one of the act on the case, with `task`
   * only that of its own task, where several persons enter side by side.
   */
  readonly replaces?: 'case' | 'task';
  /** Stores the facts, each in a table of its own with `entry_id`; throws a BusinessError where the rules say no. */
  readonly store: (tx: Transaction, context: EntryContext, values: z.output<S>) => Promise<void>;
  /** Words to begin with, taken from what is known already. */
  readonly suggest?: (tx: Transaction, taskCase: TaskCase) => Promise<Partial<z.input<S>>>;
  /** The table to fill in where the entry is a file: what is known of every row stands in it. */
  readonly worksheet?: (tx: Transaction, taskCase: TaskCase) => Promise<Worksheet>;
}

/** A CSV file as it is downloaded, filled in and uploaded again: the header and its rows. */
export interface Worksheet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** An entry with the types of its fields erased: what the route works on. */
export interface Entry {
  readonly act: ActName;
  readonly fields: z.ZodObject;
  readonly replaces: 'case' | 'task';
  readonly store: (tx: Transaction, context: EntryContext, values: unknown) => Promise<void>;
  readonly suggest: (tx: Transaction, taskCase: TaskCase) => Promise<Readonly<Record<string, unknown>>>;
  readonly worksheet: ((tx: Transaction, taskCase: TaskCase) => Promise<Worksheet>) | undefined;
}

/** What a person enters before the verdict of an act; unknown fields are refused. */
export function defineEntry<S extends z.ZodObject>(options: EntryOptions<S>): Entry {
  const { act, store, suggest, worksheet } = options;
  return {
    act,
    fields: options.fields.strict(),
    replaces: options.replaces ?? 'case',
    // The route parses with exactly these fields before it stores, so the erased type is met.
    store: (tx, context, values) => store(tx, context, values as z.output<S>),
    suggest: async (tx, taskCase) => (await suggest?.(tx, taskCase)) ?? {},
    worksheet,
  };
}
