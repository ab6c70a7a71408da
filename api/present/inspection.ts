import type { InspectionRow } from '../../db/repositories/inspections.repository.js';
import type { IsoDate } from '../../rules/dates.js';
import {
  inspectionKindTerms,
  inspectionSideTerms,
  inspectionStateTerms,
} from '../../rules/supervision/inspection-terms.js';
import type * as contract from '../contract/index.js';

export const inspectionRowOf = (row: InspectionRow, today: IsoDate): contract.InspectionRowView => ({
  id: row.id,
  number: row.number,
  projectId: row.projectId,
  projectName: row.projectName,
  kind: row.kind,
  kindLabel: inspectionKindTerms[row.kind].label,
  side: row.side,
  sideLabel: inspectionSideTerms[row.side].label,
  state: row.state,
  stateLabel: inspectionStateTerms[row.state].label,
  reason: row.reason,
  findings: row.findings,
  nextDueOn: row.nextDueOn,
  overdue: row.nextDueOn !== null && row.nextDueOn < today,
  openedAt: row.openedAt,
  closedAt: row.closedAt,
});
