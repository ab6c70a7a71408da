import { Project } from '../entities/project.entity.js';
import type { Transaction } from '../transaction.js';
import { getConversion } from './conversion.repository.js';
import type { Conversion } from './conversion.repository.js';
import { makeEffective } from './effectiveness.repository.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { announceSigning, mustBeDecided, openSigning, periodOfPlan } from './signing-opening.repository.js';
import type { OpenedSigning } from './signing-opening.repository.js';

/** Opens the signing period that is next: the project's first, or after a conversion that of its formal track. */
export async function openNextSigning(tx: Transaction, projectId: string, actor: string): Promise<OpenedSigning> {
  const waiting = await tx.maybeOne<{ id: string }>(
    `SELECT conversion_id AS id FROM project_conversion converted WHERE project_id = $1
       AND NOT EXISTS (SELECT FROM formal_signing formal WHERE formal.project_id = converted.project_id)`,
    [projectId],
  );
  if (waiting === undefined) return openSigning(tx, projectId, actor);
  return openFormalSigning(tx, await getConversion(tx, waiting.id), actor);
}

/** After a conversion the formal track signs by its own plan, decision and choice of the appraiser. */
async function openFormalSigning(
  tx: Transaction,
  { id, projectId, trackId, mode }: Conversion,
  actor: string,
): Promise<OpenedSigning> {
  const project = await mustLock(tx, Project, { id: projectId });
  await mustBeDecided(tx, { id: trackId, mode });
  const { signingOpenedAt, signingEndsAt } = await periodOfPlan(tx, project, mode);
  await tx.query('INSERT INTO formal_signing (project_id, conversion_id, opened_at, ends_at) VALUES ($1, $2, $3, $4)', [
    projectId,
    id,
    signingOpenedAt,
    signingEndsAt,
  ]);
  await tx.query('UPDATE project SET signing_opened_at = $2, signing_ends_at = $3 WHERE id = $1', [
    projectId,
    signingOpenedAt,
    signingEndsAt,
  ]);
  const households = await tx.query<{ id: string }>(
    `SELECT household_id AS id FROM household_conversion JOIN household ON household.id = household_id
     WHERE conversion_id = $1 AND stage <> 'closed' ORDER BY case_number`,
    [id],
  );
  await announceSigning(
    tx,
    projectId,
    households.map((each) => each.id),
    id,
  );
  const variables = { projectId, caseNumber: project.code, signingEndsAt };
  await emit(tx, [{ name: 'signing-period-opened', correlationKey: projectId, occasion: id, variables }]);
  if (mode === 'collective') await takeEffectWithoutRate(tx, projectId);
  const payload = { act: 'open-signing', signingEndsAt, households: households.length, mode };
  await appendEntry(tx, {
    caseId: projectId,
    kind: 'act-recorded',
    actorId: actor,
    clauses: ['R-14', 'R-24'],
    payload,
  });
  return { signingOpenedAt, signingEndsAt };
}

/** On collective land no rate is set by law: what is sealed takes effect. */
async function takeEffectWithoutRate(tx: Transaction, projectId: string): Promise<void> {
  const sealed = await tx.query<{ id: string }>(
    `SELECT agreement.id FROM agreement JOIN household ON household.id = household_id
     WHERE project_id = $1 AND agreement.status = 'sealed' ORDER BY case_number`,
    [projectId],
  );
  await makeEffective(
    tx,
    await mustFind(tx, Project, { id: projectId }),
    sealed.map(({ id }) => id),
  );
}
