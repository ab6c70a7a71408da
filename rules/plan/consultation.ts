import { shanghaiDateOf } from '../dates.js';
import type { IsoInstant } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar, PeriodEnd } from '../period.js';
import type { Policy } from '../policy/policies.js';
import { minimumPeriod } from '../publication/notice-period.js';
import type { Mode } from '../vocabulary/cases.js';

/** What the consultation of a plan depends on. */
export interface PlanKind {
  readonly mode: Mode;
  /** 旧城区改建: renewal of an old area on state-owned land. */
  readonly renewal: boolean;
}

/** Shortest consultation in calendar days: that of every draft, longer for renewal; collective land has its own. */
export function minimumConsultation({ mode, renewal }: PlanKind, policy: Policy): { days: number; basis: string } {
  const { consultRenewal, consultCollective } = policy.plan;
  const usual = { days: minimumPeriod('plan-draft', policy).amount, basis: '征收与补偿条例第10条' };
  const own = mode === 'collective' ? consultCollective : mode === 'state' && renewal ? consultRenewal : null;
  return own === null ? usual : { days: Math.max(usual.days, own.value.amount), basis: own.basis };
}

/** 征求意见期限: when a draft plan's consultation ends. It may be lengthened, never shortened; without a wish the shortest. */
export function consultationPeriod(
  kind: PlanKind,
  publishedAt: IsoInstant,
  wishedDays: number | null,
  calendar: HolidayCalendar,
  policy: Policy,
): Decision<PeriodEnd> {
  const { days, basis } = minimumConsultation(kind, policy);
  const amount = wishedDays ?? days;
  const valid = Number.isInteger(amount) && amount >= days && amount <= 3650;
  const message = `征求意见不得少于${days}日，只能延长，请改正`;
  const findings: Finding[] = valid ? [] : [{ code: 'PERIOD_TOO_SHORT', message, basis, field: 'consultDays' }];
  const length = { amount: valid ? amount : days, unit: 'calendar-day' } as const;
  return decide(periodEnd(shanghaiDateOf(publishedAt), length, calendar), findings, policy.version);
}
