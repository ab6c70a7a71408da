import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar } from '../period.js';
import type { Policy } from '../policy/policies.js';
import { formatPercent } from '../units.js';
import type { PlanKind } from './consultation.js';

/** Opinions on a draft plan: units on state-owned land, members of the collective on collective land. */
export interface Opinions {
  readonly kind: PlanKind;
  readonly units: number;
  /** How many of them say that the plan is against the rules. */
  readonly unlawful: number;
  /** Opinions that have not been answered in writing. */
  readonly unanswered: number;
}

/** `hearing`: with owners and public; `revise`: the owner of the plan decides itself how; `continue`: no majority. */
export type OpinionsOutcome = 'hearing' | 'revise' | 'continue';

/**
 * 意见处理: when more than half say the plan is unlawful, a hearing is held for the renewal of an old area and on
 * collective land (征收与补偿条例 art 11, 土地管理法 art 47); elsewhere the plan goes back to its owner. Silence says
 * nothing. Every opinion must have been answered. Throws on counts that cannot be.
 */
export function assessOpinions(opinions: Opinions, policy: Policy): Decision<{ readonly outcome: OpinionsOutcome }> {
  const { kind, units, unlawful, unanswered } = opinions;
  if (![units, unlawful, unanswered].every((count) => Number.isSafeInteger(count) && count >= 0) || unlawful > units) {
    throw new RangeError('Counts of opinions do not fit each other');
  }
  const { value: majorityBp } = policy.plan.unlawfulMajorityBp;
  const basis = kind.mode === 'collective' ? '土地管理法第47条' : policy.plan.unlawfulMajorityBp.basis;
  const majority = unlawful * 10_000 > units * majorityBp;
  const heard = kind.mode === 'collective' || (kind.mode === 'state' && kind.renewal);
  const outcome = !majority ? 'continue' : heard ? 'hearing' : 'revise';
  const findings: Finding[] = [];
  if (majority) {
    const next = heard ? '请组织听证并修改方案' : '请修改方案后重新征求意见';
    const message = `${unlawful}户（人）认为方案不合规定，超过${units}的${formatPercent(majorityBp)}，${next}`;
    findings.push({ code: 'PLAN_DISPUTED', message, basis });
  }
  if (unanswered > 0) {
    const message = `还有${unanswered}条意见未答复，请先书面答复并公布`;
    findings.push({ code: 'OBJECTION_OPEN', message, basis: '征收与补偿条例第11条' });
  }
  return decide({ outcome }, findings, policy.version);
}

/** May a hearing be asked for on this day? Only on collective land, within days after the notice; silence waives it. */
export function mayRequestHearing(
  { mode }: PlanKind,
  noticeOn: IsoDate,
  requestedOn: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): Decision<null> {
  const { value: length, basis } = policy.plan.hearingRequestCollective;
  const refuse = (code: Finding['code'], message: string) => decide(null, [{ code, message, basis }], policy.version);
  if (mode !== 'collective') return refuse('MODE_NOT_APPLICABLE', '只有集体土地征收由个人申请听证，请按意见渠道反映');
  const { lastDay } = periodEnd(noticeOn, length, calendar);
  if (requestedOn < noticeOn) return refuse('STEP_OUT_OF_ORDER', '方案尚未公告，请在公告后申请');
  if (requestedOn > lastDay) return refuse('REQUEST_TOO_LATE', `申请听证至 ${lastDay} 截止，已逾期`);
  return decide(null, [], policy.version);
}
