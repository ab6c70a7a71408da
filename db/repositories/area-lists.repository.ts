import { areaMustBeFrozen } from '../../rules/area/may-freeze.js';
import { formatSqm } from '../../rules/units.js';
import { houseUseTerms, tenureTerms } from '../../rules/vocabulary/cases.js';
import type { HouseUse, Tenure } from '../../rules/vocabulary/cases.js';
import { Notice } from '../entities/notice.entity.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustLock } from './find.js';
import { setStage } from './households.repository.js';
import { appendEntries, SYSTEM_ACTOR } from './ledger.repository.js';
import { createNotice } from './notices.repository.js';
import { emit } from './outbox.repository.js';
import { openPlans } from './plans.repository.js';
import { announceSigning } from './signing-opening.repository.js';
import { policyOfProject } from './policy-book.js';
import type { PolicyBound } from './policy-book.js';

interface ListedArea {
  readonly determinationId: string;
  readonly householdId: string;
  readonly caseNumber: string;
  readonly householdNumber: string;
  readonly address: string;
  readonly holderName: string;
  readonly tenure: Tenure;
  readonly areaHundredths: bigint;
  readonly areaBasis: string;
  readonly newHomestead: boolean;
  readonly use: HouseUse;
}

/** One notice over every listed area that no notice shows yet, and the message that starts its case. */
export async function prepareAreaList(tx: Transaction, project: Project): Promise<string | null> {
  const areas = await tx.query<ListedArea>(
    `SELECT determination.id AS "determinationId", household.id AS "householdId", case_number AS "caseNumber",
       number AS "householdNumber", address, holder_name AS "holderName", tenure,
       area_hundredths AS "areaHundredths", basis AS "areaBasis", new_homestead AS "newHomestead",
       determination.use
     FROM area_determination determination JOIN household ON household.id = household_id
     WHERE project_id = $1 AND determination.status = 'listed' AND notice_id IS NULL ORDER BY case_number`,
    [project.id],
  );
  if (areas.length === 0) return null;
  const noticeId = await createNotice(tx, project, {
    kind: 'area-list',
    summary: `${areas.length.toString()}户房屋面积认定结果，公示期内可书面提出异议`,
    rows: areas.map(({ tenure, areaHundredths, determinationId, newHomestead, use, ...area }) => ({
      ...area,
      // Neighbours see it and may object to it like to the area.
      areaBasis: [
        area.areaBasis,
        ...(newHomestead ? ['另行安排新宅基地'] : []),
        ...(use === 'residential' ? [] : [`用途：${houseUseTerms[use].label}`]),
      ].join('；'),
      determinationId,
      tenure: tenureTerms[tenure].label,
      areaSqm: formatSqm(areaHundredths),
    })),
  });
  await tx.query(
    `WITH listed AS (
       UPDATE area_determination SET notice_id = $1 WHERE id = ANY($2) RETURNING id, household_id)
     INSERT INTO notice_subject (notice_id, household_id, determination_id) SELECT $1, household_id, id FROM listed`,
    [noticeId, areas.map(({ determinationId }) => determinationId)],
  );
  await emit(tx, [
    { name: 'area-list-ready', correlationKey: noticeId, variables: { projectId: project.id, noticeId } },
  ]);
  return noticeId;
}

/**
 * Freezes the areas of an archived list that no objection has overturned and tells each household; where
 * signing is open already, that too. Asked again it counts the same and freezes nothing twice.
 */
export async function freezeAreaList(
  tx: Transaction,
  noticeId: string,
): Promise<{ frozenCount: number; upheldCount: number }> {
  const notice = await mustLock(tx, Notice, { id: noticeId });
  if (notice.status !== 'archived') {
    throw refusal('AREA_NOT_DISPLAYED', '面积公示尚未期满归档，请等归档后再锁定', 'R-24');
  }
  const project = await mustLock(tx, Project, { id: notice.projectId });
  const frozen = await tx.change<{ householdId: string; version: number; areaHundredths: bigint }>(
    `UPDATE area_determination SET status = 'frozen', frozen_at = app_now()
     WHERE notice_id = $1 AND status = 'listed'
     RETURNING household_id AS "householdId", version, area_hundredths AS "areaHundredths"`,
    [noticeId],
  );
  const householdIds = frozen.map(({ householdId }) => householdId);
  await setStage(tx, householdIds, 'frozen');
  await emit(
    tx,
    householdIds.map((householdId) => ({
      name: 'area-frozen',
      correlationKey: householdId,
      variables: { projectId: project.id, householdId },
    })),
  );
  await openPlans(tx, project.id);
  if (project.signingOpenedAt !== null) await announceSigning(tx, project.id, householdIds);
  await appendEntries(
    tx,
    frozen.map(({ householdId, version, areaHundredths }) => ({
      caseId: householdId,
      kind: 'area-frozen',
      actorId: SYSTEM_ACTOR,
      clauses: ['R-24'],
      payload: { noticeId, version, areaHundredths },
    })),
  );
  return countAreas(tx, noticeId);
}

async function countAreas(tx: Transaction, noticeId: string): Promise<{ frozenCount: number; upheldCount: number }> {
  return tx.one<{ frozenCount: number; upheldCount: number }>(
    `SELECT count(*) FILTER (WHERE determination.status = 'frozen')::int AS "frozenCount",
       count(*) FILTER (WHERE determination.status = 'superseded')::int AS "upheldCount"
     FROM notice_subject JOIN area_determination determination ON determination.id = determination_id
     WHERE notice_subject.notice_id = $1`,
    [noticeId],
  );
}

/** Refuses while the household's area is not frozen. */
export async function requireFrozenArea(tx: Transaction, householdId: string): Promise<void> {
  const row = await tx.one<PolicyBound & { frozen: boolean }>(
    `SELECT project.id, policy_version AS "policyVersion", registered_on AS "registeredOn", EXISTS (SELECT FROM area_determination
       WHERE household_id = household.id AND status = 'frozen') AS frozen
     FROM household JOIN project ON project.id = project_id WHERE household.id = $1`,
    [householdId],
  );
  const decision = areaMustBeFrozen(row.frozen, await policyOfProject(tx, row));
  if (!decision.passed) throw new BusinessError(decision.findings);
}
