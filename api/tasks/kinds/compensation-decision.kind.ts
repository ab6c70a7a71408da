import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { decisionSections } from '../../present/decision-sheet.js';
import { documentsSection, trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function decisionMatter(tx: Transaction, { id }: TaskCase): Promise<TaskMatter> {
  const sections = [
    ...(await decisionSections(tx, id)),
    ...(await documentsSection(tx, id)),
    await trailSection(tx, id),
  ];
  return nothingToEnter({ kind: 'sheet', sections });
}

export const compensationDecisionKind: CaseKindWork = {
  subjects: `SELECT id, number AS title, household_id, project_id FROM compensation_decision WHERE id = ANY($1)`,
  matching: `SELECT decision.id, decision.id AS process_id FROM compensation_decision decision
    WHERE lower(number) LIKE $1 OR household_id IN (SELECT id FROM matching)`,
  matter: decisionMatter,
};
