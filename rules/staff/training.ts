import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

/** 自学, 集中学习, 全市上岗培训, 法律与廉洁教育. */
export type TrainingKind = 'self-study' | 'group-study' | 'city-course' | 'law-and-ethics';

export interface TrainingSession {
  readonly personId: string;
  readonly kind: TrainingKind;
  readonly on: IsoDate;
  readonly hours: number;
  /** Attendance or result was confirmed by another person. */
  readonly confirmed: boolean;
}

export interface TrainingHours {
  readonly hours: number;
  readonly lawHours: number;
  readonly cityCourse: boolean;
}

/**
 * 培训学时 of a person in a calendar year: confirmed sessions only; enough hours in all, enough on law and ethics, and
 * the city's course for post holders. Throws on hours that cannot be.
 */
export function trainingOf(
  personId: string,
  sessions: readonly TrainingSession[],
  year: number,
  policy: Policy,
): Decision<TrainingHours> {
  if (sessions.some(({ hours }) => !Number.isFinite(hours) || hours <= 0)) {
    throw new RangeError('A session lasts some hours');
  }
  const own = sessions.filter(
    (session) => session.personId === personId && session.confirmed && session.on.startsWith(`${year.toString()}-`),
  );
  const hoursOf = (some: readonly TrainingSession[]) => some.reduce((sum, { hours }) => sum + hours, 0);
  const hours = hoursOf(own);
  const lawHours = hoursOf(own.filter(({ kind }) => kind === 'law-and-ethics'));
  const cityCourse = own.some(({ kind }) => kind === 'city-course');
  const { trainingHoursPerYear, lawHoursPerYear } = policy.staff;
  const findings: Finding[] = [];
  const short = (message: string, basis: string) => findings.push({ code: 'TRAINING_SHORT', message, basis });
  if (hours < trainingHoursPerYear.value) {
    short(`${year}年培训${hours}学时，不足${trainingHoursPerYear.value}学时，请补学`, trainingHoursPerYear.basis);
  }
  if (lawHours < lawHoursPerYear.value) {
    short(`${year}年法律与廉洁教育${lawHours}学时，不足${lawHoursPerYear.value}学时，请补学`, lawHoursPerYear.basis);
  }
  if (!cityCourse) short(`${year}年未参加全市上岗专项培训，请报名参加`, 'R-64');
  return decide({ hours, lawHours, cityCourse }, findings, policy.version);
}
