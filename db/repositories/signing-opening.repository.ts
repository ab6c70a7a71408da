import { withMilliseconds } from '../../rules/dates.js';
import { signingPeriod } from '../../rules/signing/signing-period.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import { wasTold } from './conversion.repository.js';
import { mustLock } from './find.js';
import { appendEntry } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { mustBeAdopted } from './plan-figures.repository.js';
import { policyOfProject } from './policy-book.js';
import { tracksOf } from './tracks.repository.js';
import type { Track } from './tracks.repository.js';

/** A signing period as it runs. */
export interface OpenedSigning {
  readonly signingOpenedAt: string;
  readonly signingEndsAt: string;
}

/**
 * Opens the signing period of the mode a project was registered in: refused while its plan is not adopted, its
 * expropriation not decided or no household's area is frozen. Every household that is frozen hears of it; those frozen
 * later hear of it when they are. A second call changes nothing and answers the same end.
 */
export async function openSigning(tx: Transaction, projectId: string, actor: string): Promise<OpenedSigning> {
  const project = await mustLock(tx, Project, { id: projectId });
  if (project.signingOpenedAt !== null && project.signingEndsAt !== null) {
    return { signingOpenedAt: project.signingOpenedAt, signingEndsAt: project.signingEndsAt };
  }
  const households = await frozenHouseholds(tx, projectId);
  if (households.length === 0) {
    throw refusal('AREA_NOT_FROZEN', '还没有一户面积锁定，请等面积公示期满、面积锁定后再开启签约', 'R-24');
  }
  const track = (await tracksOf(tx, projectId)).find(({ mode }) => mode === project.mode);
  if (track !== undefined) await mustBeDecided(tx, track);
  const period = await periodOfPlan(tx, project, project.mode);
  await tx.query('UPDATE project SET signing_opened_at = $2, signing_ends_at = $3 WHERE id = $1', [
    projectId,
    period.signingOpenedAt,
    period.signingEndsAt,
  ]);
  await announceSigning(tx, projectId, households);
  const { signingEndsAt } = period;
  const variables = { projectId, caseNumber: project.code, signingEndsAt };
  await emit(tx, [{ name: 'signing-period-opened', correlationKey: projectId, variables }]);
  const payload = { act: 'open-signing', signingEndsAt, households: households.length };
  await appendEntry(tx, { caseId: projectId, kind: 'act-recorded', actorId: actor, clauses: ['R-24'], payload });
  return period;
}

/** A formal track signs by itself: its expropriation is decided, its appraiser chosen in a procedure of its own. */
export async function mustBeDecided(tx: Transaction, { id, mode }: Pick<Track, 'id' | 'mode'>): Promise<void> {
  if (mode === 'negotiated') return;
  if (!(await wasTold(tx, 'expropriation-decided', id))) {
    throw refusal('DECISION_POINT_OPEN', '征收决定尚未作出，不能开启征收签约', 'R-5、征收与补偿条例第13条');
  }
  const { halted } = await tx.one<{ halted: boolean }>('SELECT expropriation_halted($1) AS halted', [id]);
  if (halted) {
    throw refusal('DECISION_POINT_OPEN', '征收决定已被撤销或裁定停止执行，不能开启征收签约', '征收与补偿条例第14条');
  }
  if (!(await wasTold(tx, 'appraiser-chosen', id))) {
    throw refusal('CHOICE_NOT_NEW', '征收程序尚未选定评估机构，不得沿用协议置换的选定结果', 'R-14、R-19');
  }
}

/** The period from now on, as many days long as the adopted plan says; refused while the reports are not handed down. */
export async function periodOfPlan(tx: Transaction, project: Project, mode: Track['mode']): Promise<OpenedSigning> {
  const plan = await mustBeAdopted(tx, project.id, mode, '不能开启签约');
  await mustBeAppraised(tx, plan.trackId);
  const policy = await policyOfProject(tx, project);
  const period = signingPeriod(await tx.today(), plan.signingPeriodDays, holidayCalendar, policy);
  if (!period.passed) throw new BusinessError(period.findings);
  return { signingOpenedAt: await tx.now(), signingEndsAt: withMilliseconds(period.value.endsAt) };
}

async function mustBeAppraised(tx: Transaction, trackId: string): Promise<void> {
  const { down } = await tx.one<{ down: boolean }>('SELECT reports_handed_down($1) AS down', [trackId]);
  if (!down) throw refusal('REPORT_MISSING', '分户评估报告尚未下发，请等街镇下发后再开启签约', 'R-32、R-35');
}

/** Tells households with frozen area that they may negotiate; in a later period of the project on its own occasion. */
export async function announceSigning(
  tx: Transaction,
  projectId: string,
  householdIds: readonly string[],
  occasion?: string,
): Promise<void> {
  await emit(
    tx,
    householdIds.map((householdId) => ({
      name: 'signing-opened',
      correlationKey: householdId,
      ...(occasion !== undefined && { occasion }),
      variables: { projectId, householdId },
    })),
  );
}

async function frozenHouseholds(tx: Transaction, projectId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT household.id FROM household
     JOIN area_determination determination ON household_id = household.id AND determination.status = 'frozen'
     WHERE project_id = $1 ORDER BY number`,
    [projectId],
  );
  return rows.map(({ id }) => id);
}
