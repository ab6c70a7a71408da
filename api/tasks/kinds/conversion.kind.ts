import { getConversion } from '../../../db/repositories/conversion.repository.js';
import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { conversionSections } from '../../present/conversion-sheet.js';
import { documentsSection, trailSection } from '../../present/sheet.js';
import { signingSections } from '../../present/signing-sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function conversionMatter(tx: Transaction, { id }: TaskCase): Promise<TaskMatter> {
  const { projectId } = await getConversion(tx, id);
  const sections = [
    ...(await conversionSections(tx, id)),
    ...(await signingSections(tx, projectId)),
    ...(await documentsSection(tx, id)),
    await trailSection(tx, id),
  ];
  return nothingToEnter({ kind: 'sheet', sections });
}

export const conversionKind: CaseKindWork = {
  subjects: `SELECT id, number AS title, NULL::uuid AS household_id, project_id FROM conversion WHERE id = ANY($1)`,
  matching: `SELECT conversion.id, conversion.id AS process_id FROM conversion JOIN project ON project.id = project_id
    WHERE lower(number || E'\\n' || name) LIKE $1`,
  matter: conversionMatter,
};
