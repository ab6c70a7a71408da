import { addDays } from '../dates.js';
import type { IsoDate } from '../dates.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar } from '../period.js';
import type { Policy } from '../policy/policies.js';
import { inspectionDue } from './inspection-due.js';
import type { InspectedBase, InspectionStage } from './inspection-due.js';

export interface PlannedInspection {
  readonly kind: 'periodic' | InspectionStage;
  readonly dueOn: IsoDate;
}

/** Stages that belong to how far a project is: the one of now, and those that went by. */
const STAGES_UNTIL: Readonly<Record<InspectedBase['reached'], readonly InspectionStage[]>> = {
  preparing: ['before'],
  signing: ['before', 'during'],
  signed: ['before', 'during', 'after'],
  closing: ['before', 'during', 'after'],
};

/**
 * 排定检查: what is to be opened for a base now: the periodic inspection once it falls due within the days planned ahead,
 * and each stage of a new project that was not inspected yet, those that were missed too. `heldStages` and
 * `lastInspectedOn` name what was held; what is open already (`open`) is not planned twice.
 */
export function plannedInspections(
  base: InspectedBase,
  open: readonly string[],
  today: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): PlannedInspection[] {
  const { planAheadDays, stage } = policy.inspection;
  const { dueOn } = inspectionDue(base, today, calendar, policy).value;
  const periodic: PlannedInspection[] =
    dueOn <= addDays(today, planAheadDays.value) && !open.includes('periodic') ? [{ kind: 'periodic', dueOn }] : [];
  const stageDueOn = periodEnd(today, stage.value, calendar).lastDay;
  const stages = STAGES_UNTIL[base.reached].filter((each) => !base.heldStages.includes(each) && !open.includes(each));
  return [...periodic, ...stages.map((kind) => ({ kind, dueOn: stageDueOn }))];
}
