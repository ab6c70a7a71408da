import { addDays, addMonths } from '../dates.js';
import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { isCertificateValid } from './certificate.js';
import type { StaffCertificate } from './certificate.js';

/** The last day a certificate counts: its own end, but never longer than one can last. */
export function lastValidDay(certificate: StaffCertificate, policy: Policy): IsoDate {
  const longest = addDays(addMonths(certificate.validFrom, policy.staff.certificateValidMonths.value), -1);
  return certificate.validTo < longest ? certificate.validTo : longest;
}

export interface CertificateExpiry {
  readonly personId: string;
  /** Last day of the person's latest certificate. */
  readonly lastDay: IsoDate;
  readonly state: 'expiring' | 'expired';
}

/**
 * 上岗证到期: whose latest certificate has ended or ends within the days of the reminder (both ends included). Each is a
 * finding, so that an alarm can be raised from it; who has ended may not be assigned (SD16).
 */
export function certificateExpiries(
  certificates: readonly StaffCertificate[],
  on: IsoDate,
  policy: Policy,
): Decision<readonly CertificateExpiry[]> {
  const { value: days, basis } = policy.staff.certificateReminderDays;
  const latest = new Map<string, IsoDate>();
  for (const certificate of certificates) {
    const lastDay = lastValidDay(certificate, policy);
    if (lastDay > (latest.get(certificate.personId) ?? '')) latest.set(certificate.personId, lastDay);
  }
  const horizon = addDays(on, days);
  const due = [...latest]
    .filter(([, lastDay]) => lastDay <= horizon)
    .map(([personId, lastDay]): CertificateExpiry => ({
      personId,
      lastDay,
      state: lastDay < on ? 'expired' : 'expiring',
    }));
  const findings: Finding[] = due.map(({ personId, lastDay, state }) => ({
    code: state === 'expired' ? 'CERTIFICATE_INVALID' : 'CERTIFICATE_EXPIRING',
    message:
      state === 'expired' ? `上岗证已于 ${lastDay} 到期，不得指派，请换证` : `上岗证将于 ${lastDay} 到期，请及时换证`,
    basis,
    field: personId,
  }));
  return decide(due, findings, policy.version);
}

/** 事务所持证人数: how many different persons of the firm hold a certificate valid that day; too few may not be commissioned. */
export function checkFirmCertified(
  staffIds: readonly string[],
  certificates: readonly StaffCertificate[],
  on: IsoDate,
  policy: Policy,
): Decision<{ readonly certified: number }> {
  const { value: needed, basis } = policy.staff.firmMinCertified;
  const certified = [...new Set(staffIds)].filter((personId) =>
    certificates.some((each) => each.personId === personId && isCertificateValid(each, on, policy)),
  ).length;
  const message = `事务所持证${certified}人，不足${needed}人，不得受委托，请补充持证人员`;
  const findings: Finding[] =
    certified >= needed ? [] : [{ code: 'CERTIFIED_STAFF_SHORT', message, basis: `R-10、${basis}` }];
  return decide({ certified }, findings, policy.version);
}
