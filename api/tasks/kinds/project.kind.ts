import { getProject } from '../../../db/repositories/projects.repository.js';
import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { labelOf } from '../../../rules/vocabulary.js';
import { closingSections } from '../../present/closing-sheet.js';
import { launchSections } from '../../present/launch-sheet.js';
import { signingSections } from '../../present/signing-sheet.js';
import { documentsSection, linesSection, trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function projectMatter(tx: Transaction, { id }: TaskCase): Promise<TaskMatter> {
  const project = await getProject(tx, id);
  const facts = linesSection('项目情况', [
    ['项目编号', project.code],
    ['名称', project.name],
    ['方式', labelOf('mode', project.mode)],
    ['登记日期', project.registeredOn],
    ['户数', project.households === 0 ? null : `${String(project.households)} 户`],
  ]);
  const sections = [
    facts,
    ...(await launchSections(tx, id)),
    ...(await closingSections(tx, id)),
    ...(await signingSections(tx, id)),
    ...(await documentsSection(tx, id)),
    await trailSection(tx, id),
  ];
  return nothingToEnter({ kind: 'sheet', sections });
}

export const projectKind: CaseKindWork = {
  subjects: 'SELECT id, code AS title, NULL::uuid AS household_id, id AS project_id FROM project WHERE id = ANY($1)',
  matching: `SELECT id, id AS process_id FROM project WHERE lower(code || E'\\n' || name) LIKE $1`,
  processIds: ['project-launch', 'formal-preparation', 'signing-rate-watch', 'project-closing'],
  matter: projectMatter,
};
