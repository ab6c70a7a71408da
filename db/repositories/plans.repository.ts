import type { IsoDate } from '../../rules/dates.js';
import type { Finding } from '../../rules/decision.js';
import { comparePlans } from '../../rules/plan/plan-figures.js';
import type { PlanFigures } from '../../rules/plan/plan-figures.js';
import type { PlanKind } from '../../rules/plan/consultation.js';
import type { Policy } from '../../rules/policy/policies.js';
import { Project } from '../entities/project.entity.js';
import type { Transaction } from '../transaction.js';
import { mustFind } from './find.js';
import { scopeOf } from './launch.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { adoptedPlansOf, draftedPlanOf, storePlanFigures } from './plan-figures.repository.js';
import { policyOfProject } from './policy-book.js';
import { getTrack, tracksOf } from './tracks.repository.js';
import type { Track } from './tracks.repository.js';

/** A track with what its plan depends on. */
export interface PlanTrack extends Track {
  readonly project: Project;
  readonly kind: PlanKind;
  readonly policy: Policy;
}

/** A plan as it was drafted; it stands while its entry does. */
export interface CompensationPlan {
  readonly entryId: string;
  readonly number: string;
  readonly priceDate: IsoDate;
  /** What was changed after a consultation and why. */
  readonly changes: string | null;
  readonly figures: PlanFigures;
}

export async function planTrack(tx: Transaction, trackId: string): Promise<PlanTrack> {
  const track = await getTrack(tx, trackId);
  const project = await mustFind(tx, Project, { id: track.projectId });
  const scope = await scopeOf(tx, track.projectId);
  const kind = { mode: track.mode, renewal: scope?.oldAreaRenewal ?? false };
  return { ...track, project, kind, policy: await policyOfProject(tx, project) };
}

/**
 * Starts the plans of every track of a project that has none yet: once an area list has been displayed and
 * frozen. Each track once; before the display nothing happens.
 */
export async function openPlans(tx: Transaction, projectId: string): Promise<void> {
  const displayed = await tx.query(
    `SELECT FROM area_determination determination JOIN household ON household.id = household_id
     WHERE project_id = $1 AND determination.status = 'frozen' LIMIT 1`,
    [projectId],
  );
  if (displayed.length === 0) return;
  const { code } = await mustFind(tx, Project, { id: projectId });
  for (const { id: trackId, mode } of await tracksOf(tx, projectId)) {
    const opened = await tx.query(
      'INSERT INTO plan_opening (track_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING track_id',
      [trackId],
    );
    if (opened.length === 0) continue;
    const variables = { projectId, trackId, mode, caseNumber: code };
    await emit(tx, [{ name: 'plan-opened', correlationKey: trackId, variables }]);
    await appendEntry(tx, {
      caseId: trackId,
      kind: 'plan-opened',
      actorId: SYSTEM_ACTOR,
      clauses: ['R-13', 'R-24'],
      payload: { mode },
    });
  }
}

export async function storePlan(
  tx: Transaction,
  trackId: string,
  { entryId, number, priceDate, changes, figures }: CompensationPlan,
): Promise<void> {
  await storePlanFigures(tx, { entryId, trackId }, figures);
  await tx.query(
    `INSERT INTO compensation_plan (entry_id, track_id, number, price_date, changes) VALUES ($1, $2, $3, $4, $5)`,
    [entryId, trackId, number, priceDate, changes],
  );
}

/** The draft of a track that stands now; undefined before the first. */
export async function planOf(tx: Transaction, trackId: string): Promise<CompensationPlan | undefined> {
  const figures = await draftedPlanOf(tx, trackId);
  const plan = await tx.maybeOne<Omit<CompensationPlan, 'figures'>>(
    `SELECT plan.entry_id AS "entryId", number, price_date::text AS "priceDate", changes
     FROM compensation_plan plan JOIN task_entry entry ON entry.id = plan.entry_id
     WHERE plan.track_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [trackId],
  );
  return plan && figures && { ...plan, figures };
}

/** The plan that another track of the same project has adopted already. */
export async function earlierPlan(tx: Transaction, { id, projectId }: Track): Promise<PlanFigures | undefined> {
  return (await adoptedPlansOf(tx, projectId)).find(({ trackId }) => trackId !== id);
}

/** What stands against adopting a draft: another standard than that of the plan adopted before. */
export async function standardFindings(
  tx: Transaction,
  track: PlanTrack,
  plan: PlanFigures,
): Promise<readonly Finding[]> {
  const earlier = await earlierPlan(tx, track);
  return earlier === undefined ? [] : comparePlans(earlier, plan, track.policy).findings;
}

/** The plan is adopted and published: told once, and the decision of a formal track may begin. */
export async function concludePlan(tx: Transaction, trackId: string): Promise<void> {
  const { projectId, mode, project } = await planTrack(tx, trackId);
  await tx.lock(`case:${projectId}`);
  const plan = await planOf(tx, trackId);
  await tx.query('INSERT INTO plan_adoption (track_id, entry_id) VALUES ($1, $2)', [trackId, plan?.entryId ?? null]);
  const told = { correlationKey: trackId, variables: { projectId, trackId, mode, caseNumber: project.code } };
  await emit(tx, [{ name: 'plan-adopted', ...told }]);
  if (mode !== 'negotiated') await emit(tx, [{ name: 'decision-prepared', ...told }]);
  await appendEntry(tx, {
    caseId: trackId,
    kind: 'plan-adopted',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-21', 'R-26'],
    payload: { mode, entryId: plan?.entryId ?? null },
  });
}
