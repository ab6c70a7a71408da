import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { inspectionSections } from '../../present/inspection-sheet.js';
import { documentsSection, trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function inspectionMatter(tx: Transaction, { id }: TaskCase): Promise<TaskMatter> {
  const sections = [
    ...(await inspectionSections(tx, id)),
    ...(await documentsSection(tx, id)),
    await trailSection(tx, id),
  ];
  return nothingToEnter({ kind: 'sheet', sections });
}

export const inspectionKind: CaseKindWork = {
  subjects: `SELECT id, number AS title, NULL::uuid AS household_id, project_id FROM inspection WHERE id = ANY($1)`,
  matching: `SELECT id, id AS process_id FROM inspection WHERE lower(number) LIKE $1 AND closed_at IS NULL`,
  matter: inspectionMatter,
};
