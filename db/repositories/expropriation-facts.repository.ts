import type { Proceeding } from '../../rules/expropriation/proceedings.js';
import type { ReturnStep } from '../../rules/expropriation/return-steps.js';
import type { Transaction } from '../transaction.js';
import { storeFact } from './store-fact.js';

/** An entry's key and the track it is about. */
export interface OfTrack {
  readonly entryId: string;
  readonly trackId: string;
}

export interface StabilityRisk {
  readonly reportNumber: string;
  readonly heardPersons: number;
  readonly findings: string;
  readonly measures: string;
  readonly housingReady: boolean;
  readonly housing: string;
}

export interface ExecutiveMeeting {
  readonly heldOn: string;
  readonly minutesNumber: string;
  readonly present: number;
  readonly agreed: boolean;
  readonly opinion: string;
}

/** What the district government says beside its verdict: number of the decision, or what must change and why. */
export interface ExpropriationWords {
  readonly number: string | null;
  readonly returnTo: ReturnStep | null;
  readonly reason: string | null;
}

export interface LandApproval {
  readonly number: string;
  readonly authority: string;
  readonly approvedOn: string;
  readonly receivedOn: string;
}

/** A fact with the place of its entry in the order of all entries. */
type Standing<T> = T & { readonly entryId: string; readonly seq: bigint };

export async function storeRisk(
  tx: Transaction,
  { entryId, trackId }: OfTrack,
  risk: StabilityRisk,
  reportDocumentId: string | null,
): Promise<void> {
  await storeFact(tx, 'stability_risk', {
    entry_id: entryId,
    track_id: trackId,
    report_number: risk.reportNumber,
    heard_persons: risk.heardPersons,
    findings: risk.findings,
    measures: risk.measures,
    housing_ready: risk.housingReady,
    housing: risk.housing,
    report_document_id: reportDocumentId,
  });
}

export async function storeMitigation(
  tx: Transaction,
  { entryId, trackId }: OfTrack,
  mitigation: { readonly measures: string; readonly doneOn: string },
): Promise<void> {
  const { measures, doneOn } = mitigation;
  await storeFact(tx, 'risk_mitigation', { entry_id: entryId, track_id: trackId, measures, done_on: doneOn });
}

export async function storeMeeting(
  tx: Transaction,
  { entryId, trackId }: OfTrack,
  { heldOn, minutesNumber, present, agreed, opinion }: ExecutiveMeeting,
): Promise<void> {
  await storeFact(tx, 'executive_meeting', {
    entry_id: entryId,
    track_id: trackId,
    held_on: heldOn,
    minutes_number: minutesNumber,
    present,
    agreed,
    opinion,
  });
}

export async function storeWords(
  tx: Transaction,
  { entryId, trackId }: OfTrack,
  { number, returnTo, reason }: ExpropriationWords,
): Promise<void> {
  const words = { entry_id: entryId, track_id: trackId, number, return_to: returnTo, reason };
  await storeFact(tx, 'expropriation_words', words);
}

export async function storeLandApproval(
  tx: Transaction,
  { entryId, trackId }: OfTrack,
  { number, authority, approvedOn, receivedOn }: LandApproval,
): Promise<void> {
  await storeFact(tx, 'land_approval', {
    entry_id: entryId,
    track_id: trackId,
    number,
    authority,
    approved_on: approvedOn,
    received_on: receivedOn,
  });
}

/** What stands entered of the proceedings against a version of the decision; each entry names them all. */
export async function storeProceedings(
  tx: Transaction,
  { entryId, trackId }: OfTrack,
  version: number,
  proceedings: readonly Proceeding[],
): Promise<void> {
  await storeFact(tx, 'expropriation_remedies', { entry_id: entryId, track_id: trackId, version });
  for (const [index, { kind, authority, number, filedOn, endedOn, outcome, suspension }] of proceedings.entries()) {
    await storeFact(tx, 'expropriation_proceeding', {
      entry_id: entryId,
      position: index + 1,
      kind,
      authority,
      number,
      filed_on: filedOn,
      ended_on: endedOn,
      outcome,
      suspension,
    });
  }
}

const standing = (columns: string, table: string) =>
  `SELECT fact.entry_id AS "entryId", entry.seq, ${columns} FROM ${table} fact
   JOIN task_entry entry ON entry.id = fact.entry_id
   WHERE fact.track_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`;

export async function riskOf(tx: Transaction, trackId: string): Promise<Standing<StabilityRisk> | undefined> {
  return tx.maybeOne(
    standing(
      `report_number AS "reportNumber", heard_persons AS "heardPersons", findings, measures,
       housing_ready AS "housingReady", housing`,
      'stability_risk',
    ),
    [trackId],
  );
}

export async function meetingOf(tx: Transaction, trackId: string): Promise<Standing<ExecutiveMeeting> | undefined> {
  return tx.maybeOne(
    standing(
      `held_on::text AS "heldOn", minutes_number AS "minutesNumber", present, agreed, opinion`,
      'executive_meeting',
    ),
    [trackId],
  );
}

export async function wordsOf(tx: Transaction, trackId: string): Promise<Standing<ExpropriationWords> | undefined> {
  return tx.maybeOne(standing('number, return_to AS "returnTo", reason', 'expropriation_words'), [trackId]);
}

export async function landApprovalOf(tx: Transaction, trackId: string): Promise<Standing<LandApproval> | undefined> {
  return tx.maybeOne(
    standing(
      `number, authority, approved_on::text AS "approvedOn", received_on::text AS "receivedOn"`,
      'land_approval',
    ),
    [trackId],
  );
}

/** Reviews and suits against the decision of a track that counts now, as they stand. */
export async function proceedingsOf(tx: Transaction, trackId: string): Promise<Proceeding[]> {
  return tx.query<Proceeding>(
    `SELECT kind, authority, number, filed_on::text AS "filedOn", ended_on::text AS "endedOn", outcome, suspension
     FROM expropriation_proceedings($1) ORDER BY position`,
    [trackId],
  );
}
