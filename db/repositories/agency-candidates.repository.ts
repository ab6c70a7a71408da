import { addDays, shanghaiDateOf } from '../../rules/dates.js';
import { isQualified } from '../../rules/selection/qualification.js';
import type { AgencyGrade } from '../../rules/selection/qualification.js';
import type { AgencyCandidate } from '../../rules/selection/candidates.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';

/** An entry's key and the track it is about. */
export interface OfTrackEntry {
  readonly entryId: string;
  readonly trackId: string;
}

export interface NominatedAgency {
  readonly agencyId: string;
  readonly grade: AgencyGrade;
  readonly certificateNumber: string;
  readonly certificateValidTo: string;
  /** Declared to have no interest in who works on the project. */
  readonly independent: boolean;
  /** The day it registered on the website; null where the town named it. */
  readonly registeredOn: string | null;
  /** Null: on the list. */
  readonly leftOutReason: string | null;
}

export interface Nomination {
  readonly votingDays: number;
  readonly place: string;
  readonly agencies: readonly NominatedAgency[];
}

/** An agency with the name people know it by; the name is unique. */
export interface NamedAgency {
  readonly agencyId: string;
  readonly name: string;
}

export async function storeNomination(
  tx: Transaction,
  { entryId, trackId }: OfTrackEntry,
  { votingDays, place, agencies }: Nomination,
): Promise<void> {
  await tx.query('INSERT INTO agency_nomination (entry_id, track_id, voting_days, place) VALUES ($1, $2, $3, $4)', [
    entryId,
    trackId,
    votingDays,
    place,
  ]);
  for (const [index, agency] of agencies.entries()) {
    await tx.query(
      `INSERT INTO agency_candidate (entry_id, position, agency_id, grade, certificate_number, certificate_valid_to,
         independent, registered_on, left_out_reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        entryId,
        index + 1,
        agency.agencyId,
        agency.grade,
        agency.certificateNumber,
        agency.certificateValidTo,
        agency.independent,
        agency.registeredOn,
        agency.leftOutReason,
      ],
    );
  }
}

/** Stores the call for registration of a track. */
export async function storeAgencyCall(
  tx: Transaction,
  { entryId, trackId }: OfTrackEntry,
  call: { readonly conditions: string; readonly registration: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO agency_call (entry_id, track_id, conditions, registration_address) VALUES ($1, $2, $3, $4)',
    [entryId, trackId, call.conditions, call.registration],
  );
}

/** Refuses agencies that did not register while the call of the project was published. */
export async function mustBeRegisteredInTime(
  tx: Transaction,
  projectId: string,
  agencies: readonly NominatedAgency[],
): Promise<void> {
  const call = await tx.maybeOne<{ from: string; to: string }>(
    `SELECT published_at AS "from", ends_at AS "to" FROM notice
     WHERE project_id = $1 AND kind = 'agency-call' AND published_at IS NOT NULL
     ORDER BY published_at DESC LIMIT 1`,
    [projectId],
  );
  if (call === undefined) throw refusal('STEP_OUT_OF_ORDER', '征集公告尚未公布，不能登记报名', 'R-19');
  const first = shanghaiDateOf(call.from);
  const last = addDays(shanghaiDateOf(call.to), -1);
  const outside = agencies.filter(
    ({ registeredOn }) => registeredOn === null || registeredOn < first || registeredOn > last,
  );
  if (outside.length === 0) return;
  const names = await organisationNames(
    tx,
    outside.map(({ agencyId }) => agencyId),
  );
  const who = [...names.values()].join('、');
  throw refusal('REQUEST_TOO_LATE', `${who}不是在报名期内（${first}至${last}）报名，不能登记`, 'R-19', 'candidates');
}

/** The standing list of a track, in its order, left out ones too. */
export async function nominationOf(
  tx: Transaction,
  trackId: string,
): Promise<(Omit<Nomination, 'agencies'> & { agencies: (NominatedAgency & NamedAgency)[] }) | undefined> {
  const head = await tx.maybeOne<{ entryId: string; votingDays: number; place: string }>(
    `SELECT fact.entry_id AS "entryId", voting_days AS "votingDays", place FROM agency_nomination fact
     JOIN task_entry entry ON entry.id = fact.entry_id
     WHERE track_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [trackId],
  );
  if (head === undefined) return undefined;
  const agencies = await tx.query<NominatedAgency & NamedAgency>(
    `SELECT agency_id AS "agencyId", name, grade, certificate_number AS "certificateNumber",
       certificate_valid_to AS "certificateValidTo", independent, registered_on AS "registeredOn",
       left_out_reason AS "leftOutReason"
     FROM agency_candidate JOIN organisation ON organisation.id = agency_id WHERE entry_id = $1 ORDER BY position`,
    [head.entryId],
  );
  return { votingDays: head.votingDays, place: head.place, agencies };
}

/** Those on the list. */
export async function candidatesOf(tx: Transaction, trackId: string): Promise<(NominatedAgency & NamedAgency)[]> {
  const nomination = await nominationOf(tx, trackId);
  return (nomination?.agencies ?? []).filter(({ leftOutReason }) => leftOutReason === null);
}

/** A nominated agency as the rule reads it on a day. */
export const candidateForRule = (agency: NominatedAgency, name: string, today: string): AgencyCandidate => ({
  id: agency.agencyId,
  name,
  qualified: isQualified(agency.grade, agency.certificateValidTo, today),
  affiliations: agency.independent ? [] : ['firm'],
});

/** Names of organisations by their ids. */
export async function organisationNames(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>('SELECT id, name FROM organisation WHERE id = ANY($1)', [
    ids,
  ]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
