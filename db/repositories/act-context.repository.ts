import type { ActName } from '../../rules/acts.js';
import type { Transaction } from '../transaction.js';

const SURVEY = 'SELECT survey_round AS value FROM household WHERE id = $1';
const NEGOTIATION = 'SELECT negotiation_round AS value FROM household WHERE id = $1';
/** Officers sign what they negotiated: after a return for papers alone (reason c) the round before still counts. */
const NEGOTIATED = 'SELECT max(round) AS value FROM negotiation_record WHERE household_id = $1';
const AGREEMENT = `SELECT version AS value FROM agreement WHERE household_id = $1 AND status <> 'superseded'`;
const LIST = 'SELECT version AS value FROM payment_list WHERE id = $1';

const ROUNDS: Partial<Record<ActName, string>> = {
  'survey-area': SURVEY,
  'determine-area': SURVEY,
  negotiate: NEGOTIATION,
  'check-before-signing': NEGOTIATION,
  'rectify-file-bag': NEGOTIATION,
  'sign-as-officer': NEGOTIATED,
  'review-project-supervisor': AGREEMENT,
  'review-supervision-department': AGREEMENT,
  'review-investment-supervisor': AGREEMENT,
  'approve-agreement': AGREEMENT,
  'seal-agreement': AGREEMENT,
  'make-payment-list': LIST,
  'approve-payment-1': LIST,
  'approve-payment-2': LIST,
  'approve-payment-3': LIST,
  'approve-payment-4': LIST,
  'release-payment': LIST,
  'fund-account': LIST,
  'correct-payee': LIST,
};

/** Round of the survey or negotiation, version of the agreement or list, that an act on a case belongs to now. From 1. */
export async function roundOf(tx: Transaction, act: ActName, caseId: string): Promise<number> {
  const sql = ROUNDS[act];
  if (sql === undefined) return 1;
  const row = await tx.maybeOne<{ value: number | null }>(sql, [caseId]);
  return Math.max(1, row?.value ?? 1);
}

const CALCULATION_HASH =
  'SELECT content_hash AS value FROM compensation_calculation WHERE household_id = $1 AND superseded_at IS NULL';
const AGREEMENT_HASH = `SELECT content_hash AS value FROM agreement WHERE household_id = $1 AND status <> 'superseded'`;
const LIST_HASH = 'SELECT list_hash AS value FROM payment_list WHERE id = $1';
const NOTICE_HASH = 'SELECT content_hash AS value FROM notice WHERE id = $1';

const CONTENTS: Partial<Record<ActName, string>> = {
  'check-before-signing': CALCULATION_HASH,
  'sign-as-officer': AGREEMENT_HASH,
  'review-project-supervisor': AGREEMENT_HASH,
  'review-supervision-department': AGREEMENT_HASH,
  'review-investment-supervisor': AGREEMENT_HASH,
  'approve-agreement': AGREEMENT_HASH,
  'seal-agreement': AGREEMENT_HASH,
  'make-payment-list': LIST_HASH,
  'approve-payment-1': LIST_HASH,
  'approve-payment-2': LIST_HASH,
  'approve-payment-3': LIST_HASH,
  'approve-payment-4': LIST_HASH,
  'release-payment': LIST_HASH,
  'mask-notice': NOTICE_HASH,
  'approve-notice': NOTICE_HASH,
};

/** Hash of the content that an act on a case is about now; null where the act concerns no content, or there is none. */
export async function contentOf(tx: Transaction, act: ActName, caseId: string): Promise<string | null> {
  const sql = CONTENTS[act];
  if (sql === undefined) return null;
  const row = await tx.maybeOne<{ value: string | null }>(sql, [caseId]);
  return row?.value ?? null;
}
