import { Notice } from '../entities/notice.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustLock } from './find.js';
import { appendEntry, householdActor } from './ledger.repository.js';

/** What a household said on a draft plan, with what became of it once all opinions are answered. */
export interface HouseholdOpinion {
  readonly id: string;
  readonly noticeTitle: string;
  readonly text: string;
  readonly unlawful: boolean;
  readonly filedAt: string;
  readonly accepted: boolean | null;
  readonly answer: string | null;
}

export interface FiledOpinion {
  readonly noticeId: string;
  readonly householdId: string;
  readonly text: string;
  readonly unlawful: boolean;
}

const BASIS = '征收与补偿条例第10条';

/** Files a household's opinion on a draft plan of its project: while the draft is out, once (征收与补偿条例 art 10). */
export async function fileOpinion(tx: Transaction, opinion: FiledOpinion): Promise<{ id: string }> {
  const { noticeId, householdId, text, unlawful } = opinion;
  // Archiving locks the same row: an opinion is either in time or refused, never lost in between.
  const notice = await mustLock(tx, Notice, { id: noticeId });
  const own = await tx.query('SELECT FROM household WHERE id = $1 AND project_id = $2', [
    householdId,
    notice.projectId,
  ]);
  if (notice.kind !== 'plan-draft' || own.length === 0) {
    throw refusal('TRANSITION_FORBIDDEN', '这不是本户所在项目的补偿方案征求意见，请核对公示编号', BASIS);
  }
  if (notice.status !== 'published' || notice.endsAt === null || (await tx.now()) >= notice.endsAt) {
    throw refusal('TRANSITION_FORBIDDEN', '征求意见期已过或尚未开始，不能在此提出意见，请向街镇书面反映', BASIS);
  }
  const given = await tx.query('SELECT FROM household_opinion WHERE notice_id = $1 AND household_id = $2', [
    noticeId,
    householdId,
  ]);
  if (given.length > 0) {
    throw refusal('TRANSITION_FORBIDDEN', '本户已对这份方案提出意见，每户一份；补充意见请向街镇书面反映', BASIS);
  }
  const { id } = await tx.one<{ id: string }>(
    'INSERT INTO household_opinion (notice_id, household_id, text, unlawful) VALUES ($1, $2, $3, $4) RETURNING id',
    [noticeId, householdId, text, unlawful],
  );
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'plan-opinion-filed',
    actorId: householdActor(householdId),
    clauses: [BASIS],
    payload: { noticeId, opinionId: id, unlawful },
  });
  return { id };
}

/** The draft plans on which this household may still say what it thinks; two while both tracks ask at once. */
export async function draftsOpenTo(tx: Transaction, householdId: string): Promise<Notice[]> {
  return tx.manager
    .createQueryBuilder(Notice, 'notice')
    .where(
      `notice.kind = 'plan-draft' AND notice.status = 'published' AND notice.ends_at > app_now()
       AND notice.project_id = (SELECT project_id FROM household WHERE id = :householdId)
       AND NOT EXISTS (SELECT FROM household_opinion given WHERE given.notice_id = notice.id
         AND given.household_id = :householdId)`,
      { householdId },
    )
    .orderBy('notice.published_at')
    .getMany();
}

/** What the household said on draft plans, oldest first; an answer shows once its task is done. */
export async function opinionsOfHousehold(tx: Transaction, householdId: string): Promise<HouseholdOpinion[]> {
  return tx.query<HouseholdOpinion>(
    `SELECT filed.id, notice.title AS "noticeTitle", filed.text, filed.unlawful, filed.filed_at AS "filedAt",
       given.accepted, given.answer
     FROM household_opinion filed JOIN notice ON notice.id = filed.notice_id
     LEFT JOIN (SELECT opinion.filed_id, answer.accepted, answer.answer FROM plan_opinion opinion
       JOIN plan_answer answer ON answer.consultation_id = opinion.entry_id AND answer.number = opinion.number
       JOIN task_entry entry ON entry.id = answer.entry_id AND entry.superseded_at IS NULL
       JOIN case_act done ON done.task_key = entry.task_key AND done.act = 'answer-opinions'
         AND done.withdrawn_at IS NULL) given ON given.filed_id = filed.id
     WHERE filed.household_id = $1 ORDER BY filed.filed_at`,
    [householdId],
  );
}
