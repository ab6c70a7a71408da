import { checkEvidenceChain } from '../../rules/review/file-bag.js';
import { isReviewGate, mayReview } from '../../rules/review/gates.js';
import { maySeal } from '../../rules/review/may-seal.js';
import { openAgreement, signaturesOf } from '../repositories/agreements.repository.js';
import { followConversion } from '../repositories/convert-project.repository.js';
import { businessEntriesDiffer } from '../repositories/business-facts.repository.js';
import { evidenceChainOf } from '../repositories/evidence-chain.repository.js';
import { reportInTheWay } from '../repositories/report-objection-facts.repository.js';
import { hasOpenReview } from '../repositories/reviews.repository.js';
import type { Transaction } from '../transaction.js';
import { byVerdict, missing } from './act-handling.js';
import type { ActEffect, ActHandling, ActHandlings, CompletionCheck } from './act-handling.js';

const NEGOTIATION = 'SELECT id, negotiation_round AS value FROM household WHERE id = ANY($1)';
/** Officers sign what they negotiated: after a return for papers alone (reason c) the round before still counts. */
const NEGOTIATED = `SELECT household_id AS id, max(round) AS value FROM negotiation_record
  WHERE household_id = ANY($1) GROUP BY household_id`;
const VERSION = `SELECT household_id AS id, version AS value FROM agreement
  WHERE household_id = ANY($1) AND status <> 'superseded'`;
const AGREEMENT_HASH = `SELECT household_id AS id, content_hash AS value FROM agreement
  WHERE household_id = ANY($1) AND status <> 'superseded'`;
const CALCULATION_HASH = `SELECT household_id AS id, content_hash AS value FROM compensation_calculation
  WHERE household_id = ANY($1) AND superseded_at IS NULL`;

const setStage = (statusOf: Readonly<Record<string, string>>) =>
  byVerdict('UPDATE household SET stage = $2 WHERE id = $1', statusOf);
const setAgreement = (statusOf: Readonly<Record<string, string>>) =>
  byVerdict(
    `UPDATE agreement SET status = $2 WHERE household_id = $1
     AND status IN ('officers-signed', 'in-review', 'approved') AND status <> $2`,
    statusOf,
  );

/** The household's agreement as it stands, whose hash every gate after the signatures is about. */
async function agreementHash(tx: Transaction, householdId: string): Promise<string> {
  return (await openAgreement(tx, householdId))?.contentHash ?? '';
}

/** What stops or is lost is computed as both officers entered it; where they differ, they negotiate again (R-5, SD18). */
const officersAgree: CompletionCheck = async (tx, { taskCase, verdict }) => {
  if (verdict !== 'passed' || !(await businessEntriesDiffer(tx, taskCase.id))) return [];
  const message = '两名经办人核实的停产停业、设备资料不一致，不能通过，请退回重新核实';
  return [{ code: 'AMOUNT_MISMATCH', message, basis: 'R-5、SD18' }];
};

/** A special problem that is before the panel is answered first; then the household is negotiated anew. */
const noOpenReview: CompletionCheck = async (tx, { taskCase, verdict }) => {
  if (verdict !== 'passed' || !(await hasOpenReview(tx, taskCase.id))) return [];
  const message = '本户的特殊问题正在公信评议，不能通过，请等评议办结后再审核';
  return [{ code: 'REVIEW_INCOMPLETE', message, basis: 'R-31' }];
};

const signed: CompletionCheck = async (tx, { taskCase, personId, seenHash }) => {
  const agreement = await openAgreement(tx, taskCase.id);
  const signatures = agreement === null ? [] : await signaturesOf(tx, agreement.id);
  const own = signatures.some((each) => each.personId === personId && each.contentHash === agreement?.contentHash);
  if (agreement?.contentHash === seenHash && own) return [];
  return missing('本人尚未在这份协议上签字，请先签字再办结', 'R-42');
};

/** a file in which a paper is missing, or something hangs in the air, cannot be approved, only returned. */
const evidenced: CompletionCheck = async (tx, { taskCase }) =>
  checkEvidenceChain(await evidenceChainOf(tx, taskCase.id));

const reviewable: CompletionCheck = async (tx, completion, policy) => {
  const { taskCase, verdict, returnReason, note, caseActs } = completion;
  if (!isReviewGate(taskCase.act)) return [];
  const state = { contentHash: await agreementHash(tx, taskCase.id), caseActs };
  const words = { verdict: verdict ?? '', returnReason, note };
  const decision = mayReview(taskCase.act, completion.seenHash ?? '', words, state, policy);
  const papers = verdict === 'approved' ? await evidenced(tx, completion, policy) : [];
  const report = verdict === 'approved' ? await reportInTheWay(tx, taskCase.id) : [];
  return [...decision.findings, ...papers, ...report];
};

const sealable: CompletionCheck = async (tx, { taskCase, personId, caseActs, seenHash }, policy) => {
  const contentHash = await agreementHash(tx, taskCase.id);
  return maySeal({ keeperId: personId, seenHash: seenHash ?? '', contentHash, caseActs }, policy).findings;
};

const reviewed: ActEffect = async (tx, act) => {
  await setAgreement({ approved: 'in-review', returned: 'returned' })(tx, act);
  await setStage({ approved: 'reviewing' })(tx, act);
};
const gate: ActHandling = { round: VERSION, content: AGREEMENT_HASH, check: reviewable };

/** Negotiation, signatures, file bag review and seal. */
export const agreementHandlings: ActHandlings = {
  negotiate: {
    round: NEGOTIATION,
    effect: (tx, { caseId }) =>
      tx.query(`UPDATE household SET stage = 'negotiating' WHERE id = $1 AND stage = 'frozen'`, [caseId]),
  },
  'check-before-signing': {
    round: NEGOTIATION,
    content: CALCULATION_HASH,
    check: async (...of) => [...(await noOpenReview(...of)), ...(await officersAgree(...of))],
    effect: setStage({ passed: 'signing', returned: 'negotiating' }),
  },
  'rectify-file-bag': { round: NEGOTIATION, effect: (tx, { caseId }) => followConversion(tx, caseId) },
  'sign-as-officer': { round: NEGOTIATED, content: AGREEMENT_HASH, check: signed },
  'review-project-supervisor': { ...gate, effect: reviewed },
  'review-supervision-department': { ...gate, effect: reviewed },
  'review-investment-supervisor': { ...gate, effect: reviewed },
  'approve-agreement': { ...gate, effect: setAgreement({ approved: 'approved', returned: 'returned' }) },
  'seal-agreement': { round: VERSION, content: AGREEMENT_HASH, check: sealable },
};
