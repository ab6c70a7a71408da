import type { IsoDate } from '../../rules/dates.js';
import type { StaffOrigin, TrainingForm } from '../../rules/staff/staff-terms.js';
import type { Certification } from '../../rules/staff/may-certify.js';
import type { TrainingKind, TrainingSession } from '../../rules/staff/training.js';
import { NotFoundError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { appendEntry } from './ledger.repository.js';
import { emit } from './outbox.repository.js';

/** A person proposed for, or working at, a firm. */
export interface StaffMember {
  readonly id: string;
  readonly number: string;
  readonly accountId: string;
  readonly firmOrganisationId: string;
  readonly origin: StaffOrigin;
  readonly reason: string;
  readonly ties: string | null;
  readonly proposedBy: string | null;
  readonly outcome: 'hired' | 'refused' | null;
}

const COLUMNS = `id, number, account_id AS "accountId", firm_organisation_id AS "firmOrganisationId", origin, reason,
  ties, proposed_by AS "proposedBy", outcome`;

export async function getStaffMember(tx: Transaction, id: string): Promise<StaffMember> {
  const member = await tx.maybeOne<StaffMember>(`SELECT ${COLUMNS} FROM staff_member WHERE id = $1`, [id]);
  if (member === undefined) throw new NotFoundError('staff_member', id);
  return member;
}

export async function staffMemberOf(tx: Transaction, accountId: string): Promise<StaffMember | undefined> {
  return tx.maybeOne<StaffMember>(
    `SELECT ${COLUMNS} FROM staff_member WHERE account_id = $1 AND outcome IS DISTINCT FROM 'refused'`,
    [accountId],
  );
}

export interface Proposal {
  readonly accountId: string;
  readonly origin: Exclude<StaffOrigin, 'existing'>;
  readonly reason: string;
  /** Null: nothing was declared, and nobody may be hired. */
  readonly ties: string | null;
}

/** 推荐录用: a person of the firm's own, not on the register yet. Tells of it, which starts the admission. */
export async function proposeStaff(tx: Transaction, proposal: Proposal, proposedBy: string): Promise<string> {
  await tx.lock('staff-members');
  const own = await tx.maybeOne<{ id: string }>(
    `SELECT account.organisation_id AS id FROM account JOIN account proposer USING (organisation_id)
     WHERE account.id = $1 AND proposer.id = $2`,
    [proposal.accountId, proposedBy],
  );
  if (own === undefined) {
    throw refusal('ORGANISATION_EXCLUDED', '只能推荐本单位的人员，请先由系统管理员建立账号', 'R-62', 'accountId');
  }
  if (await staffMemberOf(tx, proposal.accountId)) {
    throw refusal('ALREADY_DONE', '该人员已在人员名册中，不必再次推荐', 'R-62', 'accountId');
  }
  const { id, number } = await insertMember(tx, { ...proposal, firmOrganisationId: own.id, proposedBy, outcome: null });
  await appendEntry(tx, {
    caseId: id,
    kind: 'case-opened',
    actorId: proposedBy,
    clauses: ['R-62'],
    payload: { accountId: proposal.accountId, origin: proposal.origin },
  });
  const variables = { staffMemberId: id, caseNumber: number };
  await emit(tx, [{ name: 'staff-proposed', correlationKey: id, variables }]);
  return id;
}

interface NewMember {
  readonly accountId: string;
  readonly firmOrganisationId: string;
  readonly origin: StaffOrigin;
  readonly reason: string;
  readonly ties: string | null;
  readonly proposedBy: string | null;
  readonly outcome: 'hired' | null;
}

export async function insertMember(tx: Transaction, member: NewMember): Promise<{ id: string; number: string }> {
  await tx.lock('staff-members');
  return tx.one<{ id: string; number: string }>(
    `INSERT INTO staff_member (number, account_id, firm_organisation_id, origin, reason, ties, proposed_by, outcome)
     SELECT '员-' || lpad((count(*) + 1)::text, 4, '0'), $1, $2, $3, $4, $5, $6, $7 FROM staff_member
     RETURNING id, number`,
    [
      member.accountId,
      member.firmOrganisationId,
      member.origin,
      member.reason,
      member.ties,
      member.proposedBy,
      member.outcome,
    ],
  );
}

export async function setOutcome(tx: Transaction, id: string, outcome: 'hired' | 'refused'): Promise<void> {
  await tx.query('UPDATE staff_member SET outcome = $2 WHERE id = $1', [id, outcome]);
}

export interface OfMember {
  readonly entryId: string;
  readonly staffMemberId: string;
}

export interface StaffAssessment {
  readonly kind: 'ethics' | 'ability';
  readonly basis: string;
  readonly recordChecked: boolean;
}

export async function storeAssessment(
  tx: Transaction,
  { entryId, staffMemberId }: OfMember,
  { kind, basis, recordChecked }: StaffAssessment,
): Promise<void> {
  await tx.query(
    'INSERT INTO staff_assessment (entry_id, staff_member_id, kind, basis, record_checked) VALUES ($1, $2, $3, $4, $5)',
    [entryId, staffMemberId, kind, basis, recordChecked],
  );
}

export async function assessmentsOf(tx: Transaction, staffMemberId: string): Promise<StaffAssessment[]> {
  return tx.query<StaffAssessment>(
    `SELECT kind, basis, record_checked AS "recordChecked" FROM staff_assessment
     JOIN task_entry entry ON entry.id = entry_id AND superseded_at IS NULL
     WHERE staff_member_id = $1 ORDER BY kind DESC`,
    [staffMemberId],
  );
}

export interface HeldTraining {
  readonly kind: TrainingKind;
  readonly form: TrainingForm;
  readonly on: IsoDate;
  readonly hours: number;
  readonly topic: string;
}

export async function storeTraining(
  tx: Transaction,
  { entryId, staffMemberId }: OfMember,
  sessions: readonly HeldTraining[],
): Promise<void> {
  await tx.query(
    `INSERT INTO training_session (entry_id, position, staff_member_id, kind, form, held_on, hours, topic)
     SELECT $1, place, $2, held ->> 'kind', held ->> 'form', (held ->> 'on')::date, (held ->> 'hours')::int, held ->> 'topic'
     FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS given (held, place)`,
    [entryId, staffMemberId, JSON.stringify(sessions)],
  );
}

/**
 * Training of many persons, as the rules read it: what was recorded and confirmed by another person, each session once,
 * however often it was entered.
 */
export async function trainingOfPersons(
  tx: Transaction,
  accountIds: readonly string[],
): Promise<(TrainingSession & HeldTraining)[]> {
  return tx.query<TrainingSession & HeldTraining>(
    `SELECT member.account_id AS "personId", training.kind, form, held_on AS "on", hours, topic,
       bool_or(confirmed.seq IS NOT NULL) AS confirmed
     FROM training_session training JOIN staff_member member ON member.id = staff_member_id
     JOIN task_entry entry ON entry.id = entry_id AND superseded_at IS NULL
     LEFT JOIN case_act confirmed ON confirmed.case_id = member.id AND confirmed.act = 'confirm-training'
       AND confirmed.verdict = 'approved' AND confirmed.content_hash = entry.content_hash AND withdrawn_at IS NULL
     WHERE member.account_id = ANY($1)
     GROUP BY member.account_id, training.kind, form, held_on, hours, topic ORDER BY held_on, topic`,
    [accountIds],
  );
}

export async function storeCertification(
  tx: Transaction,
  { entryId, staffMemberId }: OfMember,
  { examOn, examPassed, number, validFrom, validTo }: Certification & { readonly validTo: IsoDate | null },
): Promise<void> {
  await tx.query(
    `INSERT INTO staff_certification (entry_id, staff_member_id, exam_on, exam_passed, certificate_number, valid_from,
       valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [entryId, staffMemberId, examOn, examPassed, number, validFrom, validTo],
  );
}

/** What the department entered last about a person's examination and certificate. */
export async function certificationOf(
  tx: Transaction,
  staffMemberId: string,
): Promise<(Certification & { validTo: IsoDate | null }) | undefined> {
  return tx.maybeOne(
    `SELECT exam_on AS "examOn", exam_passed AS "examPassed", certificate_number AS number, valid_from AS "validFrom",
       valid_to AS "validTo"
     FROM staff_certification JOIN task_entry entry ON entry.id = entry_id AND superseded_at IS NULL
     WHERE staff_member_id = $1 ORDER BY entry.seq DESC LIMIT 1`,
    [staffMemberId],
  );
}
