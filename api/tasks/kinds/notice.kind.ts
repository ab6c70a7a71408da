import { actsOfCase } from '../../../db/repositories/case-acts.repository.js';
import type { NoticeContent } from '../../../db/repositories/notices.repository.js';
import { getNotice } from '../../../db/repositories/notices.repository.js';
import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { actRecordOf } from '../../present/agreement.js';
import { noticeSummary, noticeTableOf } from '../../present/notice-table.js';
import { noticeReference } from '../../present/notice.js';
import { People } from '../../present/people.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function noticeMatter(tx: Transaction, { id: noticeId }: TaskCase): Promise<TaskMatter> {
  const notice = await getNotice(tx, noticeId);
  const acts = await actsOfCase(tx, noticeId);
  const people = await People.of(
    tx,
    acts.map(({ personId }) => personId),
  );
  const masked = notice.maskedContent as NoticeContent | null;
  return nothingToEnter({
    kind: 'notice',
    notice: noticeReference(notice),
    summary: noticeSummary(masked ?? (notice.content as NoticeContent)),
    original: noticeTableOf(notice.content as NoticeContent),
    masked: masked === null ? null : noticeTableOf(masked),
    acts: acts.map(actRecordOf(people)),
  });
}

export const noticeKind: CaseKindWork = {
  subjects: 'SELECT id, number AS title, NULL::uuid AS household_id, project_id FROM notice WHERE id = ANY($1)',
  matching: `SELECT id, id AS process_id FROM notice
    WHERE lower(number || E'\\n' || title) LIKE $1 AND status <> 'archived'`,
  within: 'notice',
  matter: noticeMatter,
};
