import { getNotice } from '../../../db/repositories/notices.repository.js';
import { getObjection } from '../../../db/repositories/objections.repository.js';
import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { readCaseFile } from '../../case-file.js';
import { noticeReference, objectionOf } from '../../present/notice.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function objectionMatter(tx: Transaction, { id: objectionId }: TaskCase): Promise<TaskMatter> {
  const objection = await getObjection(tx, objectionId);
  const { household, surveys, determinations } = await readCaseFile(tx, objection.householdId);
  const notice = noticeReference(await getNotice(tx, objection.noticeId));
  return {
    facts: { kind: 'objection', objection: objectionOf(objection), household, notice, surveys, determinations },
    entry: 'objection-answer',
    entryDone: objection.answer !== null,
  };
}

export const objectionKind: CaseKindWork = {
  subjects: `SELECT objection.id, case_number AS title, household.id AS household_id, project_id
    FROM objection JOIN household ON household.id = household_id WHERE objection.id = ANY($1)`,
  matching: `SELECT objection.id, notice_id AS process_id FROM objection JOIN matching ON matching.id = household_id
    WHERE objection.status = 'open'`,
  within: 'notice',
  matter: objectionMatter,
};
