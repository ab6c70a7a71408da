import { isIsoDate } from '../dates.js';
import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

export interface MeetingDecision {
  readonly text: string;
  /** Who carries it out; empty where nobody was named. */
  readonly ownerId: string;
  /** Empty where no day was named. */
  readonly dueOn: string;
}

/** A reading of a rule that the meeting settles for all departments alike. */
export interface Interpretation {
  readonly rule: string;
  readonly reading: string;
  /** Empty where no day was named. */
  readonly validFrom: string;
}

export interface Minutes {
  readonly heldOn: IsoDate;
  /** The bodies that took part, each once for every person. */
  readonly bodies: readonly string[];
  readonly recordedById: string;
  readonly confirmedById: string;
  readonly decisions: readonly MeetingDecision[];
  readonly interpretations: readonly Interpretation[];
}

/**
 * 会议纪要: complete when at least two bodies took part, every decision has an owner and a day not before the meeting,
 * every interpretation counts from a day after it, and another person than the recorder has confirmed it.
 */
export function checkMinutes(minutes: Minutes, policy: Policy): Decision<null> {
  const { bodies, decisions, interpretations, recordedById, confirmedById } = minutes;
  const { value: minBodies, basis } = policy.meeting.minBodies;
  const findings: Finding[] = [];
  if (new Set(bodies).size < minBodies) {
    findings.push(missing('bodies', `会商须有${minBodies}个以上单位参加，请补充参会单位`, basis));
  }
  if (decisions.length + interpretations.length === 0) {
    findings.push(missing('decisions', '纪要没有议定事项，请至少写明一项'));
  }
  if (recordedById === confirmedById) {
    const message = '记录与确认不得为同一人，请由他人确认';
    findings.push({ code: 'DUTY_NOT_SEPARATED', message, basis: 'R-28', field: 'confirmedById' });
  }
  decisions.forEach((decision, index) => findings.push(...decisionFindings(decision, index, minutes.heldOn)));
  interpretations.forEach((each, index) => findings.push(...interpretationFindings(each, index, minutes.heldOn)));
  return decide(null, findings, policy.version);
}

const missing = (field: string, message: string, basis = 'R-28'): Finding => ({
  code: 'MINUTES_INCOMPLETE',
  message,
  basis,
  field,
});

function decisionFindings({ text, ownerId, dueOn }: MeetingDecision, index: number, heldOn: IsoDate): Finding[] {
  const at = `decisions[${index.toString()}]`;
  return [
    ...(text.trim() === '' ? [missing(`${at}.text`, '请写明议定内容')] : []),
    ...(ownerId.trim() === '' ? [missing(`${at}.ownerId`, '请写明责任人')] : []),
    ...(isIsoDate(dueOn) && dueOn >= heldOn ? [] : [missing(`${at}.dueOn`, '请写明完成日期，不得早于会议当天')]),
  ];
}

function interpretationFindings(each: Interpretation, index: number, heldOn: IsoDate): Finding[] {
  const at = `interpretations[${index.toString()}]`;
  const dated = isIsoDate(each.validFrom) && each.validFrom > heldOn;
  return [
    ...(each.rule.trim() === '' ? [missing(`${at}.rule`, '请写明所解释的条款', 'R-29')] : []),
    ...(each.reading.trim() === '' ? [missing(`${at}.reading`, '请写明统一口径', 'R-29')] : []),
    ...(dated ? [] : [missing(`${at}.validFrom`, '请写明执行日期，须在会议之后', 'R-29')]),
  ];
}
