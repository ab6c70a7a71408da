import { addDays, endOfDay, shanghaiDateOf, withMilliseconds } from '../../rules/dates.js';
import type { IsoDate, IsoInstant } from '../../rules/dates.js';
import { remedyState } from '../../rules/expropriation/remedies.js';
import type { RemedyState } from '../../rules/expropriation/remedies.js';
import { periodEnd } from '../../rules/period.js';
import type { Policy } from '../../rules/policy/policies.js';
import { formatYuan } from '../../rules/units.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import { Project } from '../entities/project.entity.js';
import { NotFoundError, refusal } from '../errors.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import { remediesOf, reportOf, serviceOf } from './decision-facts.repository.js';
import { mustFind } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { createNotice } from './notices.repository.js';
import { policyOfProject } from './policy-book.js';

/** The case of a decision on a household that has not signed. */
export interface CompensationDecision {
  readonly id: string;
  readonly projectId: string;
  readonly householdId: string;
  readonly caseNumber: string;
  readonly number: string;
  readonly mode: Mode;
  readonly policyVersion: string;
  readonly registeredOn: IsoDate;
}

export async function getDecision(tx: Transaction, decisionId: string): Promise<CompensationDecision> {
  const decision = await tx.maybeOne<CompensationDecision>(
    `SELECT decision.id, decision.project_id AS "projectId", household_id AS "householdId",
       case_number AS "caseNumber", decision.number, signing_mode(decision.project_id) AS mode,
       policy_version AS "policyVersion", registered_on AS "registeredOn"
     FROM compensation_decision decision JOIN household ON household.id = household_id
       JOIN project ON project.id = decision.project_id WHERE decision.id = $1`,
    [decisionId],
  );
  if (decision === undefined) throw new NotFoundError('compensation-decision', decisionId);
  return decision;
}

/** The figures that hold for the project of a decision today. */
export const policyOfDecision = (
  tx: Transaction,
  { projectId, policyVersion, registeredOn }: CompensationDecision,
): Promise<Policy> => policyOfProject(tx, { id: projectId, policyVersion, registeredOn });

/** Has the household signed meanwhile? Then there is nothing to decide. */
export async function hasSealedAgreement(tx: Transaction, householdId: string): Promise<boolean> {
  const rows = await tx.query(`SELECT FROM agreement WHERE household_id = $1 AND status IN ('sealed', 'effective')`, [
    householdId,
  ]);
  return rows.length > 0;
}

/** Issues the decision on exactly the report that was approved, and prepares its notice in the scope. Once per report. */
export async function issueDecision(tx: Transaction, decisionId: string): Promise<{ noticeId: string }> {
  const decision = await getDecision(tx, decisionId);
  const report = await reportOf(tx, decisionId);
  if (report === undefined) throw refusal('PAPER_MISSING', '没有补偿决定报告，不能作出决定', 'R-6');
  await tx.query(
    `INSERT INTO decision_issued (decision_id, version, report_entry_id)
     SELECT $1, coalesce(max(version), 0) + 1, $2 FROM decision_issued WHERE decision_id = $1`,
    [decisionId, report.entryId],
  );
  const noticeId = await createNotice(tx, await mustFind(tx, Project, { id: decision.projectId }), {
    kind: 'compensation-decision',
    summary: `区人民政府对未在签约期内达成协议的一户作出补偿决定（${decision.number}），货币补偿或产权调换由该户选择。`,
    rows: [{ caseNumber: decision.caseNumber, totalYuan: formatYuan(report.amountFen) }],
  });
  const payload = { reportEntryId: report.entryId, amountFen: report.amountFen };
  for (const caseId of [decisionId, decision.householdId]) {
    await appendEntry(tx, {
      caseId,
      kind: 'decision-issued',
      actorId: SYSTEM_ACTOR,
      clauses: ['R-5', 'R-15'],
      payload,
    });
  }
  return { noticeId };
}

/** Where the remedies against a decision stand; with the last day on which the household has to move. */
export interface Enforceability {
  readonly remedy: RemedyState;
  readonly servedOn: IsoDate;
  readonly moveOutBy: IsoDate;
  readonly movedOut: boolean;
  readonly demandServedOn: IsoDate | null;
}

export async function enforceability(tx: Transaction, decision: CompensationDecision): Promise<Enforceability> {
  const policy = await policyOfDecision(tx, decision);
  const served = await serviceOf(tx, decision.id, 'serve-decision');
  if (served === undefined) throw refusal('TRANSITION_FORBIDDEN', '补偿决定尚未送达', '征收与补偿条例第26条');
  const { servedOn } = served;
  const confirmed = await remediesOf(tx, decision.id);
  // What was found out about an earlier decision says nothing about this one.
  const own = confirmed !== undefined && confirmed.seq > served.seq ? confirmed : undefined;
  const demand = await serviceOf(tx, decision.id, 'demand-performance');
  const facts = {
    servedOn,
    reviewFiledOn: own?.reviewFiledOn ?? null,
    reviewResultServedOn: own?.reviewResultServedOn ?? null,
    suitFiledOn: own?.suitFiledOn ?? null,
    judgedOn: own?.judgedOn ?? null,
  };
  return {
    remedy: remedyState(facts, await tx.today(), holidayCalendar, policy),
    servedOn,
    moveOutBy: periodEnd(servedOn, policy.decision.moveOut.value, holidayCalendar).lastDay,
    movedOut: own?.movedOut ?? false,
    demandServedOn: demand !== undefined && demand.seq > served.seq ? demand.servedOn : null,
  };
}

/** How often remedies and performance are looked at while they run: days. */
const LOOK_EVERY_DAYS = 30;

/** When remedies and performance are to be looked at next: monthly, and when the last period of remedies is over. */
export async function watchRemedies(tx: Transaction, decisionId: string): Promise<{ remedyCheckAt: IsoInstant }> {
  const { remedy } = await enforceability(tx, await getDecision(tx, decisionId));
  const nextMonth = endOfDay(addDays(shanghaiDateOf(await tx.now()), LOOK_EVERY_DAYS));
  const periodOver = remedy.state === 'open' && remedy.until !== null ? endOfDay(remedy.until) : nextMonth;
  return { remedyCheckAt: withMilliseconds(periodOver < nextMonth ? periodOver : nextMonth) };
}

/** When the demand has run its ten working days (行政强制法 art 54). */
export async function watchDemand(tx: Transaction, decisionId: string): Promise<{ demandEndsAt: IsoInstant }> {
  const decision = await getDecision(tx, decisionId);
  const { demandServedOn } = await enforceability(tx, decision);
  if (demandServedOn === null) throw refusal('DEMAND_MISSING', '尚未书面催告，请先催告并送达', '行政强制法第54条');
  const policy = await policyOfDecision(tx, decision);
  const { endsAt } = periodEnd(demandServedOn, policy.decision.demand.value, holidayCalendar);
  return { demandEndsAt: withMilliseconds(endsAt) };
}

/** Is the expropriation itself set aside, or its execution suspended? Then nothing is decided or enforced (art 14). */
export async function isHalted(tx: Transaction, decisionId: string): Promise<boolean> {
  const { halted } = await tx.one<{ halted: boolean }>('SELECT decision_halted($1) AS halted', [decisionId]);
  return halted;
}

/** A decision as it was issued last, with what it offers. Money in fen, the area in 0.01 m². */
export interface IssuedDecision {
  readonly decisionId: string;
  readonly number: string;
  readonly issuedAt: IsoInstant;
  readonly amountFen: bigint;
  readonly exchangeHouse: string;
  readonly exchangeAreaHundredths: bigint;
  readonly exchangeValueFen: bigint;
}

/** The decision on a household, from the day it was issued on; undefined before, and once it was withdrawn. */
export async function issuedToHousehold(tx: Transaction, householdId: string): Promise<IssuedDecision | undefined> {
  return tx.maybeOne<IssuedDecision>(
    `SELECT decision.id AS "decisionId", decision.number, issued_at AS "issuedAt", amount_fen AS "amountFen",
       exchange_house AS "exchangeHouse", exchange_area_hundredths AS "exchangeAreaHundredths",
       exchange_value_fen AS "exchangeValueFen"
     FROM compensation_decision decision JOIN decision_issued issued ON issued.decision_id = decision.id
       JOIN compensation_report report ON report.entry_id = report_entry_id
       LEFT JOIN decision_outcome outcome ON outcome.decision_id = decision.id
     WHERE household_id = $1 AND outcome.outcome IS DISTINCT FROM 'withdrawn' ORDER BY version DESC LIMIT 1`,
    [householdId],
  );
}
