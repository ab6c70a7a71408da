import { addDays, endOfDay } from '../../rules/dates.js';
import type { IsoInstant } from '../../rules/dates.js';
import { lastValidDay } from '../../rules/staff/certificate-expiry.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { addCertificate, certificatesOf } from './accounts.repository.js';
import { raiseAlarm } from './alarms.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { policyOfDistrict } from './policy-book.js';
import { certificationOf, getStaffMember } from './staff-members.repository.js';

/** 登记上岗证 (SD16): what the department certified becomes the person's certificate. Once. */
export async function registerCertificate(tx: Transaction, staffMemberId: string): Promise<void> {
  const { accountId } = await getStaffMember(tx, staffMemberId);
  const certification = await certificationOf(tx, staffMemberId);
  const { number, validFrom, validTo } = certification ?? { number: null, validFrom: null, validTo: null };
  if (number === null || validFrom === null || validTo === null) {
    throw refusal('FIELD_MISSING', '主管部门尚未登记上岗证', 'SD16');
  }
  const known = await certificatesOf(tx, accountId);
  if (known.some((each) => each.number === number)) return;
  await addCertificate(tx, accountId, { number, validFrom, validTo });
  const payload = { validFrom, validTo };
  const entry = { caseId: staffMemberId, kind: 'certificate-registered', clauses: ['SD16'], payload } as const;
  await appendEntry(tx, { ...entry, actorId: SYSTEM_ACTOR });
}

/** When the person is reminded to renew, and the first instant after the latest certificate (SD16). */
export async function certificateDates(
  tx: Transaction,
  staffMemberId: string,
): Promise<{ remindAt: IsoInstant; endsAt: IsoInstant }> {
  const { accountId } = await getStaffMember(tx, staffMemberId);
  const policy = await policyOfDistrict(tx);
  const days = (await certificatesOf(tx, accountId)).map((each) => lastValidDay(each, policy));
  const lastDay = days.reduce((latest, each) => (each > latest ? each : latest), '');
  if (lastDay === '') throw refusal('CERTIFICATE_INVALID', '该人员没有上岗证', 'SD16');
  const { value: before } = policy.staff.certificateReminderDays;
  return { remindAt: endOfDay(addDays(lastDay, -before - 1)), endsAt: endOfDay(lastDay) };
}

/** Tells of a certificate that ends or has ended: the same alarm that the daily watch raises, once. */
export async function raiseCertificateAlarm(
  tx: Transaction,
  staffMemberId: string,
  state: 'expiring' | 'expired',
): Promise<void> {
  const { accountId } = await getStaffMember(tx, staffMemberId);
  const { endsAt } = await certificateDates(tx, staffMemberId);
  const text =
    state === 'expiring' ? '上岗证即将到期，请安排培训和换证' : '上岗证已到期，从今日起不得上岗，请换证或改派';
  await raiseAlarm(tx, {
    kind: `certificate-${state}`,
    caseId: accountId,
    personId: accountId,
    dueAt: endsAt,
    text,
    roles: ['staff-manager', 'supervision-department'],
    clauses: ['SD16', 'R-42'],
  });
}
