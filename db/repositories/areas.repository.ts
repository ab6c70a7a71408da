import { useFindings } from '../../rules/area/determine-use.js';
import type { HouseUse } from '../../rules/vocabulary/cases.js';
import { hashOfText } from '../content-hash.js';
import { AreaDetermination, AreaSurvey } from '../entities/area.entity.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { prepareAreaList } from './area-lists.repository.js';
import { mustFind, mustLock } from './find.js';
import { setStage } from './households.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';

export interface NewAreaSurvey {
  readonly householdId: string;
  readonly round: number;
  readonly officerId: string;
  readonly measuredHundredths: bigint;
  readonly note?: string | null;
}

/**
 * Records what one officer measured. Until the officer has completed the task the value may be entered again;
 * the guards refuse a third officer, an officer without certificate, and a change after the act.
 */
export async function recordAreaSurvey(tx: Transaction, survey: NewAreaSurvey): Promise<AreaSurvey> {
  await mustLock(tx, Household, { id: survey.householdId });
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO area_survey (household_id, round, officer_id, measured_hundredths, note) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (household_id, round, officer_id)
     DO UPDATE SET measured_hundredths = excluded.measured_hundredths, note = excluded.note, surveyed_at = app_now()
     RETURNING id`,
    [survey.householdId, survey.round, survey.officerId, survey.measuredHundredths, survey.note ?? null],
  );
  await tx.query(`UPDATE household SET stage = 'surveying' WHERE id = $1 AND stage = 'registered'`, [
    survey.householdId,
  ]);
  return mustFind(tx, AreaSurvey, { id });
}

export async function surveysOfRound(tx: Transaction, householdId: string, round: number): Promise<AreaSurvey[]> {
  return tx.manager.find(AreaSurvey, { where: { householdId, round }, order: { surveyedAt: 'ASC', officerId: 'ASC' } });
}

/** Opens the survey round after this one; asked twice with the same round it answers the same. */
export async function openSurveyRound(tx: Transaction, householdId: string, currentRound: number): Promise<number> {
  const household = await mustLock(tx, Household, { id: householdId });
  const next = currentRound + 1;
  if (household.surveyRound >= next) return next;
  await tx.query(`UPDATE household SET survey_round = $2, stage = 'surveying' WHERE id = $1`, [householdId, next]);
  const payload = { round: 'survey', number: next };
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'round-opened',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-24'],
    payload,
  });
  return next;
}

export interface NewDetermination {
  readonly householdId: string;
  readonly determinedBy: string;
  readonly areaHundredths: bigint;
  readonly basis: string;
  /** A new homestead is granted instead of money for the land (collective land). */
  readonly newHomestead: boolean;
  readonly use: HouseUse;
  /** The paper that a use other than a registered dwelling rests on. */
  readonly useBasis: string | null;
}

/**
 * Records the determined area as a new version; the version before it is superseded, unless it is frozen:
 * a frozen area stands. Entering the same again changes nothing.
 */
export async function recordAreaDetermination(
  tx: Transaction,
  { householdId, determinedBy, areaHundredths, basis, newHomestead, use, useBasis }: NewDetermination,
): Promise<AreaDetermination> {
  const household = await mustLock(tx, Household, { id: householdId });
  const standing = await standingDetermination(tx, householdId);
  if (standing && standing.status !== 'determined') {
    const message = '面积已列入公示或已锁定，不能直接更改；如有异议，请在公示期内提出';
    throw refusal('TRANSITION_FORBIDDEN', message, 'R-24');
  }
  const findings = useFindings({ tenure: household.tenure, registered: household.use, use, useBasis, newHomestead });
  if (findings.length > 0) throw new BusinessError(findings);
  if (
    standing?.areaHundredths === areaHundredths &&
    standing.basis === basis &&
    standing.newHomestead === newHomestead &&
    standing.use === use &&
    standing.useBasis === useBasis &&
    standing.determinedBy === determinedBy
  ) {
    return standing;
  }
  if (standing) await tx.query(`UPDATE area_determination SET status = 'superseded' WHERE id = $1`, [standing.id]);
  const { id, version } = await tx.one<{ id: string; version: number }>(
    `INSERT INTO area_determination (household_id, version, area_hundredths, basis, determined_by, new_homestead, use,
       use_basis)
     SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7 FROM area_determination WHERE household_id = $1
     RETURNING id, version`,
    [householdId, areaHundredths, basis, determinedBy, newHomestead, use, useBasis],
  );
  await setStage(tx, [householdId], 'determined');
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'area-determined',
    actorId: determinedBy,
    clauses: ['R-24', 'R-25'],
    payload: {
      version,
      areaHundredths,
      newHomestead,
      use,
      basisHash: hashOfText(basis),
      surveyRound: household.surveyRound,
    },
  });
  return mustFind(tx, AreaDetermination, { id });
}

/** The version that counts now; null while there is none. */
export async function standingDetermination(tx: Transaction, householdId: string): Promise<AreaDetermination | null> {
  return tx.manager
    .createQueryBuilder(AreaDetermination, 'determination')
    .where('determination.household_id = :householdId', { householdId })
    .andWhere(`determination.status <> 'superseded'`)
    .getOne();
}

/**
 * Marks the household's area as ready for display. When the last household of the project is ready, one notice over
 * all areas not yet displayed is prepared and its case started; after an objection the same makes a supplementary list.
 */
export async function listDeterminedArea(tx: Transaction, householdId: string): Promise<{ noticeId: string | null }> {
  const { projectId } = await mustFind(tx, Household, { id: householdId });
  // The project is locked first: of two households that come last together, one sees the other.
  const project = await mustLock(tx, Project, { id: projectId });
  const standing = await standingDetermination(tx, householdId);
  if (!standing) throw refusal('AREA_UNPROVEN', '面积尚未认定，请先认定面积再列入公示', 'R-24');
  if (standing.status !== 'determined') return { noticeId: standing.noticeId };
  await tx.query(`UPDATE area_determination SET status = 'listed' WHERE id = $1`, [standing.id]);
  const { waiting } = await tx.one<{ waiting: boolean }>(
    `SELECT EXISTS (SELECT FROM household WHERE project_id = $1 AND NOT EXISTS (
       SELECT FROM area_determination WHERE household_id = household.id AND status IN ('listed', 'frozen'))) AS waiting`,
    [projectId],
  );
  return { noticeId: waiting ? null : await prepareAreaList(tx, project) };
}
