import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { staffSections } from '../../present/staff-sheet.js';
import { documentsSection, trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function staffMatter(tx: Transaction, { id }: TaskCase): Promise<TaskMatter> {
  const sections = [...(await staffSections(tx, id)), ...(await documentsSection(tx, id)), await trailSection(tx, id)];
  return nothingToEnter({ kind: 'sheet', sections });
}

export const staffMemberKind: CaseKindWork = {
  subjects: `SELECT id, number AS title, NULL::uuid AS household_id, NULL::uuid AS project_id FROM staff_member
    WHERE id = ANY($1)`,
  matching: `SELECT id, id AS process_id FROM staff_member WHERE lower(number) LIKE $1`,
  matter: staffMatter,
};
