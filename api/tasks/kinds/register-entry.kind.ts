import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

const matter = async (tx: Transaction, { id }: TaskCase): Promise<TaskMatter> =>
  nothingToEnter({ kind: 'sheet', sections: [await trailSection(tx, id)] });

/** A row of a register that a task is about. */
export const registerEntryKind: CaseKindWork = {
  subjects: `SELECT DISTINCT row_id AS id, '登记项 ' || left(row_id::text, 8) AS title, NULL::uuid AS household_id,
      NULL::uuid AS project_id FROM register_entry WHERE row_id = ANY($1)`,
  matching: `SELECT DISTINCT row_id AS id, row_id AS process_id FROM register_entry WHERE row_id::text LIKE $1`,
  matter,
};
