import { addMonths } from '../dates.js';
import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

/** A post certificate (上岗证); both dates belong to its validity. */
export interface StaffCertificate {
  readonly personId: string;
  readonly number: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
}

/** Valid on a day: between its dates, and never longer than a certificate can last, whatever its end date claims. */
export function isCertificateValid(certificate: StaffCertificate, on: IsoDate, policy: Policy): boolean {
  const longest = addMonths(certificate.validFrom, policy.staff.certificateValidMonths.value);
  return certificate.validFrom <= on && on <= certificate.validTo && on < longest;
}

/** SD16: a person without a certificate valid on the day may not be assigned. */
export function certificateFindings(
  personId: string,
  certificates: readonly StaffCertificate[],
  on: IsoDate,
  policy: Policy,
): Finding[] {
  const own = certificates.filter((certificate) => certificate.personId === personId);
  if (own.some((certificate) => isCertificateValid(certificate, on, policy))) return [];
  const message = own.length === 0 ? '没有上岗证，请改派持证人员' : `上岗证在 ${on} 不在有效期内，请换证或改派持证人员`;
  return [{ code: 'CERTIFICATE_INVALID', message, basis: 'R-42、SD16' }];
}

/** an act at the household needs two different persons, both certified that day. */
export function mayWorkAsPair(
  personIds: readonly string[],
  certificates: readonly StaffCertificate[],
  on: IsoDate,
  policy: Policy,
): Decision<null> {
  const different = new Set(personIds);
  const findings: Finding[] = [];
  if (different.size < personIds.length) {
    findings.push({ code: 'SAME_OFFICER_TWICE', message: '两名经办人是同一人，请改派另一名', basis: 'R-42、SD2' });
  }
  if (different.size < policy.staff.minPerContact.value) {
    const message = `持证经办人不足${policy.staff.minPerContact.value.toString()}名，请增派`;
    findings.push({ code: 'OFFICER_PAIR_INCOMPLETE', message, basis: policy.staff.minPerContact.basis });
  }
  for (const personId of different) findings.push(...certificateFindings(personId, certificates, on, policy));
  return decide(null, findings, policy.version);
}
