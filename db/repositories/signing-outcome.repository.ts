import { endOfDay, formatInstant, shanghaiDateOf, withMilliseconds, addDays } from '../../rules/dates.js';
import type { IsoInstant } from '../../rules/dates.js';
import { formatPercent } from '../../rules/units.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustLock } from './find.js';
import type { OfEntry } from './launch.repository.js';
import { appendEntries, appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { createNotice } from './notices.repository.js';
import { emit } from './outbox.repository.js';
import { unsignedHouseholds, watchProject } from './signing-watch.repository.js';

/** What a person entered about the end of a signing period. */
export interface SigningDecision {
  readonly reason: string;
  /** Length of the extension in calendar days; null where none is meant. */
  readonly extensionDays: number | null;
}

export async function storeSigningDecision(
  tx: Transaction,
  { entryId, projectId }: OfEntry,
  { reason, extensionDays }: SigningDecision,
): Promise<void> {
  await tx.query(
    'INSERT INTO signing_decision (entry_id, project_id, reason, extension_days) VALUES ($1, $2, $3, $4)',
    [entryId, projectId, reason, extensionDays],
  );
}

/** The standing decision on the end of a project's signing period. */
export async function signingDecisionOf(tx: Transaction, projectId: string): Promise<SigningDecision | undefined> {
  return tx.maybeOne<SigningDecision>(
    `SELECT reason, extension_days AS "extensionDays" FROM signing_decision fact
     JOIN task_entry entry ON entry.id = fact.entry_id
     WHERE fact.project_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [projectId],
  );
}

/** Extends the signing period once, counted from the day on which it is decided, and prepares the notice of it. */
export async function extendSigning(
  tx: Transaction,
  projectId: string,
): Promise<{ signingEndsAt: IsoInstant; noticeId: string; rateReached: boolean }> {
  const project = await mustLock(tx, Project, { id: projectId });
  const decision = await signingDecisionOf(tx, projectId);
  if (decision?.extensionDays == null || project.signingEndsAt === null) {
    throw refusal('FIELD_MISSING', '没有填写延长的天数，不能延长签约期', 'R-12');
  }
  const lastDay = addDays(shanghaiDateOf(await tx.now()), decision.extensionDays);
  const signingEndsAt = withMilliseconds(endOfDay(lastDay));
  await tx.query('INSERT INTO signing_extension (project_id, ended_at, ends_at) VALUES ($1, $2, $3)', [
    projectId,
    project.signingEndsAt,
    signingEndsAt,
  ]);
  await tx.query('UPDATE project SET signing_ends_at = $2 WHERE id = $1', [projectId, signingEndsAt]);
  const noticeId = await createNotice(tx, project, {
    kind: 'signing-result',
    summary: `签约期延长一次，至${formatInstant(signingEndsAt)}止。`,
    figures: await rateFigures(tx, project),
    rows: [],
  });
  const payload = { endedAt: project.signingEndsAt, signingEndsAt, days: decision.extensionDays };
  await appendEntry(tx, {
    caseId: projectId,
    kind: 'signing-extended',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-12'],
    payload,
  });
  return { signingEndsAt, noticeId, rateReached: project.rateReachedAt !== null };
}

/**
 * Ends the signing of a project: agreements that never took effect are without effect, every household without one in
 * effect is told, which ends its case. What took effect stays. Prepares the notice of it.
 */
export async function terminateSigning(tx: Transaction, projectId: string): Promise<{ noticeId: string }> {
  const project = await mustLock(tx, Project, { id: projectId });
  const rateReached = project.rateReachedAt !== null;
  await tx.query('INSERT INTO signing_termination (project_id, rate_reached) VALUES ($1, $2)', [
    projectId,
    rateReached,
  ]);
  const left = await householdsLeft(tx, projectId);
  const lapsed = await tx.change<{ id: string; householdId: string }>(
    `UPDATE agreement SET status = 'lapsed' WHERE household_id = ANY($1)
       AND status NOT IN ('effective', 'superseded', 'lapsed') RETURNING id, household_id AS "householdId"`,
    [left],
  );
  await appendEntries(
    tx,
    lapsed.map(({ id, householdId }) => ({
      caseId: householdId,
      kind: 'agreement-lapsed',
      actorId: SYSTEM_ACTOR,
      clauses: ['R-12'],
      payload: { agreementId: id },
    })),
  );
  await emit(
    tx,
    left.map((householdId) => ({
      name: 'signing-terminated',
      correlationKey: householdId,
      variables: { projectId, householdId },
    })),
  );
  const effect = rateReached ? '已生效的协议不受影响，其余各户不再签约' : '签约率未达到生效比例，已签的协议不生效';
  const noticeId = await createNotice(tx, project, {
    kind: 'signing-result',
    summary: `签约终止：${effect}。`,
    figures: await rateFigures(tx, project),
    rows: [],
  });
  const payload = { rateReached, households: left.length, lapsed: lapsed.length };
  await appendEntry(tx, {
    caseId: projectId,
    kind: 'signing-terminated',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-12'],
    payload,
  });
  return { noticeId };
}

/** Every household whose case goes on without an agreement in effect. */
async function householdsLeft(tx: Transaction, projectId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT household.id FROM household WHERE project_id = $1 AND stage NOT IN ('effective', 'paid', 'closed')
       AND NOT EXISTS (SELECT FROM agreement WHERE household_id = household.id AND agreement.status = 'effective')
     ORDER BY number`,
    [projectId],
  );
  return rows.map(({ id }) => id);
}

async function rateFigures(tx: Transaction, project: Project) {
  const { watch, count, effectiveRateBp } = await watchProject(tx, project);
  return {
    units: count.units,
    sealed: count.sealed,
    rate: formatPercent(watch.rate.rateBp),
    effectiveRate: formatPercent(effectiveRateBp),
  };
}

/** Reports every household of a formal project that has not signed in its period: each gets a decision. */
export async function referUnsignedHouseholds(tx: Transaction, projectId: string): Promise<{ referred: number }> {
  const project = await mustLock(tx, Project, { id: projectId });
  const { mode } = await watchProject(tx, project);
  if (mode === 'negotiated') throw refusal('MODE_NOT_APPLICABLE', '协议置换没有补偿决定，请继续协商', 'R-12');
  const households = await unsignedHouseholds(tx, projectId);
  const opened = await tx.query<{ decisionId: string; householdId: string; caseNumber: string }>(
    `INSERT INTO compensation_decision (project_id, household_id, number)
     SELECT project_id, id, case_number || '-决' FROM household WHERE id = ANY($1) ORDER BY case_number
     ON CONFLICT (household_id) DO NOTHING
     RETURNING id AS "decisionId", household_id AS "householdId",
       (SELECT case_number FROM household WHERE household.id = household_id) AS "caseNumber"`,
    [households],
  );
  await emit(
    tx,
    opened.map(({ decisionId, householdId, caseNumber }) => ({
      name: 'no-agreement-reached',
      correlationKey: householdId,
      variables: { projectId, householdId, decisionId, caseNumber },
    })),
  );
  return { referred: opened.length };
}
