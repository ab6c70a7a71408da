import { ACTS } from './acts.js';
import { alarmKindTerms } from './vocabulary/alarms.js';
import {
  caseKindTerms,
  compensationChoiceTerms,
  householdStageTerms,
  houseUseTerms,
  modeTerms,
  returnReasonTerms,
  tenureTerms,
} from './vocabulary/cases.js';
import { ledgerKindTerms, messageTerms } from './vocabulary/messages.js';
import { documentTypeTerms, noticeKindTerms } from './vocabulary/papers.js';
import { organisationTerms, roleTerms } from './vocabulary/people.js';
import {
  agreementStatusTerms,
  determinationStatusTerms,
  noticeStatusTerms,
  objectionStatusTerms,
  paymentItemStatusTerms,
  paymentListStatusTerms,
} from './vocabulary/statuses.js';
import type { Term } from './vocabulary/term.js';
import { verdictTerms } from './vocabulary/verdicts.js';

export { isMode, isReturnReason, isTenure } from './vocabulary/cases.js';
export { isDocumentType, isNoticeKind } from './vocabulary/papers.js';
export type { HouseholdStage, Mode, ReturnReason, Tenure } from './vocabulary/cases.js';
export type { LedgerKind, MessageName } from './vocabulary/messages.js';
export type { DocumentType, NoticeKind } from './vocabulary/papers.js';
export type { OrganisationKind } from './vocabulary/people.js';
export type {
  AgreementStatus,
  DeterminationStatus,
  NoticeStatus,
  ObjectionStatus,
  PaymentItemStatus,
  PaymentListStatus,
} from './vocabulary/statuses.js';
export type { Term } from './vocabulary/term.js';

const actTerms = Object.fromEntries(
  Object.entries(ACTS).map(([name, act]) => [
    name,
    { label: act.label, meaning: act.label, source: act.clauses.join('、') } satisfies Term,
  ]),
) as Readonly<Record<keyof typeof ACTS, Term>>;

/** The one dictionary: pages, diagrams and reports take their words from here. */
export const vocabulary = {
  role: roleTerms,
  organisation: organisationTerms,
  caseKind: caseKindTerms,
  mode: modeTerms,
  compensationChoice: compensationChoiceTerms,
  tenure: tenureTerms,
  houseUse: houseUseTerms,
  householdStage: householdStageTerms,
  returnReason: returnReasonTerms,
  determinationStatus: determinationStatusTerms,
  noticeStatus: noticeStatusTerms,
  objectionStatus: objectionStatusTerms,
  agreementStatus: agreementStatusTerms,
  paymentItemStatus: paymentItemStatusTerms,
  paymentListStatus: paymentListStatusTerms,
  noticeKind: noticeKindTerms,
  documentType: documentTypeTerms,
  alarmKind: alarmKindTerms,
  message: messageTerms,
  ledgerKind: ledgerKindTerms,
  verdict: verdictTerms,
  /** Task labels: every act a person may do. */
  act: actTerms,
} as const;

export type VocabularyGroup = keyof typeof vocabulary;

/** The Chinese word for a key, or the key itself where the dictionary has none (shown rather than hidden). */
export function labelOf(group: VocabularyGroup, key: string): string {
  const terms: Readonly<Record<string, Term>> = vocabulary[group];
  return Object.hasOwn(terms, key) ? (terms[key]?.label ?? key) : key;
}
