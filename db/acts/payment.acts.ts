import { mayApprovePayment, mayReleasePayment, PAYMENT_LEVELS } from '../../rules/payment/levels.js';
import type { Transaction } from '../transaction.js';
import { byVerdict, missing } from './act-handling.js';
import type { ActHandling, ActHandlings, CompletionCheck } from './act-handling.js';

const VERSION = 'SELECT id, version AS value FROM payment_list WHERE id = ANY($1)';
const LIST_HASH = 'SELECT id, list_hash AS value FROM payment_list WHERE id = ANY($1)';

const setStatus = (statusOf: Readonly<Record<string, string>>) =>
  byVerdict(
    `UPDATE payment_list SET status = $2 WHERE id = $1 AND status IN ('draft', 'in-review', 'approved') AND status <> $2`,
    statusOf,
  );

async function hashOf(tx: Transaction, listId: string): Promise<string | null> {
  const row = await tx.maybeOne<{ value: string | null }>(LIST_HASH, [[listId]]);
  return row?.value ?? null;
}

const listMade: CompletionCheck = async (tx, { taskCase }) =>
  (await hashOf(tx, taskCase.id)) === null ? missing('尚未生成清单，请先编制清单再办结', 'R-58') : [];

/** A payment list changes only by a new version, which the maker's task makes: what is stored is what was on screen. */
const approvable: CompletionCheck = async (tx, { taskCase, verdict, caseActs }, policy) => {
  const listHash = (await hashOf(tx, taskCase.id)) ?? '';
  const level = PAYMENT_LEVELS.find((each) => each === taskCase.act);
  return level === undefined
    ? []
    : mayApprovePayment(level, listHash, verdict ?? '', { listHash, caseActs }, policy).findings;
};

const releasable: CompletionCheck = async (tx, { taskCase, verdict, caseActs }, policy) => {
  if (verdict !== 'approved') return [];
  const listHash = (await hashOf(tx, taskCase.id)) ?? '';
  return mayReleasePayment(listHash, { listHash, caseActs }, policy).findings;
};

const about: ActHandling = { round: VERSION, content: LIST_HASH };
const lowerLevel: ActHandling = {
  ...about,
  check: approvable,
  effect: setStatus({ approved: 'in-review', refused: 'refused' }),
};

/** The list of payments, its four levels and its release. */
export const paymentHandlings: ActHandlings = {
  'make-payment-list': { ...about, check: listMade },
  'approve-payment-1': lowerLevel,
  'approve-payment-2': lowerLevel,
  'approve-payment-3': lowerLevel,
  'approve-payment-4': { ...lowerLevel, effect: setStatus({ approved: 'approved', refused: 'refused' }) },
  'release-payment': {
    ...about,
    check: releasable,
    effect: setStatus({ approved: 'released', refused: 'refused' }),
  },
  'fund-account': { round: VERSION },
  'correct-payee': { round: VERSION },
};
