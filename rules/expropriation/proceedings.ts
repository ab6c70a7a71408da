import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar } from '../period.js';
import type { Policy } from '../policy/policies.js';
import { term } from '../vocabulary/term.js';
import type { Term } from '../vocabulary/term.js';
import { remedyPeriods } from './remedies.js';

export const proceedingTerms = {
  review: term('行政复议', '不服决定，申请行政复议', '征收与补偿条例第14条'),
  suit: term('行政诉讼', '不服决定，提起行政诉讼', '征收与补偿条例第14条'),
} as const satisfies Record<string, Term>;

export const proceedingOutcomeTerms = {
  pending: term('审理中', '尚未审结', '征收与补偿条例第14条'),
  maintained: term('维持', '维持决定或驳回请求', '征收与补偿条例第14条'),
  annulled: term('撤销', '撤销决定或确认违法', '征收与补偿条例第14条'),
  withdrawn: term('撤回', '申请人撤回', '征收与补偿条例第14条'),
} as const satisfies Record<string, Term>;

/** One review or suit against an expropriation decision. */
export interface Proceeding {
  readonly kind: keyof typeof proceedingTerms;
  readonly authority: string;
  readonly number: string;
  readonly filedOn: IsoDate;
  readonly endedOn: IsoDate | null;
  readonly outcome: keyof typeof proceedingOutcomeTerms;
  /** The order by which execution is suspended; null: the decision is carried out meanwhile. */
  readonly suspension: string | null;
}

const finding = (code: Finding['code'], message: string, basis: string): Finding[] => [{ code, message, basis }];

/** Days of a proceeding follow each other: decision, filing, end, today; what has ended has an outcome and its day. */
export function checkProceedings(
  proceedings: readonly Proceeding[],
  publishedOn: IsoDate,
  today: IsoDate,
  policy: Policy,
): Decision<null> {
  const findings = proceedings.flatMap(({ number, filedOn, endedOn, outcome }) => {
    if (filedOn < publishedOn || filedOn > today || (endedOn !== null && (endedOn < filedOn || endedOn > today))) {
      return finding('FIELD_OUT_OF_RANGE', `${number}的日期须在决定公告之后、今日之前，请改正`, '征收与补偿条例第14条');
    }
    if ((endedOn === null) === (outcome === 'pending')) return [];
    return finding('FIELD_MISSING', `${number}审结的须填写结果和日期，审理中的不填`, '征收与补偿条例第14条');
  });
  return decide(null, findings, policy.version);
}

/** The remedies as concluded: exhausted only when every period is over and nothing pends; annulled only by an outcome. */
export function mayConcludeProceedings(
  verdict: string,
  proceedings: readonly Proceeding[],
  days: { readonly publishedOn: IsoDate; readonly today: IsoDate },
  calendar: HolidayCalendar,
  policy: Policy,
): Decision<null> {
  const annulled = proceedings.some(({ outcome }) => outcome === 'annulled');
  if (annulled !== (verdict === 'annulled')) {
    const message = annulled ? '决定已被撤销，结论请选“决定已撤销”' : '没有撤销决定的结果，不能作此结论';
    return decide(null, finding('VERDICT_INVALID', message, '征收与补偿条例第14条'), policy.version);
  }
  if (verdict !== 'exhausted') return decide(null, [], policy.version);
  const lastDays = [
    remedyPeriods(days.publishedOn, calendar, policy).suit.lastDay,
    ...proceedings.flatMap(({ kind, endedOn }) =>
      kind === 'review' && endedOn !== null
        ? [periodEnd(endedOn, policy.decision.suitAfterReview.value, calendar).lastDay]
        : [],
    ),
  ];
  const open = proceedings.some(({ outcome }) => outcome === 'pending') || lastDays.some((day) => days.today <= day);
  const message = '复议、诉讼期限未满或尚在审理，不能结束登记';
  return decide(null, open ? finding('REMEDY_OPEN', message, '征收与补偿条例第14条') : [], policy.version);
}
