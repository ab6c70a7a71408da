/** Households: list, case page, the household's own page, and what staff enter about them. */
import { z } from 'zod';
import { houseUseTerms, tenureTerms } from '../../rules/vocabulary/cases.js';
import { documentTypeTerms } from '../../rules/vocabulary/papers.js';
import { recordedAct } from './acts.js';
import {
  agreement,
  areaDetermination,
  areaSurvey,
  bagDocument,
  calculation,
  householdStage,
  negotiation,
  ownDocument,
} from './facts.js';
import {
  areaInput,
  areaText,
  contentHash,
  day,
  engineKey,
  freeText,
  id,
  instant,
  keysOf,
  pageOf,
  pageQuery,
  yuanText,
} from './formats.js';
import { ownDecision } from './own-decision.js';
import { householdPayment } from './payments.js';
import { noticeReference, objection, planOpinion } from './notices.js';
import { ownReport } from './report-objections.js';

export const householdQuery = pageQuery.extend({
  projectId: id.optional(),
  stage: householdStage.optional(),
  /** Part of a case number, household number, address or holder's name. */
  q: z.string().trim().max(60).optional(),
});
export type HouseholdQuery = z.infer<typeof householdQuery>;

export const householdRow = z.object({
  id,
  projectId: id,
  /** Number of the household in its project's register. */
  number: z.string(),
  caseNumber: z.string(),
  address: z.string(),
  holderName: z.string(),
  stage: householdStage,
  stageLabel: z.string(),
  /** Of the standing agreement; null while there is none. */
  totalYuan: yuanText.nullable(),
});
export type HouseholdRow = z.infer<typeof householdRow>;
export const householdPage = pageOf(householdRow);
export type HouseholdPage = z.infer<typeof householdPage>;

export const tenure = z.enum(keysOf(tenureTerms));
export const houseUse = z.enum(keysOf(houseUseTerms));

/** Identity number, phone and account are masked: first 3 and last 4 characters (RULES part 8). */
export const householdFacts = householdRow.omit({ totalYuan: true }).extend({
  tenure,
  tenureLabel: z.string(),
  /** As registered. */
  use: houseUse,
  useLabel: z.string(),
  certificateAreaSqm: areaText.nullable(),
  livingAreaSqm: areaText.nullable(),
  unitPriceYuan: yuanText,
  nonSelfContained: z.boolean(),
  registeredPersons: z.number().int(),
  hardshipPersons: z.number().int().nullable(),
  idNumberMasked: z.string(),
  phoneMasked: z.string(),
  payeeName: z.string(),
  payeeAccountMasked: z.string(),
});
export type HouseholdFacts = z.infer<typeof householdFacts>;

export const stageStep = z.object({
  stage: householdStage,
  label: z.string(),
  state: z.enum(['done', 'current', 'ahead']),
});
export type StageStep = z.infer<typeof stageStep>;

/** One record of the case's ledger; the hash chain can be checked with `npm run ledger:verify`. */
export const ledgerRecord = z.object({
  seq: z.number().int(),
  kind: z.string(),
  kindLabel: z.string(),
  /** What was done or refused, where the entry is about an act of a person: `一级审核（项目主管）`. */
  actLabel: z.string().nullable(),
  /** Why it was refused, in words; empty otherwise. */
  reasons: z.array(z.string()),
  actorName: z.string(),
  at: instant,
  clauses: z.array(z.string()),
  hash: contentHash,
});
export type LedgerRecord = z.infer<typeof ledgerRecord>;

/** `GET /api/households/:id`: everything the case page shows. */
export const caseView = z.object({
  household: householdFacts,
  project: z.object({
    id,
    code: z.string(),
    name: z.string(),
    modeLabel: z.string(),
    signingEndsAt: instant.nullable(),
  }),
  stages: z.array(stageStep),
  surveys: z.array(areaSurvey),
  determinations: z.array(areaDetermination),
  negotiations: z.array(negotiation),
  calculations: z.array(calculation),
  agreements: z.array(agreement),
  acts: z.array(recordedAct),
  documents: z.array(bagDocument),
  notices: z.array(noticeReference),
  objections: z.array(objection),
  payments: z.array(householdPayment),
  ledger: z.array(ledgerRecord),
});
export type CaseView = z.infer<typeof caseView>;

/** `GET /api/my-case`: what a household sees of its own case. */
/** `GET /api/my-house`: what the owner of a let house sees. */
export const myHouse = z.object({
  ownerName: z.string(),
  address: z.string(),
  caseNumber: z.string(),
  project: caseView.shape.project,
  stages: caseView.shape.stages,
  /** The owner's own compensation; null before the calculation. */
  share: calculation.shape.ownerShare,
  agreements: caseView.shape.agreements,
  /** Whose turn it is to sign the agreement that waits. */
  turn: z.enum(['none', 'household', 'owner']),
  agreementToSign: agreement.nullable(),
  payments: caseView.shape.payments,
});
export type MyHouse = z.infer<typeof myHouse>;

export const myCase = caseView
  .pick({
    household: true,
    project: true,
    stages: true,
    surveys: true,
    determinations: true,
    calculations: true,
    agreements: true,
    notices: true,
    objections: true,
    payments: true,
  })
  .extend({
    /** The papers of its own file bag, each to be downloaded. */
    documents: z.array(ownDocument),
    /** The agreement that waits for the household's signature. */
    agreementToSign: agreement.nullable(),
    /** The running notice the household may object to. */
    noticeOpenToObjection: noticeReference.nullable(),
    /** Draft plans that are out, on which the household has not said what it thinks. */
    draftsOpenToOpinion: z.array(noticeReference),
    planOpinions: z.array(planOpinion),
    /** Its appraisal report, from the delivery on. */
    report: ownReport.nullable(),
    /** The compensation decision on it, from the day it is issued on. */
    decision: ownDecision.nullable(),
  });
export type MyCase = z.infer<typeof myCase>;

export const processInstanceView = z.object({
  processInstanceKey: engineKey,
  parentProcessInstanceKey: engineKey.nullable(),
  processId: z.string(),
  name: z.string(),
  state: z.enum(['ACTIVE', 'COMPLETED', 'TERMINATED']),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** The diagram as deployed. */
  xml: z.string(),
  activeElements: z.array(z.string()),
  completedElements: z.array(z.string()),
  takenFlows: z.array(z.string()),
  incidents: z.array(z.object({ elementId: z.string(), message: z.string(), at: instant })),
});
/** `GET /api/households/:id/process`. */
export const processView = z.object({ instances: z.array(processInstanceView) });
export type ProcessView = z.infer<typeof processView>;
export type ProcessInstanceView = z.infer<typeof processInstanceView>;

export const areaSurveyBody = z.object({
  taskKey: engineKey,
  measuredAreaSqm: areaInput,
  note: z.string().trim().max(500).optional(),
});
export const areaDeterminationBody = z.object({
  taskKey: engineKey,
  areaSqm: areaInput,
  basis: freeText(500),
  /** A new homestead is granted instead of money for the land; on collective land alone. */
  newHomestead: z.boolean().default(false),
  /** What the house is lawfully used for. */
  use: houseUse.default('residential'),
  /** The paper it rests on: needed for whatever nobody lives in, and for another use than registered. */
  useBasis: z.string().trim().max(300).default(''),
});
export const created = z.object({ id });
export type AreaSurveyBody = z.infer<typeof areaSurveyBody>;
export type AreaDeterminationBody = z.input<typeof areaDeterminationBody>;
export type Created = z.infer<typeof created>;

/** The paper types of a file bag, as the rules name them. */
export const DOCUMENT_TYPES = keysOf(documentTypeTerms);
export const documentType = z.enum(DOCUMENT_TYPES);
/** `POST /api/households/:id/documents` is multipart: the fields below and one part `file` (at most 10 MB). */
export const documentFields = z.object({ type: documentType });
export const documentCreated = z.object({ id, contentHash });

/** `POST /api/households/:id/access-code`: shown once, never stored in clear. */
export const accessCode = z.object({ accessCode: z.string(), caseNumber: z.string(), issuedOn: day });
export type AccessCode = z.infer<typeof accessCode>;
