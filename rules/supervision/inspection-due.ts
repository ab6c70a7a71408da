import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar } from '../period.js';
import type { Policy } from '../policy/policies.js';

/** When a base was or must be inspected, beside the periodic round: before, during and after. */
export const inspectionStageLabels = { before: '事前检查', during: '事中检查', after: '事后检查' } as const;
export type InspectionStage = keyof typeof inspectionStageLabels;

export interface InspectedBase {
  readonly openedOn: IsoDate;
  readonly lastInspectedOn: IsoDate | null;
  readonly heldStages: readonly InspectionStage[];
  /** How far the project is: the signing period has been opened, has ended, the project is being closed. */
  readonly reached: 'preparing' | 'signing' | 'signed' | 'closing';
}

const DUE_STAGES: Readonly<Record<InspectedBase['reached'], readonly InspectionStage[]>> = {
  preparing: [],
  signing: ['before'],
  signed: ['before', 'during'],
  closing: ['before', 'during', 'after'],
};

/**
 * 检查安排: the last day of the next periodic inspection of a base, and which stage of a new project went by without its
 * inspection.
 */
export function inspectionDue(
  base: InspectedBase,
  today: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): Decision<{ readonly dueOn: IsoDate }> {
  const { value: interval, basis } = policy.inspection.periodic;
  const { lastDay: dueOn } = periodEnd(base.lastInspectedOn ?? base.openedOn, interval, calendar);
  const findings: Finding[] = [];
  if (today > dueOn) {
    findings.push({ code: 'OVERDUE', message: `定期检查应于 ${dueOn} 前完成，请尽快检查`, basis });
  }
  for (const stage of DUE_STAGES[base.reached].filter((each) => !base.heldStages.includes(each))) {
    const message = `尚未进行${inspectionStageLabels[stage]}，请补查`;
    findings.push({ code: 'INSPECTION_MISSING', message, basis: 'R-71', field: stage });
  }
  return decide({ dueOn }, findings, policy.version);
}

/** SD13: who inspects a base does not work there, and at least one inspects. */
export function checkInspectors(
  inspectorIds: readonly string[],
  baseStaffIds: readonly string[],
  policy: Policy,
): Decision<null> {
  const findings: Finding[] = inspectorIds
    .filter((personId) => baseStaffIds.includes(personId))
    .map((personId) => ({
      code: 'DUTY_NOT_SEPARATED',
      message: '检查人员是被检查基地的人员，请由他人检查',
      basis: 'SD13',
      field: personId,
    }));
  if (inspectorIds.length === 0) {
    findings.push({ code: 'FIELD_MISSING', message: '请指定检查人员', basis: 'R-70', field: 'inspectorIds' });
  }
  return decide(null, findings, policy.version);
}
