import { withMilliseconds } from '../../rules/dates.js';
import { signingPeriod } from '../../rules/signing/signing-period.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import { getConversion, wasTold } from './conversion.repository.js';
import type { Conversion } from './conversion.repository.js';
import { makeEffective } from './effectiveness.repository.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { announceSigning, openSigning } from './projects.repository.js';
import { policyOfProject } from './policy-book.js';

interface Opened {
  readonly signingOpenedAt: string;
  readonly signingEndsAt: string;
}

/** Opens the signing period that is next: the project's first, or after a conversion that of its formal track. */
export async function openNextSigning(
  tx: Transaction,
  projectId: string,
  actor: string,
  periodDays: number | null = null,
): Promise<Opened> {
  const waiting = await tx.maybeOne<{ id: string }>(
    `SELECT conversion_id AS id FROM project_conversion converted WHERE project_id = $1
       AND NOT EXISTS (SELECT FROM formal_signing formal WHERE formal.project_id = converted.project_id)`,
    [projectId],
  );
  if (waiting === undefined) return openSigning(tx, projectId, actor, periodDays);
  return openFormalSigning(tx, await getConversion(tx, waiting.id), actor, periodDays);
}

/** The formal track signs by itself: its expropriation is decided, its appraiser chosen in a procedure of its own. */
async function openFormalSigning(
  tx: Transaction,
  { id, projectId, trackId, mode }: Conversion,
  actor: string,
  periodDays: number | null,
): Promise<Opened> {
  const project = await mustLock(tx, Project, { id: projectId });
  if (!(await wasTold(tx, 'expropriation-decided', trackId))) {
    throw refusal('DECISION_POINT_OPEN', '征收决定尚未作出，不能开启征收签约', 'R-5、征收与补偿条例第13条');
  }
  if (!(await wasTold(tx, 'appraiser-chosen', trackId))) {
    throw refusal('CHOICE_NOT_NEW', '征收程序尚未选定评估机构，不得沿用协议置换的选定结果', 'R-14、R-19');
  }
  const policy = await policyOfProject(tx, project);
  const period = signingPeriod(await tx.today(), periodDays ?? project.signingPeriodDays, holidayCalendar, policy);
  if (!period.passed) throw new BusinessError(period.findings);
  const signingOpenedAt = await tx.now();
  const signingEndsAt = withMilliseconds(period.value.endsAt);
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
