import { documentsOfCase } from '../../db/repositories/case-documents.repository.js';
import { entryOf } from '../../db/repositories/entries.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { TaskCase } from '../../rules/task-case.js';
import type { StaffCaller } from '../caller.js';
import type { EntryForm } from '../contract/index.js';
import { schemaOfFields, withChoices } from './form-schema.js';
import { entryFor } from './index.js';

/** The form of a task's entry with what this person entered so far; null where the act demands none. */
export async function entryFormOf(
  tx: Transaction,
  taskCase: TaskCase,
  taskKey: string,
  { accountId }: StaffCaller,
): Promise<EntryForm | null> {
  const entry = entryFor(taskCase.act);
  if (entry === undefined) return null;
  const standing = await entryOf(tx, taskKey);
  const own = standing?.personId === accountId ? standing : undefined;
  const documents = await documentsOfCase(tx, taskCase.id);
  return {
    schema: { ...(await withChoices(tx, schemaOfFields(entry.fields))) },
    values: own?.given ?? (await entry.suggest(tx, taskCase)),
    documents: Object.fromEntries(documents.map(({ id, name }) => [id, name])),
    enteredAt: own?.enteredAt ?? null,
    worksheet: entry.worksheet !== undefined,
  };
}
