import { minimumConsultation } from '../../rules/plan/consultation.js';
import { standardRows } from '../../rules/plan/check-draft.js';
import type { Policy } from '../../rules/policy/policies.js';
import { formatPercent } from '../../rules/units.js';
import { labelOf } from '../../rules/vocabulary.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { createNotice } from './notices.repository.js';
import { consultationOf, countWillingness, willingnessOf } from './plan-opinions.repository.js';
import type { CompensationPlan, PlanTrack } from './plans.repository.js';
import { planOf, planTrack } from './plans.repository.js';

export const PLAN_NOTICE_KINDS = ['willingness-result', 'plan-draft', 'plan-final'] as const;
export type PlanNoticeKind = (typeof PLAN_NOTICE_KINDS)[number];

const figuresText = ({ figures }: CompensationPlan, policy: Policy): string =>
  standardRows(figures, policy)
    .map(({ label, words }) => `${label}${words}`)
    .join('；');

async function willingnessText(tx: Transaction, trackId: string): Promise<string> {
  const { rateBp, reached } = await countWillingness(tx, trackId);
  const count = await willingnessOf(tx, trackId);
  const result = reached ? '达到规定比例，项目可以继续' : '未达到规定比例，项目暂不启动，可修改后再征询';
  return `共${String(count?.units)}户，同意${String(count?.agreeing)}户，同意率${formatPercent(rateBp)}，${result}。`;
}

/** How opinions were dealt with and what was changed (征收与补偿条例 art 11); who said it stays inside. */
async function finalText(tx: Transaction, { id: trackId, policy }: PlanTrack, plan: CompensationPlan): Promise<string> {
  const opinions = (await consultationOf(tx, trackId))?.opinions ?? [];
  const accepted = opinions.filter((opinion) => opinion.accepted === true).length;
  const changes = plan.changes === null ? '方案未作修改' : `修改情况：${plan.changes}`;
  return `共收到意见${String(opinions.length)}条，采纳${String(accepted)}条，均已答复。${changes}。${figuresText(plan, policy)}。`;
}

function draftText(track: PlanTrack, plan: CompensationPlan): { summary: string; days: number } {
  const { days, basis } = minimumConsultation(track.kind, track.policy);
  const changes = plan.changes === null ? '' : `较上一稿修改：${plan.changes}。`;
  const summary = `${labelOf('mode', track.mode)}补偿方案（${plan.number}）征求意见${String(days)}日（${basis}）。${changes}${figuresText(plan, track.policy)}。`;
  return { summary, days };
}

async function contentOfNotice(
  tx: Transaction,
  track: PlanTrack,
  kind: PlanNoticeKind,
  plan: CompensationPlan | undefined,
): Promise<{ summary: string; days?: number }> {
  if (kind === 'willingness-result') return { summary: await willingnessText(tx, track.id) };
  if (plan === undefined) throw refusal('FIELD_MISSING', '尚未拟定补偿方案，不能公布', '征收与补偿条例第10条');
  return kind === 'plan-draft' ? draftText(track, plan) : { summary: await finalText(tx, track, plan) };
}

/** Makes a notice of a plan from what stands, for the period that the mode demands. Answers its id. */
export async function createPlanNotice(tx: Transaction, trackId: string, kind: PlanNoticeKind): Promise<string> {
  const track = await planTrack(tx, trackId);
  const plan = await planOf(tx, trackId);
  const content = await contentOfNotice(tx, track, kind, plan);
  const noticeId = await createNotice(tx, track.project, { kind, rows: [], ...content });
  await tx.query('INSERT INTO plan_notice (notice_id, track_id, entry_id) VALUES ($1, $2, $3)', [
    noticeId,
    trackId,
    plan?.entryId ?? null,
  ]);
  return noticeId;
}

/** Has a draft of this track been out for opinions before? */
export async function wasPublishedForOpinions(tx: Transaction, trackId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT FROM plan_notice JOIN notice ON notice.id = notice_id
     WHERE track_id = $1 AND kind = 'plan-draft' AND published_at IS NOT NULL LIMIT 1`,
    [trackId],
  );
  return rows.length > 0;
}

/** The notices of a plan, oldest first. */
export async function planNoticesOf(
  tx: Transaction,
  trackId: string,
): Promise<{ number: string; title: string; publishedOn: string | null; endsOn: string | null }[]> {
  return tx.query(
    `SELECT number, title, (published_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "publishedOn",
       (ends_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "endsOn"
     FROM plan_notice JOIN notice ON notice.id = notice_id WHERE track_id = $1 ORDER BY prepared_at`,
    [trackId],
  );
}
