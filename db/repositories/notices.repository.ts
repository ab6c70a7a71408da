import { withMilliseconds } from '../../rules/dates.js';
import { containsPersonalNumber, maskName } from '../../rules/publication/mask.js';
import { minimumPeriod, noticePeriod } from '../../rules/publication/notice-period.js';
import { checkPublicContent, keepPublicFields, publicFields } from '../../rules/publication/public-fields.js';
import type { PublicationTier, PublicValue } from '../../rules/publication/public-fields.js';
import { noticeKindTerms } from '../../rules/vocabulary/papers.js';
import type { NoticeKind } from '../../rules/vocabulary/papers.js';
import { hashOfValue } from '../content-hash.js';
import { Notice, Objection } from '../entities/notice.entity.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import { mustFind, mustLock } from './find.js';
import { setStage } from './households.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { policyOfProject } from './policy-book.js';

type Fields = Readonly<Record<string, PublicValue>>;

/** Content of a notice: figures of the notice itself and one row per household or candidate. */
export interface NoticeContent {
  readonly notice: Fields;
  readonly rows: readonly Fields[];
}

export interface NewNotice {
  readonly kind: NoticeKind;
  readonly summary: string;
  readonly figures?: Fields;
  /** A longer period than the least of its kind, in the same unit. */
  readonly days?: number;
  readonly rows: readonly Fields[];
}

/** Stores a notice to be masked, approved and published; its number counts on within the project. Answers its id. */
export async function createNotice(tx: Transaction, project: Project, notice: NewNotice): Promise<string> {
  // Two procedures of a project may have something to publish at the same moment: one number each.
  await tx.lock(`notices:${project.id}`);
  const { count } = await tx.one<{ count: number }>('SELECT count(*)::int AS count FROM notice WHERE project_id = $1', [
    project.id,
  ]);
  const number = `${project.code}-公示-${(count + 1).toString().padStart(3, '0')}`;
  const title = `${project.name}${noticeKindTerms[notice.kind].label}`;
  const content: NoticeContent = {
    notice: {
      title,
      number,
      projectName: project.name,
      projectCode: project.code,
      summary: notice.summary,
      ...notice.figures,
    },
    rows: notice.rows,
  };
  const { amount } = minimumPeriod(notice.kind, await policyOfProject(tx, project));
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO notice (project_id, kind, title, number, content, minimum_days)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6) RETURNING id`,
    [project.id, notice.kind, title, number, JSON.stringify(content), Math.max(amount, notice.days ?? 0)],
  );
  return id;
}

/** Masks the notice by the rules (part 8). A person still checks it; asked again it masks the same. */
export async function prepareNotice(tx: Transaction, noticeId: string): Promise<Notice> {
  const notice = await mustLock(tx, Notice, { id: noticeId });
  if (notice.contentHash !== null) return notice;
  const masked = maskContent(notice.kind, notice.content as NoticeContent);
  const project = await mustFind(tx, Project, { id: notice.projectId });
  const decision = checkPublicContent(notice.kind, 2, masked.notice, masked.rows, await policyOfProject(tx, project));
  if (!decision.passed) throw new BusinessError(decision.findings);
  await tx.query('UPDATE notice SET masked_content = $2::jsonb, content_hash = $3 WHERE id = $1', [
    noticeId,
    JSON.stringify(masked),
    hashOfValue(masked),
  ]);
  return mustFind(tx, Notice, { id: noticeId });
}

const HIDDEN = '＊＊＊';

function maskContent(kind: NoticeKind, content: NoticeContent): NoticeContent {
  const allowed = publicFields(kind, 2);
  const rows = content.rows.map((row) => {
    const named = typeof row['holderName'] === 'string' ? { ...row, maskedName: maskName(row['holderName']) } : row;
    const kept = keepPublicFields<PublicValue>(named, allowed.row);
    return Object.fromEntries(Object.entries(kept).map(([field, value]) => [field, withoutNumbers(field, value)]));
  });
  return { notice: keepPublicFields(content.notice, allowed.notice), rows };
}

/** Free text may quote an identity number, phone or account: such a text is hidden as a whole. */
function withoutNumbers(field: string, value: PublicValue): PublicValue {
  const free = field === 'areaBasis' || field === 'address';
  return free && typeof value === 'string' && containsPersonalNumber(value) ? HIDDEN : value;
}

/** What a tier may see of a masked notice: 1 the open web, 2 the board within the scope. Null while not masked. */
export function contentForTier(notice: Notice, tier: PublicationTier): NoticeContent | null {
  if (notice.maskedContent === null) return null;
  const masked = notice.maskedContent as NoticeContent;
  const allowed = publicFields(notice.kind, tier);
  return {
    notice: keepPublicFields(masked.notice, allowed.notice),
    rows: masked.rows.map((row) => keepPublicFields(row, allowed.row)),
  };
}

/** The masked content has been checked by a person (SD11). Part of the act; see recordAct. */
export async function markMasked(tx: Transaction, noticeId: string): Promise<void> {
  await tx.query(`UPDATE notice SET status = 'masked' WHERE id = $1 AND status = 'prepared'`, [noticeId]);
}

/** Publishes an approved notice; the day of publication is not counted (民法典 201). Answers when the period ends. */
export async function publishNotice(tx: Transaction, noticeId: string): Promise<{ endsAt: string }> {
  const notice = await mustLock(tx, Notice, { id: noticeId });
  if (notice.endsAt !== null) return { endsAt: notice.endsAt };
  if (notice.status !== 'approved') {
    throw refusal('TRANSITION_FORBIDDEN', '公示内容尚未经他人审核，请审核通过后再发布', 'SD11');
  }
  const project = await mustFind(tx, Project, { id: notice.projectId });
  const publishedAt = await tx.now();
  const policy = await policyOfProject(tx, project);
  const period = noticePeriod(notice.kind, publishedAt, notice.minimumDays, holidayCalendar, policy);
  if (!period.passed) throw new BusinessError(period.findings);
  const endsAt = withMilliseconds(period.value.endsAt);
  await tx.query(`UPDATE notice SET status = 'published', published_at = $2, ends_at = $3 WHERE id = $1`, [
    noticeId,
    publishedAt,
    endsAt,
  ]);
  if (notice.kind === 'area-list') await setStage(tx, await subjectsOf(tx, noticeId), 'displayed');
  const payload = { contentHash: notice.contentHash, endsAt };
  await appendEntry(tx, {
    caseId: noticeId,
    kind: 'notice-published',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-21'],
    payload,
  });
  return { endsAt };
}

async function subjectsOf(tx: Transaction, noticeId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>('SELECT household_id AS id FROM notice_subject WHERE notice_id = $1', [
    noticeId,
  ]);
  return rows.map(({ id }) => id);
}

/** Takes the notice down after its period and keeps the proof: content, times and every objection, as one hash. */
export async function archiveNotice(
  tx: Transaction,
  noticeId: string,
): Promise<{ upheldCount: number; proofHash: string }> {
  const notice = await mustLock(tx, Notice, { id: noticeId });
  const objections = await objectionsOf(tx, noticeId);
  const upheldCount = objections.filter(({ upheld }) => upheld === true).length;
  if (notice.proofHash !== null) return { upheldCount, proofHash: notice.proofHash };
  await mayArchive(tx, notice, objections);
  const proofHash = hashOfValue({
    noticeId,
    number: notice.number,
    contentHash: notice.contentHash,
    publishedAt: notice.publishedAt,
    endsAt: notice.endsAt,
    objections: objections.map(({ id, filedAt, answeredAt, upheld }) => ({ id, filedAt, answeredAt, upheld })),
  });
  await tx.query(`UPDATE notice SET status = 'archived', archived_at = app_now(), proof_hash = $2 WHERE id = $1`, [
    noticeId,
    proofHash,
  ]);
  const payload = { proofHash, upheldCount, objections: objections.length };
  await appendEntry(tx, {
    caseId: noticeId,
    kind: 'notice-archived',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-47'],
    payload,
  });
  return { upheldCount, proofHash };
}

async function mayArchive(tx: Transaction, notice: Notice, objections: readonly Objection[]): Promise<void> {
  if (notice.status !== 'published' || notice.endsAt === null || (await tx.now()) < notice.endsAt) {
    throw refusal('AREA_NOT_DISPLAYED', '公示尚未期满，请等期满后再归档', 'R-21');
  }
  if (objections.some(({ status }) => status === 'open')) {
    throw refusal('OBJECTION_OPEN', '还有未答复的异议，请先书面答复', 'R-24、SD12');
  }
}

export async function objectionsOf(tx: Transaction, noticeId: string): Promise<Objection[]> {
  return tx.manager.find(Objection, { where: { noticeId }, order: { filedAt: 'ASC', id: 'ASC' } });
}

export async function getNotice(tx: Transaction, noticeId: string): Promise<Notice> {
  return mustFind(tx, Notice, { id: noticeId });
}

/** Notices that the public may see: running first, then archived, newest first. */
export async function listPublicNotices(tx: Transaction, limit = 100): Promise<Notice[]> {
  return tx.manager
    .createQueryBuilder(Notice, 'notice')
    .where(`notice.status IN ('published', 'archived')`)
    .orderBy('notice.status', 'DESC')
    .addOrderBy('notice.publishedAt', 'DESC')
    .limit(limit)
    .getMany();
}
