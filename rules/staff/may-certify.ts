import type { IsoDate } from '../dates.js';
import { addDays, addMonths } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { trainingOf } from './training.js';
import type { TrainingSession } from './training.js';

/** What the department enters about the examination and the certificate. */
export interface Certification {
  readonly examOn: IsoDate;
  readonly examPassed: boolean;
  readonly number: string | null;
  readonly validFrom: IsoDate | null;
}

/** The last day printed on a certificate that begins on a day. */
export const certificateEnd = (validFrom: IsoDate, policy: Policy): IsoDate =>
  addDays(addMonths(validFrom, policy.staff.certificateValidMonths.value), -1);

/**
 * 发证、换证: the examination is passed, and the training of this calendar year is complete; in the first months of a year that
 * of the last one counts as well (R-63 to R-65, SD16).
 */
export function mayCertify(
  personId: string,
  { examOn, examPassed, number, validFrom }: Certification,
  sessions: readonly TrainingSession[],
  today: IsoDate,
  policy: Policy,
): Decision<null> {
  const findings: Finding[] = [];
  if (!examPassed) findings.push({ code: 'NOT_QUALIFIED', message: '考试不合格，不得发证', basis: 'SD16' });
  if (number === null || validFrom === null) {
    findings.push({ code: 'FIELD_MISSING', message: '请填写上岗证编号和起始日', basis: 'SD16' });
  } else if (validFrom < examOn) {
    findings.push({ code: 'STEP_OUT_OF_ORDER', message: '上岗证起始日早于考试日期，请核对', basis: 'SD16' });
  }
  if (examOn > today)
    findings.push({ code: 'FIELD_OUT_OF_RANGE', message: '考试日期在今天以后，请核对', basis: 'SD16' });
  const year = Number(today.slice(0, 4));
  const now = trainingOf(personId, sessions, year, policy);
  const before = trainingOf(personId, sessions, year - 1, policy);
  if (!now.passed && !before.passed) findings.push(...now.findings);
  return decide(null, findings, policy.version);
}
