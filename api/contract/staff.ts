/** People of the firms: certificates, training, pairs, ties to households; proposal of new staff. */
import { z } from 'zod';
import { relationshipKinds } from '../../rules/staff/staff-terms.js';
import { day, freeText, id } from './formats.js';
import { finding } from './problems.js';

export const staffRow = z.object({
  id,
  number: z.string(),
  displayName: z.string(),
  firmName: z.string(),
  stateLabel: z.string(),
  /** Last day on which the latest certificate counts; null without one. */
  certificateUntil: day.nullable(),
  trainingHours: z.number().int(),
  lawHours: z.number().int(),
  /** What is missing or ends: training of this year, the certificate. */
  findings: z.array(finding),
});
export type StaffRowView = z.infer<typeof staffRow>;

/** How often an officer goes with a partner; `fixed`: too often with the same. */
export const pairRow = z.object({
  displayName: z.string(),
  partnerName: z.string(),
  contacts: z.number().int(),
  together: z.number().int(),
  fixed: z.boolean(),
});
export const tieRow = z.object({
  id,
  displayName: z.string(),
  caseNumber: z.string(),
  kindLabel: z.string(),
  declaredOn: day,
});
export const outreachBody = z.object({
  audience: freeText(80),
  topic: freeText(120),
  heldOn: day,
  hours: z.int().min(1).max(200),
  participants: z.int().min(1).max(10_000),
});
export type OutreachBody = z.infer<typeof outreachBody>;
export const outreachRow = outreachBody.extend({ id });

export const staffOverview = z.object({
  members: z.array(staffRow),
  pairs: z.array(pairRow),
  ties: z.array(tieRow),
  outreach: z.array(outreachRow),
  /** Persons of one's own firm who are not on the register yet; empty for whoever may not propose. */
  candidates: z.array(z.object({ accountId: id, displayName: z.string() })),
});
export type StaffOverview = z.infer<typeof staffOverview>;

export const staffProposalBody = z.object({
  accountId: id,
  origin: z.enum(['own', 'external']),
  reason: freeText(400),
  ties: freeText(400).nullable(),
});
export type StaffProposalBody = z.infer<typeof staffProposalBody>;

export const relationshipBody = z.object({ caseNumber: freeText(40), kind: z.enum(relationshipKinds) });
export type RelationshipBody = z.infer<typeof relationshipBody>;
