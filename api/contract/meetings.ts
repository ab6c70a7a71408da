/** Joint meetings, what they decided, the readings that bind, and the agreements such a reading touches. */
import { z } from 'zod';
import { day, freeText, id, instant } from './formats.js';

export const meetingRow = z.object({
  id,
  number: z.string(),
  kindLabel: z.string(),
  reason: z.string(),
  dueOn: day.nullable(),
  heldOn: day.nullable(),
  statusLabel: z.string(),
  openDecisions: z.int(),
  overdueDecisions: z.int(),
  openCatchUp: z.int(),
});
export type MeetingRow = z.infer<typeof meetingRow>;

export const openDecisionRow = z.object({
  id,
  meetingNumber: z.string(),
  text: z.string(),
  ownerName: z.string(),
  organisationName: z.string(),
  dueOn: day,
  overdue: z.boolean(),
});

export const interpretationRow = z.object({
  id,
  meetingNumber: z.string(),
  rule: z.string(),
  reading: z.string(),
  validFrom: day,
  parameter: z.string().nullable(),
  newValue: z.string().nullable(),
  projectCode: z.string().nullable(),
});

export const catchUpRow = z.object({
  id,
  meetingNumber: z.string(),
  reading: z.string(),
  projectCode: z.string(),
  householdId: id,
  caseNumber: z.string(),
  agreementNumber: z.string(),
  checkedNote: z.string().nullable(),
});
export type CatchUpRow = z.infer<typeof catchUpRow>;

export const meetingsView = z.object({
  meetings: z.array(meetingRow),
  decisions: z.array(openDecisionRow),
  interpretations: z.array(interpretationRow),
  catchUp: z.array(catchUpRow),
  matters: z.array(z.object({ id, organisationName: z.string(), text: z.string(), raisedAt: instant })),
});
export type MeetingsView = z.infer<typeof meetingsView>;

export const callMeetingBody = z.strictObject({ reason: freeText(300) });
export const matterBody = z.strictObject({ text: freeText(300) });
export const catchUpCheckBody = z.strictObject({ affected: z.boolean(), note: freeText(500) });
export const catchUpSettlementBody = z.strictObject({ note: freeText(500) });
