import { openAgreement, signaturesOf } from '../../db/repositories/agreements.repository.js';
import { standingDetermination, surveysOfRound } from '../../db/repositories/areas.repository.js';
import { contentOf } from '../../db/repositories/act-context.repository.js';
import { documentsOf } from '../../db/repositories/documents.repository.js';
import { getHousehold } from '../../db/repositories/households.repository.js';
import { negotiationsOfRound } from '../../db/repositories/negotiations.repository.js';
import { getObjection } from '../../db/repositories/objections.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { ActName } from '../../rules/acts.js';
import type { Finding } from '../../rules/decision.js';
import { mayApprovePayment, mayReleasePayment, PAYMENT_LEVELS } from '../../rules/payment/levels.js';
import { policyOn } from '../../rules/policy/policies.js';
import type { Policy } from '../../rules/policy/policies.js';
import { checkFileBag } from '../../rules/review/file-bag.js';
import { isReviewGate, mayReview } from '../../rules/review/gates.js';
import { maySeal } from '../../rules/review/may-seal.js';
import { isDocumentType } from '../../rules/vocabulary.js';
import type { JudgedAct } from './judge-act.js';

/** What is being completed: who, on which case, with which verdict, about which content. */
export interface Completion extends JudgedAct {
  readonly personId: string;
  /** Null where the act ends without one. */
  readonly verdict: string | null;
  readonly returnReason: string | null;
  readonly note: string | null;
  /** Hash of the content the process brought to this person; null where there is none. */
  readonly seenHash: string | null;
}

type Check = (tx: Transaction, completion: Completion, policy: Policy) => Promise<readonly Finding[]>;

const missing = (message: string, basis: string): Finding[] => [{ code: 'FIELD_MISSING', message, basis }];

const survey: Check = async (tx, { taskCase, round, personId }) => {
  const surveys = await surveysOfRound(tx, taskCase.id, round);
  return surveys.some(({ officerId }) => officerId === personId)
    ? []
    : missing('本人尚未录入本轮实测面积，请先录入再办结', 'R-23、R-42');
};

const determination: Check = async (tx, { taskCase, personId }) => {
  const standing = await standingDetermination(tx, taskCase.id);
  return standing?.status === 'determined' && standing.determinedBy === personId
    ? []
    : missing('本人尚未录入认定面积和依据，请先录入再办结', 'R-24、R-25');
};

const objection: Check = async (tx, { taskCase, personId, verdict }) => {
  const { answer, upheld, handlerId } = await getObjection(tx, taskCase.id);
  if (answer === null || handlerId !== personId) return missing('本人尚未填写书面答复，请先答复再办结', 'SD12');
  if (upheld === (verdict === 'upheld')) return [];
  return [
    { code: 'VERDICT_INVALID', message: '结论与书面答复不一致，请改正后再办结', basis: 'SD12', field: 'verdict' },
  ];
};

const negotiation: Check = async (tx, { taskCase, round, personId }) => {
  const records = await negotiationsOfRound(tx, taskCase.id, round);
  return records.some(({ officerId }) => officerId === personId)
    ? []
    : missing('本人尚未填写本轮协商记录，请先填写再办结', 'R-42、R-46');
};

const officerSignature: Check = async (tx, { taskCase, personId, seenHash }) => {
  const agreement = await openAgreement(tx, taskCase.id);
  const signatures = agreement === null ? [] : await signaturesOf(tx, agreement.id);
  const signed = signatures.some((each) => each.personId === personId && each.contentHash === agreement?.contentHash);
  if (agreement?.contentHash === seenHash && signed) return [];
  return missing('本人尚未在这份协议上签字，请先签字再办结', 'R-42');
};

/** a bag that lacks a required paper cannot be approved, only returned. */
const fileBag: Check = async (tx, { taskCase }, policy) => {
  const household = await getHousehold(tx, taskCase.id);
  const documents = (await documentsOf(tx, taskCase.id)).map(({ type }) => type).filter(isDocumentType);
  const otherPayee = household.payeeName !== household.holderName;
  const hardship = household.hardshipPersons > 0;
  return checkFileBag({ tenure: household.tenure, hardship, otherPayee, documents }, policy).findings;
};

const review: Check = async (tx, completion, policy) => {
  const { taskCase, verdict, returnReason, note, caseActs } = completion;
  if (!isReviewGate(taskCase.act)) return [];
  const contentHash = (await contentOf(tx, taskCase.act, taskCase.id)) ?? '';
  const seenHash = completion.seenHash ?? '';
  const state = { contentHash, caseActs };
  const decision = mayReview(taskCase.act, seenHash, { verdict: verdict ?? '', returnReason, note }, state, policy);
  const papers = verdict === 'approved' ? await fileBag(tx, completion, policy) : [];
  return [...decision.findings, ...papers];
};

const seal: Check = async (tx, { taskCase, personId, caseActs, seenHash }, policy) => {
  const contentHash = (await contentOf(tx, taskCase.act, taskCase.id)) ?? '';
  return maySeal({ keeperId: personId, seenHash: seenHash ?? '', contentHash, caseActs }, policy).findings;
};

const listMade: Check = async (tx, { taskCase }) =>
  (await contentOf(tx, 'make-payment-list', taskCase.id)) === null
    ? missing('尚未生成清单，请先编制清单再办结', 'R-58')
    : [];

/** A payment list changes only by a new version, which the maker's task makes: what is stored is what was on screen. */
const paymentLevel: Check = async (tx, { taskCase, verdict, caseActs }, policy) => {
  const listHash = (await contentOf(tx, taskCase.act, taskCase.id)) ?? '';
  const level = PAYMENT_LEVELS.find((each) => each === taskCase.act);
  return level === undefined
    ? []
    : mayApprovePayment(level, listHash, verdict ?? '', { listHash, caseActs }, policy).findings;
};

const release: Check = async (tx, { taskCase, verdict, caseActs }, policy) => {
  if (verdict !== 'approved') return [];
  const listHash = (await contentOf(tx, taskCase.act, taskCase.id)) ?? '';
  return mayReleasePayment(listHash, { listHash, caseActs }, policy).findings;
};

const CHECKS: Partial<Record<ActName, Check>> = {
  'survey-area': survey,
  'determine-area': determination,
  'answer-objection': objection,
  negotiate: negotiation,
  'sign-as-officer': officerSignature,
  'review-project-supervisor': review,
  'review-supervision-department': review,
  'review-investment-supervisor': review,
  'approve-agreement': review,
  'seal-agreement': seal,
  'make-payment-list': listMade,
  'approve-payment-1': paymentLevel,
  'approve-payment-2': paymentLevel,
  'approve-payment-3': paymentLevel,
  'approve-payment-4': paymentLevel,
  'release-payment': release,
};

/** Is everything there that this act needs: the person's own entries, the right content, the order of the gates? */
export async function checkCompletion(tx: Transaction, completion: Completion): Promise<readonly Finding[]> {
  const check = CHECKS[completion.taskCase.act];
  return check === undefined ? [] : check(tx, completion, policyOn(await tx.today()));
}
