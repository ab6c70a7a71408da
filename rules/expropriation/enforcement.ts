import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar } from '../period.js';
import type { Policy } from '../policy/policies.js';
import type { Mode } from '../vocabulary/cases.js';
import type { RemedyState } from './remedies.js';

/** Papers a court asks for (法释〔2012〕4号 art 2). */
export const courtPaperLabels = {
  decision: '补偿决定及送达证明',
  'amount-and-account': '补偿金额与专户账号',
  'house-or-temporary': '产权调换房屋和周转用房的地点、面积',
  'risk-assessment': '社会稳定风险评估材料',
  demand: '催告书及送达证明',
} as const;
export type CourtPaper = keyof typeof courtPaperLabels;

export interface EnforcementFacts {
  readonly mode: Mode;
  readonly remedy: RemedyState;
  readonly movedOut: boolean;
  /** Day by which the decision tells the household to move. */
  readonly moveOutBy: IsoDate;
  readonly demandServedOn: IsoDate | null;
  readonly papers: readonly CourtPaper[];
}

/** 催告: only when no remedy is left, the day of moving has gone by and the household is still there. */
export function mayDemand(facts: EnforcementFacts, today: IsoDate, policy: Policy): Decision<null> {
  return decide(null, enforceable(facts, today), policy.version);
}

/**
 * 申请法院强制执行: the demand has been served and its ten working days are over, no more than three months have passed
 * since the last remedy ended, and every paper is there. Nobody else enforces; nothing is ever cut off.
 */
export function mayApplyToCourt(
  facts: EnforcementFacts,
  today: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): Decision<null> {
  const { demand, courtApply } = policy.decision;
  const findings = enforceable(facts, today);
  const refuse = (code: Finding['code'], message: string, basis: string) => findings.push({ code, message, basis });
  if (facts.demandServedOn === null) {
    refuse('DEMAND_MISSING', '尚未书面催告，请先催告并送达', demand.basis);
  } else {
    const { lastDay } = periodEnd(facts.demandServedOn, demand.value, calendar);
    if (today <= lastDay) refuse('DEMAND_RUNNING', `催告期至 ${lastDay}，期满后再申请`, demand.basis);
  }
  if (facts.remedy.until !== null) {
    const { lastDay } = periodEnd(facts.remedy.until, courtApply.value, calendar);
    if (today > lastDay) refuse('REQUEST_TOO_LATE', `申请强制执行至 ${lastDay} 截止，已逾期`, courtApply.basis);
  }
  const all = Object.keys(courtPaperLabels) as CourtPaper[];
  for (const paper of all.filter((each) => !facts.papers.includes(each))) {
    refuse('PAPER_MISSING', `缺少${courtPaperLabels[paper]}，请补齐`, courtApply.basis);
  }
  return decide(null, findings, policy.version);
}

function enforceable({ mode, remedy, movedOut, moveOutBy }: EnforcementFacts, today: IsoDate): Finding[] {
  const findings: Finding[] = [];
  const refuse = (code: Finding['code'], message: string, basis = '征收与补偿条例第28条') =>
    findings.push({ code, message, basis });
  if (mode === 'negotiated') refuse('MODE_NOT_APPLICABLE', '协议置换不得强制，请继续协商', 'R-12');
  if (remedy.state !== 'exhausted') refuse('REMEDY_OPEN', '复议、诉讼期限未满或尚在审理，请等待');
  if (movedOut) refuse('ALREADY_DONE', '该户已搬迁，不需强制执行');
  if (today <= moveOutBy) refuse('DEMAND_RUNNING', `决定的搬迁期限至 ${moveOutBy}，期满后再办理`);
  return findings;
}
