import { countSealed } from '../../rules/signing/count-sealed.js';
import type { RatedAgreement } from '../../rules/signing/count-sealed.js';
import { isRateReached } from '../../rules/signing/effectiveness.js';
import type { SealedCount } from '../../rules/signing/effectiveness.js';
import { watchSigning } from '../../rules/signing/watch-signing.js';
import type { SigningWatch } from '../../rules/signing/watch-signing.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind, mustLock } from './find.js';
import { policyOfProject } from './policy-book.js';

/** How far the signing of a project is: what the rules make of the seals inside the period. */
export interface ProjectWatch {
  readonly mode: Mode;
  readonly effectiveRateBp: number;
  readonly watch: SigningWatch;
  readonly count: SealedCount;
  readonly extended: boolean;
  /** Households whose agreement has not been sealed and whose case is not closed. */
  readonly unsigned: number;
}

export interface SigningTerms {
  readonly mode: Mode;
  readonly effectiveRateBp: number;
}

/** By which mode and at which rate the project signs now. */
export async function signingTerms(tx: Transaction, projectId: string): Promise<SigningTerms> {
  return tx.one(`SELECT signing_mode($1) AS mode, signing_rate_bp($1) AS "effectiveRateBp"`, [projectId]);
}

/** Could the seals inside the period be enough? A count alone, asked at every seal; the rules say when it was so. */
export async function mayHaveReachedRate(tx: Transaction, project: Project): Promise<boolean> {
  const { effectiveRateBp } = await signingTerms(tx, project.id);
  const { units, sealed } = await tx.one<{ units: number; sealed: number }>(
    `SELECT count(household.id)::int AS units, count(agreement.id)::int AS sealed FROM household
     LEFT JOIN agreement ON household_id = household.id AND agreement.status IN ('sealed', 'effective')
       AND sealed_at < $2
     WHERE project_id = $1`,
    [project.id, project.signingEndsAt],
  );
  return isRateReached(sealed, units, effectiveRateBp);
}

/** Watches the signing of a project by the rules (市政府令第71号 art 21), from the sealed agreements as they stand. */
export async function watchProject(tx: Transaction, project: Project): Promise<ProjectWatch> {
  const { signingEndsAt } = project;
  if (signingEndsAt === null) throw refusal('TRANSITION_FORBIDDEN', '签约期尚未开始', 'R-24');
  const terms = await signingTerms(tx, project.id);
  const units = await tx.query<{ id: string }>('SELECT id FROM household WHERE project_id = $1 ORDER BY id', [
    project.id,
  ]);
  const agreements = await tx.query<RatedAgreement>(
    `SELECT household_id AS "unitId", sealed_at AS "sealedAt", NULL AS "endedAt" FROM agreement
     JOIN household ON household.id = household_id
     WHERE project_id = $1 AND agreement.status IN ('sealed', 'effective')`,
    [project.id],
  );
  const residents = units.map(({ id }) => ({ id, residential: true }));
  const now = await tx.now();
  const extended = (await tx.query('SELECT FROM signing_extension WHERE project_id = $1', [project.id])).length > 0;
  const state = {
    ...terms,
    units: residents,
    agreements,
    endsAt: signingEndsAt,
    now,
    extensionsUsed: extended ? 1 : 0,
  };
  const watch = watchSigning(state, await policyOfProject(tx, project)).value;
  const unsigned = (await unsignedHouseholds(tx, project.id)).length;
  return { ...terms, watch, count: countSealed(residents, agreements, now), extended, unsigned };
}

/** Households of a project without a sealed agreement whose case goes on, in the order of their numbers. */
export async function unsignedHouseholds(tx: Transaction, projectId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT household.id FROM household WHERE project_id = $1 AND stage <> 'closed'
       AND NOT EXISTS (SELECT FROM agreement WHERE household_id = household.id AND sealed_at IS NOT NULL
         AND agreement.status <> 'lapsed') ORDER BY number`,
    [projectId],
  );
  return rows.map(({ id }) => id);
}

/**
 * What the watch does at the end of a period: `completed`, every household has signed; `reached`, the rate was reached
 * inside it and the agreements are still to take effect; `undecided`, a person decides; `terminate`, the rule ends it;
 * `decide-unsigned`, who has not signed gets a decision.
 */
export type AssessedOutcome = 'completed' | 'reached' | 'undecided' | 'terminate' | 'decide-unsigned';

/** Assesses a signing period that is over; with the notice of the rate where agreements are still to take effect. */
export async function assessSigning(
  tx: Transaction,
  projectId: string,
): Promise<{ signingOutcome: AssessedOutcome; noticeId: string | null }> {
  const project = await mustLock(tx, Project, { id: projectId });
  const { mode, watch, unsigned } = await watchProject(tx, project);
  if (!watch.over) throw refusal('SIGNING_RUNNING', '签约期未满，不能核定结果', 'R-12');
  if (project.rateReachedAt !== null) {
    const notice = await tx.maybeOne<{ id: string }>(
      `SELECT id FROM notice WHERE project_id = $1 AND kind = 'effective-notice' AND status = 'prepared'
         AND content_hash IS NULL`,
      [projectId],
    );
    if (notice !== undefined) return { signingOutcome: 'reached', noticeId: notice.id };
  }
  const signingOutcome = outcomeOf(mode, project.rateReachedAt !== null, unsigned);
  return { signingOutcome, noticeId: null };
}

function outcomeOf(mode: Mode, reached: boolean, unsigned: number): AssessedOutcome {
  if (reached && unsigned === 0) return 'completed';
  if (mode === 'collective') return unsigned === 0 ? 'completed' : 'decide-unsigned';
  if (mode === 'state') return reached ? 'decide-unsigned' : 'terminate';
  return 'undecided';
}

/** The same for those who decide: the project need not be locked. */
export async function watchOf(tx: Transaction, projectId: string): Promise<ProjectWatch> {
  return watchProject(tx, await mustFind(tx, Project, { id: projectId }));
}
