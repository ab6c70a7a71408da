import type { CourtPaper } from '../../rules/expropriation/enforcement.js';
import type { ConfirmedRemedies } from '../../rules/expropriation/confirm-remedies.js';
import type { DecisionPaper, UnclearOwnerPaper } from '../../rules/expropriation/compensation-decision.js';
import type { CompensationChoice } from '../../rules/vocabulary/cases.js';
import type { Transaction } from '../transaction.js';

/** An entry's key and the decision it is about. */
export interface OfDecision {
  readonly entryId: string;
  readonly decisionId: string;
}

/** The department's report with the two ways of compensation it offers. Money in fen, areas in 0.01 m². */
export interface DecisionReport {
  readonly calculationId: string;
  readonly amountFen: bigint;
  readonly ownerUnclear: boolean;
  readonly exchangeHouse: string;
  readonly exchangeAreaHundredths: bigint;
  readonly exchangeValueFen: bigint;
  readonly temporaryHousing: string | null;
}

export interface Paper<P extends string> {
  readonly paper: P;
  /** Number of the paper, or where it is kept. */
  readonly reference: string;
}

export interface Service {
  readonly servedOn: string;
  readonly manner: string;
  readonly witness: string | null;
}

export interface Hearing {
  readonly heardOn: string;
  readonly opinion: string;
  readonly mediationOn: string | null;
  readonly mediationResult: string | null;
}

export interface CourtApplication {
  readonly court: string;
  readonly depositedFen: bigint;
  readonly houseProvided: string | null;
}

/** What the household took of the two ways that the decision offers, and when. */
export interface ChosenCompensation {
  readonly choice: CompensationChoice;
  readonly chosenOn: string;
}

export interface CourtRuling {
  readonly ruledOn: string;
  readonly ruling: string;
}

/** A fact with the place of its entry in the order of all entries. */
type Standing<T> = T & { readonly entryId: string; readonly seq: bigint };

export async function storeReport(
  tx: Transaction,
  { entryId, decisionId }: OfDecision,
  report: DecisionReport,
): Promise<void> {
  await tx.query(
    `INSERT INTO compensation_report (entry_id, decision_id, calculation_id, amount_fen, owner_unclear, exchange_house,
       exchange_area_hundredths, exchange_value_fen, temporary_housing) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      entryId,
      decisionId,
      report.calculationId,
      report.amountFen,
      report.ownerUnclear,
      report.exchangeHouse,
      report.exchangeAreaHundredths,
      report.exchangeValueFen,
      report.temporaryHousing,
    ],
  );
}

export async function storePapers(tx: Transaction, entryId: string, papers: readonly Paper<string>[]): Promise<void> {
  await tx.query(
    `INSERT INTO decision_paper (entry_id, paper, reference)
     SELECT $1, paper, reference FROM jsonb_to_recordset($2::jsonb) AS row (paper text, reference text)`,
    [entryId, JSON.stringify(papers)],
  );
}

export async function storeService(
  tx: Transaction,
  { entryId, decisionId }: OfDecision,
  act: ServedAct,
  { servedOn, manner, witness }: Service,
): Promise<void> {
  await tx.query(
    `INSERT INTO decision_service (entry_id, decision_id, act, served_on, manner, witness)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [entryId, decisionId, act, servedOn, manner, witness],
  );
}

export async function storeHearing(
  tx: Transaction,
  { entryId, decisionId }: OfDecision,
  { heardOn, opinion, mediationOn, mediationResult }: Hearing,
): Promise<void> {
  await tx.query(
    `INSERT INTO decision_hearing (entry_id, decision_id, heard_on, opinion, mediation_on, mediation_result)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [entryId, decisionId, heardOn, opinion, mediationOn, mediationResult],
  );
}

export async function storeRemedies(
  tx: Transaction,
  { entryId, decisionId }: OfDecision,
  facts: ConfirmedRemedies,
): Promise<void> {
  await tx.query(
    `INSERT INTO decision_remedy (entry_id, decision_id, review_filed_on, review_result_served_on, suit_filed_on,
       judged_on, annulled, moved_out) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      entryId,
      decisionId,
      facts.reviewFiledOn,
      facts.reviewResultServedOn,
      facts.suitFiledOn,
      facts.judgedOn,
      facts.annulled,
      facts.movedOut,
    ],
  );
}

export async function storeApplication(
  tx: Transaction,
  { entryId, decisionId }: OfDecision,
  { court, depositedFen, houseProvided }: CourtApplication,
): Promise<void> {
  await tx.query(
    `INSERT INTO court_application (entry_id, decision_id, court, deposited_fen, house_provided)
     VALUES ($1, $2, $3, $4, $5)`,
    [entryId, decisionId, court, depositedFen, houseProvided],
  );
}

export async function storeRuling(
  tx: Transaction,
  { entryId, decisionId }: OfDecision,
  { ruledOn, ruling }: CourtRuling,
): Promise<void> {
  await tx.query('INSERT INTO court_ruling (entry_id, decision_id, ruled_on, ruling) VALUES ($1, $2, $3, $4)', [
    entryId,
    decisionId,
    ruledOn,
    ruling,
  ]);
}

export async function storeChoice(
  tx: Transaction,
  { entryId, decisionId }: OfDecision,
  { choice, chosenOn }: ChosenCompensation,
): Promise<void> {
  await tx.query('INSERT INTO decision_choice (entry_id, decision_id, choice, chosen_on) VALUES ($1, $2, $3, $4)', [
    entryId,
    decisionId,
    choice,
    chosenOn,
  ]);
}

const standing = (columns: string, table: string, also = '') =>
  `SELECT fact.entry_id AS "entryId", entry.seq, ${columns} FROM ${table} fact
   JOIN task_entry entry ON entry.id = fact.entry_id
   WHERE fact.decision_id = $1 AND entry.superseded_at IS NULL ${also} ORDER BY entry.seq DESC LIMIT 1`;

export async function reportOf(tx: Transaction, decisionId: string): Promise<Standing<DecisionReport> | undefined> {
  return tx.maybeOne(
    standing(
      `calculation_id AS "calculationId", amount_fen AS "amountFen", owner_unclear AS "ownerUnclear",
       exchange_house AS "exchangeHouse", exchange_area_hundredths AS "exchangeAreaHundredths",
       exchange_value_fen AS "exchangeValueFen", temporary_housing AS "temporaryHousing"`,
      'compensation_report',
    ),
    [decisionId],
  );
}

export async function papersOf<P extends DecisionPaper | UnclearOwnerPaper | CourtPaper>(
  tx: Transaction,
  entryId: string,
): Promise<Paper<P>[]> {
  return tx.query<Paper<P>>('SELECT paper, reference FROM decision_paper WHERE entry_id = $1 ORDER BY paper', [
    entryId,
  ]);
}

/** Acts by which something is handed to the household. */
export type ServedAct = 'serve-decision-report' | 'serve-decision' | 'demand-performance';

export async function serviceOf(
  tx: Transaction,
  decisionId: string,
  act: ServedAct,
): Promise<Standing<Service> | undefined> {
  return tx.maybeOne(
    standing('served_on AS "servedOn", manner, witness', 'decision_service', `AND fact.act = '${act}'`),
    [decisionId],
  );
}

export async function hearingOf(tx: Transaction, decisionId: string): Promise<Standing<Hearing> | undefined> {
  return tx.maybeOne(
    standing(
      `heard_on AS "heardOn", opinion, mediation_on AS "mediationOn", mediation_result AS "mediationResult"`,
      'decision_hearing',
    ),
    [decisionId],
  );
}

export async function remediesOf(
  tx: Transaction,
  decisionId: string,
): Promise<Standing<ConfirmedRemedies> | undefined> {
  return tx.maybeOne(
    standing(
      `review_filed_on AS "reviewFiledOn", review_result_served_on AS "reviewResultServedOn",
       suit_filed_on AS "suitFiledOn", judged_on AS "judgedOn", annulled, moved_out AS "movedOut"`,
      'decision_remedy',
    ),
    [decisionId],
  );
}

export async function applicationOf(
  tx: Transaction,
  decisionId: string,
): Promise<Standing<CourtApplication> | undefined> {
  return tx.maybeOne(
    standing('court, deposited_fen AS "depositedFen", house_provided AS "houseProvided"', 'court_application'),
    [decisionId],
  );
}

export async function rulingOf(tx: Transaction, decisionId: string): Promise<Standing<CourtRuling> | undefined> {
  return tx.maybeOne(standing('ruled_on AS "ruledOn", ruling', 'court_ruling'), [decisionId]);
}

export async function choiceOf(tx: Transaction, decisionId: string): Promise<Standing<ChosenCompensation> | undefined> {
  return tx.maybeOne(standing('choice, chosen_on AS "chosenOn"', 'decision_choice'), [decisionId]);
}
