import { endOfDay, shanghaiDateOf } from '../../rules/dates.js';
import { drawFileText } from '../../rules/draw/draw-file.js';
import { entryOfLine, seedOfParties } from '../../rules/draw/draw-record.js';
import { verifyDraw } from '../../rules/draw/verify-draw.js';
import { DRAW_PARTIES } from '../../rules/supervision/draw-parties.js';
import { drawSample, sampleSizes } from '../../rules/supervision/draw-sample.js';
import { riskStratumOf } from '../../rules/supervision/risk-stratum.js';
import type { CaseRisk, RiskStratum } from '../../rules/supervision/risk-stratum.js';
import type { InspectionSide } from '../../rules/supervision/inspection-terms.js';
import { periodEnd } from '../../rules/period.js';
import { holidayCalendar } from '../holidays.js';
import { BusinessError } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { getInspection, openInspection } from './inspections.repository.js';
import { announceDraw, concludeDraw, revealShare } from './draws.repository.js';
import type { DrawPerson } from './draws.repository.js';
import { drawFacts } from './draw-records.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { registeredProject } from './projects.repository.js';
import { policyOfProject } from './policy-book.js';

interface RiskRow extends CaseRisk {
  readonly id: string;
  readonly number: string;
}

const RISKS = `
  SELECT household.id, household.number, coalesce(agreement.total_fen, 0) AS "totalFen",
    (SELECT count(*)::int FROM case_act WHERE case_id = household.id AND verdict = 'returned') AS returns,
    household.id IN (SELECT parent_cases(reviewed.case_kind, reviewed.case_id) FROM
      (SELECT DISTINCT case_kind, case_id FROM case_act WHERE case_kind = 'review') reviewed) AS "publicReview",
    hardship_persons > 0 AS hardship,
    EXISTS (SELECT FROM objection WHERE objection.household_id = household.id) AS complaint
  FROM household LEFT JOIN agreement ON agreement.household_id = household.id AND agreement.status <> 'superseded'
  WHERE project_id = $1 ORDER BY household.id`;

/** Opening one that a person asks for. */
export interface AskedInspection {
  readonly projectId: string;
  readonly side: InspectionSide;
  readonly reason: string;
  readonly openedBy: string;
}

const policyOf = async (tx: Transaction, projectId: string) =>
  policyOfProject(tx, await registeredProject(tx, projectId));

/** 事件检查: opened at once, for an incident. */
export async function openIncidentInspection(tx: Transaction, asked: AskedInspection): Promise<string> {
  const { stage } = (await policyOf(tx, asked.projectId)).inspection;
  const dueOn = periodEnd(await tx.today(), stage.value, holidayCalendar).lastDay;
  return openInspection(tx, { ...asked, kind: 'incident', dueOn });
}

/**
 * 随机抽查: announces the list of the cases with their strata, before anybody knows the seed. Several parties then
 * make the seed (draw-parties.ts), so that whoever opens it cannot choose who is drawn. Answers the id of the draw.
 */
export async function announceSample(tx: Transaction, asked: AskedInspection): Promise<string> {
  const policy = await policyOf(tx, asked.projectId);
  const risks = await tx.query<RiskRow>(RISKS, [asked.projectId]);
  const cases = risks.map((risk) => ({ ...risk, stratum: riskStratumOf(risk, policy) }));
  const sizes = sampleSizes(cases, policy);
  if (!sizes.passed) throw new BusinessError(sizes.findings);
  const { lastDay } = periodEnd(await tx.today(), policy.inspection.sampleSeed.value, holidayCalendar);
  const { name } = await registeredProject(tx, asked.projectId);
  return announceDraw(tx, {
    ...{ kind: 'inspection-sample', method: 'parties', caseId: asked.projectId, projectId: asked.projectId },
    ...{ side: asked.side, subject: `${name}随机抽查`, reason: asked.reason, announcedBy: asked.openedBy },
    entries: cases.map(({ id, number, stratum }) => ({ group: stratum, key: id, label: number })),
    take: sizes.value,
    parties: DRAW_PARTIES[asked.side],
    seedSource: '各方先承诺、后公开的数',
    seedDueAt: endOfDay(lastDay),
  });
}

/** A party shows its number; with the last one the sample is drawn and its inspection opens. Answers its id, or null. */
export async function revealForSample(
  tx: Transaction,
  person: DrawPerson,
  shown: { readonly salt: string; readonly value: string },
): Promise<string | null> {
  if (!(await revealShare(tx, person, shown))) return null;
  const { drawId } = person;
  const { projectId, side, reason, announcedBy, record } = await drawFacts(tx, drawId);
  if (side === null || reason === null) throw new Error(`Draw ${drawId} is no sample`);
  const seed = seedOfParties(record.parties);
  const drawn = await concludeDraw(tx, drawId, seed);
  const { stage } = (await policyOf(tx, projectId)).inspection;
  const dueOn = periodEnd(await tx.today(), stage.value, holidayCalendar).lastDay;
  const asked = { projectId, side, reason, openedBy: announcedBy, dueOn, drawn: { drawId, seed } };
  const id = await openInspection(tx, { ...asked, kind: 'random' });
  await storeSample(tx, id, record.list, drawn);
  const payload = { draw: drawId, seed, cases: record.list.length, drawn: drawn.length };
  await appendEntry(tx, { caseId: id, kind: 'sample-drawn', actorId: SYSTEM_ACTOR, clauses: ['R-70'], payload });
  return id;
}

async function storeSample(
  tx: Transaction,
  inspectionId: string,
  list: readonly string[],
  drawn: readonly string[],
): Promise<void> {
  const places = new Map(
    drawn.map((line, index) => {
      const [, key = '', proof] = line.split('\t');
      return [key, { place: index + 1, proof }];
    }),
  );
  const cases = list.map(entryOfLine).map(({ group: stratum, key: id }) => ({ id, stratum, ...places.get(id) }));
  await tx.query(
    `INSERT INTO inspection_case (inspection_id, household_id, stratum, place, proof)
     SELECT $1, id, stratum, place, proof FROM jsonb_to_recordset($2::jsonb)
       AS row (id uuid, stratum text, place integer, proof text)`,
    [inspectionId, JSON.stringify(cases)],
  );
}

export interface StoredSample {
  readonly cases: readonly { readonly id: string; readonly stratum: RiskStratum; readonly place: number | null }[];
  /** Drawn again from the stored seed and cases: the same households in the same order? */
  readonly confirmed: boolean;
}

/** The sample of an inspection, drawn again with its own seed so that anyone sees that it was not chosen. */
export async function sampleOf(tx: Transaction, inspectionId: string): Promise<StoredSample> {
  const { seed, drawId, projectId, openedAt } = await getInspection(tx, inspectionId);
  const cases = await tx.query<{ id: string; stratum: RiskStratum; place: number | null }>(
    `SELECT household_id AS id, stratum, place FROM inspection_case WHERE inspection_id = $1
     ORDER BY place NULLS LAST, household_id`,
    [inspectionId],
  );
  if (seed === null) return { cases, confirmed: true };
  const again =
    drawId === null ? await drawnBefore(tx, { projectId, seed, openedAt }, cases) : await drawnAgain(tx, drawId);
  const stored = cases.filter(({ place }) => place !== null).map(({ id }) => id);
  return { cases, confirmed: again.length === stored.length && again.every((id, index) => id === stored[index]) };
}

/** What the record of the draw comes to when it is recomputed; nobody where it does not hold. */
async function drawnAgain(tx: Transaction, drawId: string): Promise<string[]> {
  const { record } = await drawFacts(tx, drawId);
  return verifyDraw(drawFileText(record)).ok ? record.result.map((line) => entryOfLine(line).key) : [];
}

/** Samples from before draws were announced: by the seed of the inspection and the shares of that day. */
async function drawnBefore(
  tx: Transaction,
  { projectId, seed, openedAt }: { readonly projectId: string; readonly seed: string; readonly openedAt: string },
  cases: StoredSample['cases'],
): Promise<string[]> {
  const policy = await policyOfProject(tx, await registeredProject(tx, projectId), shanghaiDateOf(openedAt));
  return drawSample(cases, seed, policy).value.map(({ id }) => id);
}
