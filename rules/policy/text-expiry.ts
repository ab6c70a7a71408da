import { addDays } from '../dates.js';
import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { LegalText } from './legal-texts.js';
import type { Policy } from './policies.js';

export interface TextExpiry {
  readonly expired: readonly LegalText[];
  /** Still in force, but the last day comes within the days of the alarm. */
  readonly expiring: readonly LegalText[];
}

/**
 * 文件到期: which texts are out of force on a day and which will be within so many calendar days (both days
 * included; without a number the policy's own). Each is a finding, so that an alarm can be raised from it.
 */
export function checkTextExpiry(
  texts: readonly LegalText[],
  on: IsoDate,
  withinDays: number | null,
  policy: Policy,
): Decision<TextExpiry> {
  const horizon = addDays(on, withinDays ?? policy.inspection.textExpiry.value.amount);
  const ending = texts.filter((text): text is LegalText & { validTo: IsoDate } => text.validTo !== null);
  const expired = ending.filter(({ validTo }) => validTo < on);
  const expiring = ending.filter(({ validTo }) => on <= validTo && validTo <= horizon);
  const findings: Finding[] = [
    ...expired.map(({ number, title, validTo }) =>
      finding('TEXT_EXPIRED', number, `${title}已于 ${validTo} 失效，请查明是否延长或有新文件`),
    ),
    ...expiring.map(({ number, title, validTo }) =>
      finding('TEXT_EXPIRING', number, `${title}将于 ${validTo} 到期，请及时查明后续文件`),
    ),
  ];
  return decide({ expired, expiring }, findings, policy.version);
}

const finding = (code: 'TEXT_EXPIRED' | 'TEXT_EXPIRING', number: string, message: string): Finding => ({
  code,
  message,
  basis: number,
});
