/** Inspections of project bases: list with figures, one with everything entered, opening of a sample or an incident. */
import { z } from 'zod';
import {
  inspectionKindTerms,
  inspectionSideTerms,
  inspectionStateTerms,
} from '../../rules/supervision/inspection-terms.js';
import { day, freeText, id, instant, keysOf, pageOf, pageQuery } from './formats.js';
import { finding } from './problems.js';
import { sheetSection } from './sheet.js';

export const inspectionQuery = pageQuery.extend({ projectId: id.optional() });

export const inspectionRow = z.object({
  id,
  number: z.string(),
  projectId: id,
  projectName: z.string(),
  kind: z.enum(keysOf(inspectionKindTerms)),
  kindLabel: z.string(),
  side: z.enum(keysOf(inspectionSideTerms)),
  sideLabel: z.string(),
  state: z.enum(keysOf(inspectionStateTerms)),
  stateLabel: z.string(),
  reason: z.string(),
  findings: z.number().int(),
  /** Last day of what is to be done next; null when it is closed. */
  nextDueOn: day.nullable(),
  overdue: z.boolean(),
  openedAt: instant,
  closedAt: instant.nullable(),
});
export type InspectionRowView = z.infer<typeof inspectionRow>;
export const inspectionPage = pageOf(inspectionRow);
export type InspectionPage = z.infer<typeof inspectionPage>;

/** A base and when it is due: `findings` say what went by without its inspection. */
export const baseRow = z.object({
  projectId: id,
  projectName: z.string(),
  firmName: z.string(),
  lastInspectedOn: day.nullable(),
  dueOn: day,
  findings: z.array(finding),
});
export const baseList = z.object({ items: z.array(baseRow) });
export type BaseList = z.infer<typeof baseList>;

export const inspectionBody = z.object({
  projectId: id,
  reason: freeText(400),
});
export type InspectionBody = z.infer<typeof inspectionBody>;

export const inspectionView = z.object({ row: inspectionRow, sections: z.array(sheetSection) });
export type InspectionView = z.infer<typeof inspectionView>;
