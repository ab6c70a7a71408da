import { shanghaiDateOf } from '../dates.js';
import type { IsoInstant } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar, PeriodEnd } from '../period.js';
import type { Policy } from '../policy/policies.js';
import { noticeKindTerms } from '../vocabulary/papers.js';
import type { NoticeKind } from '../vocabulary/papers.js';

/** What stands for a notice whose kind has no shortest period: it is disclosed for one day at least. */
const NO_MINIMUM = { amount: 1, unit: 'calendar-day' } as const;

/** Shortest period of a kind of notice in the policy's unit. */
export function minimumPeriod(
  kind: NoticeKind,
  policy: Policy,
): { amount: number; unit: 'calendar-day' | 'working-day' } {
  const minimum = policy.publication[kind]?.value ?? NO_MINIMUM;
  return { amount: minimum.amount, unit: minimum.unit === 'working-day' ? 'working-day' : 'calendar-day' };
}

/**
 * 公示期限: when a notice published at an instant may come down. A period may be lengthened, never shortened;
 * without a wish the shortest applies. The day of publication is not counted, an end on a day off moves on.
 */
export function noticePeriod(
  kind: NoticeKind,
  publishedAt: IsoInstant,
  wishedAmount: number | null,
  calendar: HolidayCalendar,
  policy: Policy,
): Decision<PeriodEnd> {
  const minimum = minimumPeriod(kind, policy);
  const amount = wishedAmount ?? minimum.amount;
  const findings: Finding[] = [];
  if (!Number.isInteger(amount) || amount < minimum.amount || amount > 3650) {
    const unit = minimum.unit === 'working-day' ? '个工作日' : '日';
    const message = `${noticeKindTerms[kind].label}不得少于${minimum.amount.toString()}${unit}，只能延长，请改正`;
    const basis = policy.publication[kind]?.basis ?? 'R-21';
    findings.push({ code: 'PERIOD_TOO_SHORT', message, basis, field: 'minimumDays' });
  }
  const length = { ...minimum, amount: findings.length === 0 ? amount : minimum.amount };
  return decide(periodEnd(shanghaiDateOf(publishedAt), length, calendar), findings, policy.version);
}
