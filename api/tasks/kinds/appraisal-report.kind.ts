import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { objectionSections } from '../../present/report-objection.js';
import { documentsSection, trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function reportMatter(tx: Transaction, { id }: TaskCase): Promise<TaskMatter> {
  const sections = [
    ...(await objectionSections(tx, id)),
    ...(await documentsSection(tx, id)),
    await trailSection(tx, id),
  ];
  return nothingToEnter({ kind: 'sheet', sections });
}

/** A household's delivered report that it objects to. */
export const appraisalReportKind: CaseKindWork = {
  subjects: `SELECT report.id, case_number || ' 评估报告 ' || report.number AS title, household_id, project_id
    FROM appraisal_report report JOIN household ON household.id = household_id WHERE report.id = ANY($1)`,
  matching: `SELECT report.id, report.id AS process_id FROM appraisal_report report
    WHERE lower(report.number) LIKE $1 OR household_id IN (SELECT id FROM matching)`,
  processIds: ['appraisal-objection'],
  matter: reportMatter,
};
