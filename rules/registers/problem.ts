import type { IsoDate } from '../dates.js';
import type { Finding } from '../decision.js';

/** How a problem of the plan stands when somebody wants to say that it is solved. */
export interface ProblemToClose {
  readonly ownerId: string | null;
  readonly reported: boolean;
  readonly personId: string;
}

/** a problem is closed after its owner has reported, and by another person than the owner. */
export function mayCloseProblem({ ownerId, reported, personId }: ProblemToClose): Finding[] {
  if (ownerId === null || !reported) {
    return [{ code: 'FIELD_MISSING', message: '责任人尚未报告整改情况，不能销号', basis: 'R-22' }];
  }
  if (ownerId !== personId) return [];
  return [{ code: 'DUTY_NOT_SEPARATED', message: '责任人不得自行销号，请由他人核对', basis: 'R-22' }];
}

/** the owner himself reports what was done. */
export function mayReportMeasure(ownerId: string | null, personId: string): Finding[] {
  if (ownerId === personId) return [];
  return [{ code: 'DUTY_NOT_SEPARATED', message: '整改情况由责任人本人报告，请由责任人办理', basis: 'R-22' }];
}

/** A day by which something has to be done lies ahead, or is today. */
export function dueDayFindings(field: string, due: IsoDate, today: IsoDate, basis: string): Finding[] {
  if (due >= today) return [];
  return [{ code: 'FIELD_OUT_OF_RANGE', message: '期限不能早于今天，请改正', basis, field }];
}
