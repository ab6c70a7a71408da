import type { IsoDate } from '../../rules/dates.js';
import { policyOn } from '../../rules/policy/policies.js';
import type { Policy } from '../../rules/policy/policies.js';
import { assessEffectiveness, checkEffectiveRate } from '../../rules/signing/effectiveness.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { PolicyBook, policyOfProject } from './policy-book.js';
import { openTrack } from './tracks.repository.js';

export interface NewProject {
  readonly code: string;
  readonly name: string;
  readonly mode: Mode;
  readonly registeredOn: IsoDate;
  /** What the plan is going to say, as far as it is known; on collective land none of these four. */
  readonly averagePriceFen: bigint | null;
  readonly subsidyCoefficientBp: number | null;
  readonly unitSizeSubsidyHundredths: bigint | null;
  /** Null: the rate of the policy for this mode. */
  readonly effectiveRateBp: number | null;
  /** Null: the length of the policy. */
  readonly signingPeriodDays: number | null;
  readonly conversionPriceFen: bigint | null;
  readonly townOrganisationId: string;
  readonly firmOrganisationId: string;
}

/** How far the households of a project are. Counts of households; the rate in basis points, rounded down. */
export interface ProjectProgress {
  readonly households: number;
  readonly determined: number;
  readonly frozen: number;
  readonly sealed: number;
  readonly effective: number;
  readonly paid: number;
  readonly rateBp: number;
  /** At which agreements take effect: that of the adopted plan, before it that of the registration. */
  readonly effectiveRateBp: number;
}

export type ProjectWithProgress = Project & ProjectProgress;

/** Registers a project under the policy of the day and tells of it, which starts its launch; the same code again answers the project that exists. */
export async function registerProject(tx: Transaction, project: NewProject, actor: string): Promise<string> {
  await tx.lock(`project:${project.code}`);
  const existing = await tx.manager.findOneBy(Project, { code: project.code });
  if (existing) return existing.id;
  const policy = (await PolicyBook.load(tx)).policyFrom(project.registeredOn);
  const values = withPolicyFigures(project, policy);
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO project (code, name, mode, policy_version, registered_on, average_price_fen, subsidy_coefficient_bp,
       unit_size_subsidy_hundredths, effective_rate_bp, signing_period_days, conversion_price_fen,
       town_organisation_id, firm_organisation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
    [
      project.code,
      project.name,
      project.mode,
      values.policyVersion,
      project.registeredOn,
      project.averagePriceFen,
      project.subsidyCoefficientBp,
      project.unitSizeSubsidyHundredths,
      values.effectiveRateBp,
      values.signingPeriodDays,
      project.conversionPriceFen,
      project.townOrganisationId,
      project.firmOrganisationId,
    ],
  );
  await tx.query('INSERT INTO special_account (project_id) VALUES ($1)', [id]);
  await appendEntry(tx, {
    caseId: id,
    kind: 'case-opened',
    actorId: actor,
    clauses: ['R-11'],
    payload: { mode: project.mode, ...values },
  });
  // The formal track of an expropriation is opened by its launch, with the ground of public interest on file.
  if (project.mode === 'negotiated') await openTrack(tx, id, project.mode);
  const variables = { projectId: id, caseNumber: project.code, mode: project.mode };
  await emit(tx, [{ name: 'project-registered', correlationKey: id, variables }]);
  return id;
}

/** The figures of the district on the day of registration, its changes included; the project keeps the version's name. */
function withPolicyFigures(project: NewProject, policy: Policy) {
  const { averagePriceFen, subsidyCoefficientBp, unitSizeSubsidyHundredths, conversionPriceFen } = project;
  const prices = [averagePriceFen, subsidyCoefficientBp, unitSizeSubsidyHundredths, conversionPriceFen];
  if (project.mode === 'collective' && prices.some((price) => price !== null)) {
    const message =
      '集体土地没有评估均价、价格补贴系数、套型面积补贴和折算单价，请不要填写；土地使用权基价等写入补偿方案';
    throw refusal('FIELD_NOT_APPLICABLE', message, 'R-16', 'averagePriceYuan');
  }
  const usualRate =
    project.mode === 'state' ? policy.signing.stateEffectiveRateBp : policy.signing.negotiatedEffectiveRateBp;
  const effectiveRateBp = project.effectiveRateBp ?? usualRate.value;
  const rate = checkEffectiveRate(project.mode, effectiveRateBp, policy);
  if (!rate.passed) throw new BusinessError(rate.findings);
  return {
    policyVersion: policyOn(project.registeredOn).version,
    effectiveRateBp,
    signingPeriodDays: project.signingPeriodDays ?? policy.signing.periodDays.value,
  };
}

const PROGRESS = `
  SELECT project.id AS "projectId", signing_rate_bp(project.id) AS "effectiveRateBp", count(household.id)::int AS households,
    count(*) FILTER (WHERE determination.status IS NOT NULL)::int AS determined,
    count(*) FILTER (WHERE determination.status = 'frozen')::int AS frozen,
    count(*) FILTER (WHERE agreement.status IN ('sealed', 'effective'))::int AS sealed,
    count(*) FILTER (WHERE agreement.status = 'effective')::int AS effective,
    count(*) FILTER (WHERE household.stage IN ('paid', 'closed'))::int AS paid
  FROM project
  LEFT JOIN household ON household.project_id = project.id
  LEFT JOIN area_determination determination
    ON determination.household_id = household.id AND determination.status <> 'superseded'
  LEFT JOIN agreement ON agreement.household_id = household.id AND agreement.status <> 'superseded'
  WHERE $1::uuid IS NULL OR project.id = $1
  GROUP BY project.id`;

type CountRow = Omit<ProjectProgress, 'rateBp'> & { readonly projectId: string };

/** A project as it was registered: who needs no figures of its households does not count them. */
export const registeredProject = (tx: Transaction, projectId: string): Promise<Project> =>
  mustFind(tx, Project, { id: projectId });

/** A project with its live counts. */
export async function getProject(tx: Transaction, projectId: string): Promise<ProjectWithProgress> {
  const project = await mustFind(tx, Project, { id: projectId });
  const [counts] = await tx.query<CountRow>(PROGRESS, [projectId]);
  return withProgress(project, counts, await policyOfProject(tx, project));
}

/** Every project with its live counts, newest code first. */
export async function listProjects(tx: Transaction): Promise<ProjectWithProgress[]> {
  const projects = await tx.manager.find(Project, { order: { code: 'DESC' } });
  const counts = await tx.query<CountRow>(PROGRESS, [null]);
  const book = await PolicyBook.load(tx);
  return projects.map((project) => {
    const own = counts.find((each) => each.projectId === project.id);
    return withProgress(project, own, book.policyOf(project));
  });
}

function withProgress(project: Project, counts: CountRow | undefined, policy: Policy): ProjectWithProgress {
  const { households = 0, determined = 0, frozen = 0, sealed = 0, effective = 0, paid = 0 } = counts ?? {};
  const { effectiveRateBp } = counts ?? project;
  const count = { units: households, sealed, residentialUnits: households, residentialSealed: sealed };
  const { rateBp } = assessEffectiveness(count, effectiveRateBp, policy).value;
  return Object.assign(project, { households, determined, frozen, sealed, effective, paid, effectiveRateBp, rateBp });
}

/** The survey of the areas may begin: the scope is public, the money is there, the firm is commissioned. Once. */
export async function openAreaSurvey(tx: Transaction, projectId: string): Promise<void> {
  const project = await mustLock(tx, Project, { id: projectId });
  if (project.surveyOpenedAt !== null) return;
  await tx.query('UPDATE project SET survey_opened_at = app_now() WHERE id = $1', [projectId]);
  await appendEntry(tx, {
    caseId: projectId,
    kind: 'survey-opened',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-23'],
    payload: {},
  });
}
