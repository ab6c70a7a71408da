import type { IsoDate } from '../../rules/dates.js';
import type { StaffCertificate } from '../../rules/staff/certificate.js';
import type { Contact } from '../../rules/staff/rotation.js';
import type { Transaction } from '../transaction.js';
import { appendEntry } from './ledger.repository.js';

/** A person of a firm, as the list of staff shows it. */
export interface StaffRow {
  readonly id: string;
  readonly number: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly firmName: string;
  readonly outcome: 'hired' | 'refused' | null;
}

/** Everybody on the register of staff; of one firm, or of all. */
export async function listStaff(tx: Transaction, firmId: string | null): Promise<StaffRow[]> {
  return tx.query<StaffRow>(
    `SELECT member.id, member.number, account_id AS "accountId", display_name AS "displayName", firm.name AS "firmName",
       outcome
     FROM staff_member member JOIN account ON account.id = account_id
     JOIN organisation firm ON firm.id = firm_organisation_id
     WHERE $1::uuid IS NULL OR firm_organisation_id = $1 ORDER BY member.number`,
    [firmId],
  );
}

export async function certificatesOfPersons(
  tx: Transaction,
  accountIds: readonly string[],
): Promise<StaffCertificate[]> {
  return tx.query<StaffCertificate>(
    `SELECT account_id AS "personId", number, valid_from AS "validFrom", valid_to AS "validTo" FROM staff_certificate
     WHERE account_id = ANY($1) ORDER BY valid_from`,
    [accountIds],
  );
}

/** Every contact with a household by two officers: surveys, negotiations, signatures of one round. */
export async function contactsOf(tx: Transaction, firmId: string | null): Promise<Contact[]> {
  return tx.query<Contact>(
    `SELECT array_agg(person_id::text ORDER BY person_id) AS "officerIds"
     FROM case_act JOIN account ON account.id = person_id
     WHERE act IN ('survey-area', 'negotiate', 'sign-as-officer') AND withdrawn_at IS NULL
       AND ($1::uuid IS NULL OR organisation_id = $1)
     GROUP BY case_id, act, round HAVING count(DISTINCT person_id) = 2`,
    [firmId],
  );
}

/** Training of people of towns, villages and committees. */
export interface Outreach {
  readonly audience: string;
  readonly topic: string;
  readonly heldOn: IsoDate;
  readonly hours: number;
  readonly participants: number;
}

export async function recordOutreach(
  tx: Transaction,
  organisationId: string,
  outreach: Outreach,
  recordedBy: string,
): Promise<string> {
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO outreach_training (organisation_id, audience, topic, held_on, hours, participants, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [
      organisationId,
      outreach.audience,
      outreach.topic,
      outreach.heldOn,
      outreach.hours,
      outreach.participants,
      recordedBy,
    ],
  );
  const payload = { hours: outreach.hours, participants: outreach.participants, heldOn: outreach.heldOn };
  await appendEntry(tx, { caseId: id, kind: 'outreach-held', actorId: recordedBy, clauses: ['R-66'], payload });
  return id;
}

export async function listOutreach(tx: Transaction, firmId: string | null): Promise<(Outreach & { id: string })[]> {
  return tx.query<Outreach & { id: string }>(
    `SELECT id, audience, topic, held_on AS "heldOn", hours, participants FROM outreach_training
     WHERE $1::uuid IS NULL OR organisation_id = $1 ORDER BY held_on DESC, id LIMIT 100`,
    [firmId],
  );
}
