/** The facts of one household that pages and tasks show. */
import { z } from 'zod';
import { householdStageTerms, houseUseTerms } from '../../rules/vocabulary/cases.js';
import { agreementStatusTerms, determinationStatusTerms } from '../../rules/vocabulary/statuses.js';
import { areaText, contentHash, day, id, instant, keysOf, yuanText } from './formats.js';

export const HOUSEHOLD_STAGES = keysOf(householdStageTerms);
export const householdStage = z.enum(HOUSEHOLD_STAGES);

export const areaSurvey = z.object({
  id,
  round: z.number().int(),
  officerName: z.string(),
  measuredAreaSqm: areaText,
  note: z.string().nullable(),
  surveyedAt: instant,
});

export const areaDetermination = z.object({
  id,
  version: z.number().int(),
  areaSqm: areaText,
  basis: z.string(),
  /** A new homestead is granted instead of money for the land (collective land). */
  newHomestead: z.boolean(),
  use: z.enum(keysOf(houseUseTerms)),
  useBasis: z.string().nullable(),
  determinedByName: z.string(),
  determinedAt: instant,
  status: z.enum(keysOf(determinationStatusTerms)),
  noticeId: id.nullable(),
  frozenAt: instant.nullable(),
});

export const negotiation = z.object({
  id,
  round: z.number().int(),
  officerName: z.string(),
  summary: z.string(),
  heldAt: instant,
});

/** One amount of the compensation with the sentence and clause it rests on. */
export const compensationComponent = z.object({
  name: z.string(),
  label: z.string(),
  yuan: yuanText,
  basis: z.string(),
});
export const calculation = z.object({
  id,
  policyVersion: z.string(),
  components: z.array(compensationComponent),
  totalYuan: yuanText,
  /** What the owner of a house that is let at government rent gets beside its tenant, no part of the total. */
  ownerShare: z.object({ yuan: yuanText, basis: z.string() }).nullable(),
  contentHash,
  computedAt: instant,
  superseded: z.boolean(),
});

export const signature = z.object({
  party: z.enum(['household', 'owner', 'officer', 'seal']),
  form: z.enum(['electronic', 'paper']),
  personName: z.string(),
  signedAt: instant,
});
export const agreement = z.object({
  id,
  householdId: id,
  version: z.number().int(),
  number: z.string(),
  status: z.enum(keysOf(agreementStatusTerms)),
  statusLabel: z.string(),
  totalYuan: yuanText,
  contentHash,
  text: z.string(),
  preparedAt: instant,
  sealedAt: instant.nullable(),
  effectiveAt: instant.nullable(),
  dueOn: day.nullable(),
  signatures: z.array(signature),
});

export const bagDocument = z.object({
  id,
  type: z.string(),
  typeLabel: z.string(),
  name: z.string(),
  mediaType: z.string(),
  contentHash,
  uploadedByName: z.string(),
  uploadedAt: instant,
  superseded: z.boolean(),
});

/** A paper as its household sees it in its own bag: what, since when, and the digest to compare its copy with. */
export const ownDocument = bagDocument.pick({
  id: true,
  typeLabel: true,
  name: true,
  uploadedAt: true,
  contentHash: true,
});

export type OwnDocument = z.infer<typeof ownDocument>;
export type AreaSurvey = z.infer<typeof areaSurvey>;
export type AreaDetermination = z.infer<typeof areaDetermination>;
export type Negotiation = z.infer<typeof negotiation>;
export type Calculation = z.infer<typeof calculation>;
export type Agreement = z.infer<typeof agreement>;
export type BagDocument = z.infer<typeof bagDocument>;
