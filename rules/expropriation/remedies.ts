import type { IsoDate } from '../dates.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar, PeriodEnd } from '../period.js';
import type { Policy } from '../policy/policies.js';

/** What a person has done against a decision, and where that stands; null while it has not happened. */
export interface RemedyFacts {
  readonly servedOn: IsoDate;
  readonly reviewFiledOn: IsoDate | null;
  readonly reviewResultServedOn: IsoDate | null;
  readonly suitFiledOn: IsoDate | null;
  /** The day the judgment took effect. */
  readonly judgedOn: IsoDate | null;
}

export interface RemedyState {
  /** `open`: may still review or sue; `pending`: review or suit under way; `exhausted`: nothing is left. */
  readonly state: 'open' | 'pending' | 'exhausted';
  /** Last day of the suit period where nothing was filed, else the day of the judgment; null while pending. */
  readonly until: IsoDate | null;
}

/** 复议与诉讼期限 after a decision was served: review within 60 days, suit within 6 months. */
export function remedyPeriods(
  servedOn: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): { readonly review: PeriodEnd; readonly suit: PeriodEnd } {
  const { review, suit } = policy.decision;
  return { review: periodEnd(servedOn, review.value, calendar), suit: periodEnd(servedOn, suit.value, calendar) };
}

/** 救济状态 on a day: after the result of a review 15 days remain for a suit (行政诉讼法 art 45). */
export function remedyState(
  facts: RemedyFacts,
  today: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): RemedyState {
  const { servedOn, reviewFiledOn, reviewResultServedOn, suitFiledOn, judgedOn } = facts;
  if (suitFiledOn !== null) {
    return judgedOn === null ? { state: 'pending', until: null } : { state: 'exhausted', until: judgedOn };
  }
  if (reviewFiledOn !== null && reviewResultServedOn === null) return { state: 'pending', until: null };
  const until =
    reviewResultServedOn === null
      ? remedyPeriods(servedOn, calendar, policy).suit.lastDay
      : periodEnd(reviewResultServedOn, policy.decision.suitAfterReview.value, calendar).lastDay;
  return { state: today <= until ? 'open' : 'exhausted', until };
}
