import { decide } from '../decision.js';
import type { Decision } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { paymentItemStatusTerms, paymentListStatusTerms } from '../vocabulary/statuses.js';
import type { PaymentItemStatus, PaymentListStatus } from '../vocabulary/statuses.js';

/** Which status a sum owed may take next. Paid is the end: nobody is paid twice. */
export const PAYMENT_ITEM_TRANSITIONS: Readonly<Record<PaymentItemStatus, readonly PaymentItemStatus[]>> = {
  due: ['listed'],
  listed: ['sent', 'due'],
  sent: ['paid', 'failed'],
  failed: ['listed'],
  paid: [],
};

/** Which status a list may take next. A refused list becomes a draft of a new version. */
export const PAYMENT_LIST_TRANSITIONS: Readonly<Record<PaymentListStatus, readonly PaymentListStatus[]>> = {
  draft: ['in-review'],
  'in-review': ['approved', 'refused'],
  refused: ['draft'],
  approved: ['released', 'refused'],
  released: ['sent'],
  sent: ['settled'],
  settled: [],
};

export function mayChangePaymentItem(
  from: PaymentItemStatus,
  to: PaymentItemStatus,
  policy: Policy,
): Decision<{ status: PaymentItemStatus }> {
  if (PAYMENT_ITEM_TRANSITIONS[from].includes(to)) return decide({ status: to }, [], policy.version);
  const message = `款项“${paymentItemStatusTerms[from].label}”不能改为“${paymentItemStatusTerms[to].label}”，请刷新后再办理`;
  return decide({ status: from }, [{ code: 'TRANSITION_FORBIDDEN', message, basis: 'R-60' }], policy.version);
}

export function mayChangePaymentList(
  from: PaymentListStatus,
  to: PaymentListStatus,
  policy: Policy,
): Decision<{ status: PaymentListStatus }> {
  if (PAYMENT_LIST_TRANSITIONS[from].includes(to)) return decide({ status: to }, [], policy.version);
  const message = `清单“${paymentListStatusTerms[from].label}”不能改为“${paymentListStatusTerms[to].label}”，请刷新后再办理`;
  return decide({ status: from }, [{ code: 'TRANSITION_FORBIDDEN', message, basis: 'R-59' }], policy.version);
}
