import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { Mode } from '../vocabulary/cases.js';

/** What has been fixed in one track of a project; null while it has not. */
export interface ValueDateFacts {
  readonly mode: Mode;
  /** Set by the town. Only a negotiated project takes its date from there. */
  readonly fixedByTown: IsoDate | null;
  /** The day the expropriation decision was made public. */
  readonly decisionNoticeOn: IsoDate | null;
  readonly setByPlan: IsoDate | null;
  /** Where the track came about by conversion: its day, and the date that counted before. */
  readonly conversion: { readonly on: IsoDate; readonly earlierValueDate: IsoDate } | null;
}

const SOURCE_LABELS = {
  town: '街镇确定的日期',
  'decision-notice': '征收决定公告之日',
  plan: '方案规定的日期',
} as const;

/**
 * 价值时点 of a track: set by the town in a negotiated project, the day of the decision notice on state-owned land,
 * set by the plan on collective land; a conversion brings a new one, never before the conversion. Null while unknown.
 */
export function valueDate(facts: ValueDateFacts, policy: Policy): Decision<IsoDate | null> {
  const { valueDateNegotiated, valueDateState, valueDateCollective } = policy.appraisal;
  const parameter = { negotiated: valueDateNegotiated, state: valueDateState, collective: valueDateCollective }[
    facts.mode
  ];
  const source = parameter.value;
  const date = { town: facts.fixedByTown, 'decision-notice': facts.decisionNoticeOn, plan: facts.setByPlan }[source];
  const findings: Finding[] = [];
  const refuse = (code: Finding['code'], message: string, basis: string = parameter.basis) =>
    findings.push({ code, message, basis, field: 'valueDate' });
  if (date === null) refuse('VALUE_DATE_MISSING', `价值时点为${SOURCE_LABELS[source]}，尚未确定，请先确定`);
  if (source !== 'town' && facts.fixedByTown !== null) {
    refuse('MODE_NOT_APPLICABLE', '街镇只能确定协议置换的评估时点，请删去该日期', 'R-33');
  }
  const { conversion } = facts;
  if (date !== null && conversion && (date < conversion.on || date === conversion.earlierValueDate)) {
    refuse('VALUE_DATE_NOT_NEW', `转为征收后须重新确定价值时点，不得早于 ${conversion.on}`);
  }
  return decide(findings.length > 0 ? null : date, findings, policy.version);
}
