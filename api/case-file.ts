import type { CaseView } from '../db/repositories/case-view.repository.js';
import { caseView } from '../db/repositories/case-view.repository.js';
import type { Transaction } from '../db/transaction.js';
import type * as contract from './contract/index.js';
import { actRecordOf, agreementOf, calculationOf } from './present/agreement.js';
import { determinationOf, documentOf, householdFacts, negotiationOf, surveyOf } from './present/household.js';
import { objectionOf } from './present/notice.js';
import { People } from './present/people.js';

/** The facts of one household's case in the words of the API, with what later questions need of the raw rows. */
export interface CaseFile {
  /** The rows themselves, for questions of ids. */
  readonly rows: CaseView;
  readonly household: contract.HouseholdFacts;
  readonly surveys: contract.AreaSurvey[];
  readonly determinations: contract.AreaDetermination[];
  readonly negotiations: contract.Negotiation[];
  readonly calculations: contract.Calculation[];
  readonly agreements: contract.Agreement[];
  readonly documents: contract.BagDocument[];
  readonly objections: contract.Objection[];
  readonly acts: contract.RecordedAct[];
}

async function mediaTypesOf(tx: Transaction, { documents }: CaseView): Promise<Map<string, string>> {
  const rows = await tx.query<{ hash: string; type: string }>(
    'SELECT content_hash AS hash, media_type AS type FROM document_blob WHERE content_hash = ANY($1)',
    [documents.map(({ contentHash }) => contentHash)],
  );
  return new Map(rows.map(({ hash, type }) => [hash, type]));
}

/** Everybody who acted on a case. */
const personsIn = (rows: CaseView): string[] => [
  ...rows.surveys.map(({ officerId }) => officerId),
  ...rows.determinations.map(({ determinedBy }) => determinedBy),
  ...rows.negotiations.map(({ officerId }) => officerId),
  ...rows.signatures.map(({ personId }) => personId),
  ...rows.documents.map(({ uploadedBy }) => uploadedBy),
  ...rows.acts.map(({ personId }) => personId),
];

/** Reads everything on one household, oldest first: a fixed number of questions, however long the case is. */
export async function readCaseFile(tx: Transaction, householdId: string): Promise<CaseFile> {
  const rows = await caseView(tx, householdId);
  const people = await People.of(tx, personsIn(rows));
  return {
    rows,
    household: householdFacts(rows.household),
    surveys: rows.surveys.map(surveyOf(people)),
    determinations: rows.determinations.map(determinationOf(people)),
    negotiations: rows.negotiations.map(negotiationOf(people)),
    calculations: rows.calculations.map(calculationOf),
    agreements: rows.agreements.map(agreementOf(people, rows.signatures)),
    documents: rows.documents.map(documentOf(people, await mediaTypesOf(tx, rows))),
    objections: rows.objections.map(objectionOf),
    acts: rows.acts.map(actRecordOf(people)),
  };
}

/** The version of the agreement that stands; null while there is none. */
export const standingAgreement = ({ agreements }: Pick<CaseFile, 'agreements'>): contract.Agreement | null =>
  agreements.findLast(({ status }) => status !== 'superseded') ?? null;

export const standingCalculation = ({ calculations }: Pick<CaseFile, 'calculations'>): contract.Calculation | null =>
  calculations.findLast(({ superseded }) => !superseded) ?? null;

export const standingDetermination = ({
  determinations,
}: Pick<CaseFile, 'determinations'>): contract.AreaDetermination | null =>
  determinations.findLast(({ status }) => status !== 'superseded') ?? null;
