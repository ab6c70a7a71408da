import { createAccount, createOrganisation, findAccountByUsername } from '../../db/repositories/accounts.repository.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import { emit } from '../../db/repositories/outbox.repository.js';
import { registeredProject } from '../../db/repositories/projects.repository.js';
import { concludePlan, storePlan } from '../../db/repositories/plans.repository.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { ActName } from '../../rules/acts.js';
import type { PlanFigures } from '../../rules/plan/plan-figures.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import { tellDecided } from './expropriation.js';
import { pastTheGuards, plantReports } from './planted-reports.js';
import { PASSWORD } from './staff.js';

/** Account ids of who examines and adopts, and of another officer who drafts. */
export interface PlanStaff {
  readonly town: string;
  readonly district: string;
}

/** The figures of a published case, without awards. */
export const SAMPLE_PLAN: PlanFigures = {
  figures: {
    scheme: 'state',
    averagePriceFen: 2_586_108n,
    subsidyCoefficientBp: 3_000,
    unitSizeSubsidyHundredths: 1_500n,
    conversionPriceFen: 2_150_000n,
  },
  grants: [],
  signingPeriodDays: 30,
  effectiveRateBp: 9_000,
  reasons: [],
};

/** People who are needed for plans alone. */
const PEOPLE = {
  drafter: ['district-officer', '方案区房管局', 'housing-bureau'],
  examiner: ['district-government', '方案区人民政府', 'district-government'],
  adopter: ['district-government', '方案区人民政府', 'district-government'],
} as const;

async function planPerson(tx: Transaction, name: keyof typeof PEOPLE): Promise<string> {
  const [role, organisation, kind] = PEOPLE[name];
  return createAccount(tx, {
    username: `plan-${name}`,
    displayName: `方案人员-${name}`,
    organisationId: await createOrganisation(tx, organisation, kind),
    password: PASSWORD,
    roles: [{ role, validFrom: '2020-01-01' }],
  });
}

/**
 * A plan of a track, drafted, examined, filed and adopted by the acts of the people who may do it, and concluded under
 * the guards. Only its two notices are planted: their displays take a month that no other story is about.
 */
export async function adoptPlan(
  tx: Transaction,
  projectId: string,
  { town, district }: PlanStaff,
  plan: Partial<PlanFigures> = {},
  mode?: Mode,
): Promise<string> {
  const signs = mode ?? (await registeredProject(tx, projectId)).mode;
  const trackId = await openTrack(tx, projectId, signs);
  const adopted = await tx.query('SELECT FROM plan_adoption WHERE track_id = $1', [trackId]);
  if (adopted.length > 0) return trackId;
  const negotiated = signs === 'negotiated';
  const drafter = await planPerson(tx, 'drafter');
  const entered = async (act: ActName, personId: string, store: (entryId: string) => Promise<void>) => {
    const taskKey = `${act}:${trackId}`;
    const entry = { taskCase: { act, kind: 'track', id: trackId }, taskKey, personId, round: 1, given: {} } as const;
    return (await recordEntry(tx, { ...entry, replaces: 'case' }, store)).id;
  };
  const says = (act: ActName, personId: string, verdict: string) =>
    recordAct(tx, { act, caseId: trackId, personId, taskKey: `${act}:${trackId}`, verdict });
  const entryId = await entered('draft-plan', drafter, (id) =>
    storePlan(tx, trackId, {
      entryId: id,
      number: `方案-${trackId}`,
      priceDate: '2026-01-01',
      changes: null,
      figures: { ...SAMPLE_PLAN, ...plan },
    }),
  );
  await says('draft-plan', drafter, 'drafted');
  await says('examine-plan', negotiated ? district : await planPerson(tx, 'examiner'), 'approved');
  const draftNotice = await plantNotice(tx, { projectId, trackId, entryId, kind: 'plan-draft' });
  await entered('register-opinions', town, async (id) => {
    await tx.query('INSERT INTO plan_consultation (entry_id, track_id, notice_id, units) VALUES ($1, $2, $3, 1)', [
      id,
      trackId,
      draftNotice,
    ]);
  });
  await says('register-opinions', town, 'registered');
  if (negotiated) await says('file-plan', district, 'approved');
  await says('adopt-plan', negotiated ? town : await planPerson(tx, 'adopter'), 'approved');
  await plantNotice(tx, { projectId, trackId, entryId, kind: 'plan-final' });
  await concludePlan(tx, trackId);
  return trackId;
}

interface PlantedNotice {
  readonly projectId: string;
  readonly trackId: string;
  readonly entryId: string;
  readonly kind: string;
}

async function plantNotice(tx: Transaction, notice: PlantedNotice): Promise<string> {
  const { projectId, trackId, entryId, kind } = notice;
  const { id } = await pastTheGuards(tx, () =>
    tx.one<{ id: string }>(
      `INSERT INTO notice (project_id, kind, title, number, content, minimum_days, status, published_at, ends_at,
       archived_at, proof_hash)
     VALUES ($1, $2, '补偿方案', $3, '{}', 0, 'archived', app_now() - interval '30 days', app_now(), app_now(), 'x') RETURNING id`,
      [projectId, kind, `${kind}-${trackId}`],
    ),
  );
  await tx.query('INSERT INTO plan_notice (notice_id, track_id, entry_id) VALUES ($1, $2, $3)', [id, trackId, entryId]);
  return id;
}

/**
 * What signing waits for: the adopted plan and the reports, on a formal track also its decision and its appraiser, told
 * without them.
 */
export async function prepareToSign(tx: Transaction, projectId: string, staff: PlanStaff): Promise<void> {
  const { mode } = await registeredProject(tx, projectId);
  const trackId = await adoptPlan(tx, projectId, staff);
  await plantReports(tx, projectId, trackId);
  if (mode === 'negotiated') return;
  await tellDecided(tx, trackId);
  const told = { correlationKey: trackId, variables: { projectId, trackId, mode } };
  await emit(tx, [{ name: 'appraiser-chosen', ...told }]);
}

/** Who examines and adopts plans among the sample's accounts. */
export async function samplePlanStaff(tx: Transaction): Promise<PlanStaff> {
  const idOf = async (username: string) => (await findAccountByUsername(tx, username))?.id ?? '';
  return { town: await idOf('town-a'), district: await idOf('district') };
}
