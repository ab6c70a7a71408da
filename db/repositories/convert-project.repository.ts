import { labelOf } from '../../rules/vocabulary.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { effectsNow, getConversion } from './conversion.repository.js';
import { mustFind, mustLock } from './find.js';
import { setStage } from './households.repository.js';
import { appendEntries, appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { openNegotiationRound } from './negotiations.repository.js';
import { createNotice } from './notices.repository.js';
import { emit } from './outbox.repository.js';
import { withdrawOpenReview } from './reviews.repository.js';

/** Drafts that no household has signed: what is signed is finished, or comes back first. */
const DRAFTS = `('prepared')`;

/** Prepares the notice of what the district government decided on a conversion. */
export async function prepareConversionNotice(tx: Transaction, conversionId: string): Promise<{ noticeId: string }> {
  const { projectId, mode, number } = await getConversion(tx, conversionId);
  const project = await mustFind(tx, Project, { id: projectId });
  const verdict = await decisionOn(tx, conversionId);
  const formal = (await effectsNow(tx, projectId)).filter(({ effect }) => effect === 'formal').length;
  const summary =
    verdict === 'approved'
      ? `区人民政府决定本项目未签约的${String(formal)}户转入${labelOf('mode', mode)}程序（${number}）；已签的协议继续有效，补偿标准前后一致。`
      : `区人民政府决定本项目不转为${labelOf('mode', mode)}（${number}），协议置换继续。`;
  return { noticeId: await createNotice(tx, project, { kind: 'conversion-decision', summary, rows: [] }) };
}

/** The last word of the district government on a conversion. */
async function decisionOn(tx: Transaction, conversionId: string): Promise<string | null> {
  const { verdict } = await tx.one<{ verdict: string | null }>(
    `SELECT last_verdict($1, ARRAY['decide-conversion']) AS verdict`,
    [conversionId],
  );
  return verdict;
}

/**
 * The project becomes an expropriation: who has not signed is told and leaves negotiation; agreements that are
 * signed stay or go on to their seal. Once; the notice of the decision has been published before.
 */
export async function convertProject(tx: Transaction, conversionId: string): Promise<{ convertedCount: number }> {
  const { projectId } = await getConversion(tx, conversionId);
  await mustLock(tx, Project, { id: projectId });
  await tx.query('INSERT INTO project_conversion (project_id, conversion_id) VALUES ($1, $2)', [
    projectId,
    conversionId,
  ]);
  const effects = await effectsNow(tx, projectId);
  const leaving = effects.filter(({ effect, status }) => effect === 'formal' && status !== 'returned');
  await takeOutOfNegotiation(
    tx,
    { projectId, conversionId },
    leaving.map(({ householdId }) => householdId),
  );
  await conclude(tx, projectId, conversionId, true);
  const payload = { converted: leaving.length, households: effects.length };
  await appendEntry(tx, {
    caseId: projectId,
    kind: 'project-converted',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-14'],
    payload,
  });
  return { convertedCount: leaving.length };
}

/** The conversion is refused: the town decides again how the project goes on. */
export async function refuseConversion(tx: Transaction, conversionId: string): Promise<{ noticeId: string }> {
  const { projectId } = await getConversion(tx, conversionId);
  if ((await decisionOn(tx, conversionId)) !== 'refused') {
    throw refusal('TRANSITION_FORBIDDEN', '区人民政府没有作出不转为征收的决定', 'R-5、R-14');
  }
  await conclude(tx, projectId, conversionId, false);
  return prepareConversionNotice(tx, conversionId);
}

async function conclude(tx: Transaction, projectId: string, conversionId: string, converted: boolean): Promise<void> {
  const variables = { projectId, conversionId, converted };
  await emit(tx, [{ name: 'conversion-concluded', correlationKey: projectId, occasion: conversionId, variables }]);
}

interface Converted {
  readonly projectId: string;
  readonly conversionId: string;
}

async function takeOutOfNegotiation(
  tx: Transaction,
  { projectId, conversionId }: Converted,
  householdIds: readonly string[],
): Promise<void> {
  await tx.query(`UPDATE agreement SET status = 'superseded' WHERE household_id = ANY($1) AND status IN ${DRAFTS}`, [
    householdIds,
  ]);
  await tx.query('INSERT INTO household_conversion (household_id, conversion_id) SELECT unnest($1::uuid[]), $2', [
    householdIds,
    conversionId,
  ]);
  await setStage(tx, householdIds, 'frozen');
  await emit(
    tx,
    householdIds.map((householdId) => ({
      name: 'project-converted',
      correlationKey: householdId,
      variables: { projectId, householdId, conversionId },
    })),
  );
  await appendEntries(
    tx,
    householdIds.map((householdId) => ({
      caseId: householdId,
      kind: 'project-converted',
      actorId: SYSTEM_ACTOR,
      clauses: ['R-14'],
      payload: { conversionId },
    })),
  );
}

/**
 * A household that had signed before the conversion and whose file bag came back goes to the formal branch when the bag
 * is rectified: only a return takes it out. Does nothing for any other, or once the formal signing is open.
 */
export async function followConversion(tx: Transaction, householdId: string): Promise<void> {
  const converted = await tx.maybeOne<Converted>(
    `SELECT conversion.project_id AS "projectId", conversion.conversion_id AS "conversionId"
     FROM project_conversion conversion JOIN household ON household.project_id = conversion.project_id
     WHERE household.id = $1
       AND NOT EXISTS (SELECT FROM household_conversion WHERE household_id = $1)
       AND NOT EXISTS (SELECT FROM formal_signing formal WHERE formal.project_id = conversion.project_id)`,
    [householdId],
  );
  if (converted === undefined) return;
  await tx.query(`UPDATE agreement SET status = 'superseded' WHERE household_id = $1 AND status = 'returned'`, [
    householdId,
  ]);
  await takeOutOfNegotiation(tx, converted, [householdId]);
}

/** Clears what negotiation left behind when its open tasks were withdrawn: drafts, and the round of the two officers. */
export async function leaveNegotiation(tx: Transaction, householdId: string): Promise<{ negotiationRound: number }> {
  const household = await mustLock(tx, Household, { id: householdId });
  await tx.query(`UPDATE agreement SET status = 'superseded' WHERE household_id = $1 AND status IN ${DRAFTS}`, [
    householdId,
  ]);
  await withdrawOpenReview(tx, householdId);
  const negotiationRound = await openNegotiationRound(tx, householdId, household.negotiationRound);
  await setStage(tx, [householdId], 'frozen');
  return { negotiationRound };
}
