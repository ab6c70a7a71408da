import { shanghaiDateOf } from '../../rules/dates.js';
import { drawSample } from '../../rules/supervision/draw-sample.js';
import type { SampledCase } from '../../rules/supervision/draw-sample.js';
import { riskStratumOf } from '../../rules/supervision/risk-stratum.js';
import type { CaseRisk, RiskStratum } from '../../rules/supervision/risk-stratum.js';
import type { InspectionSide } from '../../rules/supervision/inspection-terms.js';
import { periodEnd } from '../../rules/period.js';
import { holidayCalendar } from '../holidays.js';
import { hashOfText } from '../content-hash.js';
import { BusinessError } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { getInspection, openInspection } from './inspections.repository.js';
import { appendEntry } from './ledger.repository.js';
import { registeredProject } from './projects.repository.js';
import { policyOfProject } from './policy-book.js';

interface RiskRow extends CaseRisk {
  readonly id: string;
}

const RISKS = `
  SELECT household.id, coalesce(agreement.total_fen, 0) AS "totalFen",
    (SELECT count(*)::int FROM case_act WHERE case_id = household.id AND verdict = 'returned') AS returns,
    household.id IN (SELECT parent_cases(reviewed.case_kind, reviewed.case_id) FROM
      (SELECT DISTINCT case_kind, case_id FROM case_act WHERE case_kind = 'review') reviewed) AS "publicReview",
    hardship_persons > 0 AS hardship,
    EXISTS (SELECT FROM objection WHERE objection.household_id = household.id) AS complaint
  FROM household LEFT JOIN agreement ON agreement.household_id = household.id AND agreement.status <> 'superseded'
  WHERE project_id = $1 ORDER BY household.id`;

/** Opening one that a person asks for: a random sample or an incident. */
export interface AskedInspection {
  readonly projectId: string;
  readonly kind: 'random' | 'incident';
  readonly side: InspectionSide;
  readonly reason: string;
  readonly openedBy: string;
}

/**
 * 随机抽查、事件检查. The seed of a sample is the hash of the number of the inspection, the head of the
 * project's ledger and the moment of opening, so that whoever opens it cannot choose who is drawn; every opening stays on record.
 */
export async function openAskedInspection(tx: Transaction, asked: AskedInspection): Promise<string> {
  const project = await registeredProject(tx, asked.projectId);
  const policy = await policyOfProject(tx, project);
  const dueOn = periodEnd(await tx.today(), policy.inspection.stage.value, holidayCalendar).lastDay;
  if (asked.kind === 'incident') return openInspection(tx, { ...asked, dueOn });
  const head = await tx.maybeOne<{ hash: string }>(
    'SELECT hash FROM ledger_entry WHERE case_id = $1 ORDER BY seq DESC LIMIT 1',
    [asked.projectId],
  );
  const moment = await tx.now();
  const seedOf = (number: string) => hashOfText(`${number}|${head?.hash ?? ''}|${moment}`);
  const id = await openInspection(tx, { ...asked, dueOn, seedOf });
  const risks = await tx.query<RiskRow>(RISKS, [asked.projectId]);
  const cases = risks.map((risk) => ({ id: risk.id, stratum: riskStratumOf(risk, policy) }));
  const { seed } = await getInspection(tx, id);
  const sample = drawSample(cases, seed ?? '', policy);
  if (!sample.passed) throw new BusinessError(sample.findings);
  await storeSample(tx, id, cases, sample.value);
  const payload = { seed, cases: cases.length, drawn: sample.value.length };
  await appendEntry(tx, { caseId: id, kind: 'sample-drawn', actorId: asked.openedBy, clauses: ['R-70'], payload });
  return id;
}

async function storeSample(
  tx: Transaction,
  inspectionId: string,
  cases: readonly { readonly id: string; readonly stratum: RiskStratum }[],
  drawn: readonly SampledCase[],
): Promise<void> {
  const places = new Map(drawn.map(({ id, proof }, index) => [id, { place: index + 1, proof }]));
  await tx.query(
    `INSERT INTO inspection_case (inspection_id, household_id, stratum, place, proof)
     SELECT $1, id, stratum, place, proof FROM jsonb_to_recordset($2::jsonb)
       AS row (id uuid, stratum text, place integer, proof text)`,
    [inspectionId, JSON.stringify(cases.map((each) => ({ ...each, ...places.get(each.id) })))],
  );
}

export interface StoredSample {
  readonly cases: readonly { readonly id: string; readonly stratum: RiskStratum; readonly place: number | null }[];
  /** Drawn again from the stored seed and cases: the same households in the same order? */
  readonly confirmed: boolean;
}

/** The sample of an inspection, drawn again with its own seed so that anyone sees that it was not chosen. */
export async function sampleOf(tx: Transaction, inspectionId: string): Promise<StoredSample> {
  const { seed, projectId, openedAt } = await getInspection(tx, inspectionId);
  const cases = await tx.query<{ id: string; stratum: RiskStratum; place: number | null }>(
    `SELECT household_id AS id, stratum, place FROM inspection_case WHERE inspection_id = $1
     ORDER BY place NULLS LAST, household_id`,
    [inspectionId],
  );
  if (seed === null) return { cases, confirmed: true };
  const project = await registeredProject(tx, projectId);
  const policy = await policyOfProject(tx, project, shanghaiDateOf(openedAt));
  const again = drawSample(cases, seed, policy).value.map(({ id }) => id);
  const stored = cases.filter(({ place }) => place !== null).map(({ id }) => id);
  return { cases, confirmed: again.length === stored.length && again.every((id, index) => id === stored[index]) };
}
