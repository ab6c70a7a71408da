import { describe, expect, it } from '@jest/globals';
import {
  mayChangePaymentItem,
  mayChangePaymentList,
  PAYMENT_ITEM_TRANSITIONS,
  PAYMENT_LIST_TRANSITIONS,
} from '../../../rules/payment/transitions.js';
import { vocabulary } from '../../../rules/vocabulary.js';
import type { PaymentItemStatus, PaymentListStatus } from '../../../rules/vocabulary.js';
import { policy } from '../builders.js';

const items = Object.keys(vocabulary.paymentItemStatus) as PaymentItemStatus[];
const lists = Object.keys(vocabulary.paymentListStatus) as PaymentListStatus[];

describe('states of a payment', () => {
  it.each(items.flatMap((from) => items.map((to) => [from, to] as const)))('item: %s → %s', (from, to) => {
    const allowed = PAYMENT_ITEM_TRANSITIONS[from].includes(to);
    const decision = mayChangePaymentItem(from, to, policy);
    expect(decision).toMatchObject({ passed: allowed, value: { status: allowed ? to : from } });
  });

  it.each(lists.flatMap((from) => lists.map((to) => [from, to] as const)))('list: %s → %s', (from, to) => {
    const allowed = PAYMENT_LIST_TRANSITIONS[from].includes(to);
    expect(mayChangePaymentList(from, to, policy)).toMatchObject({
      passed: allowed,
      value: { status: allowed ? to : from },
    });
  });

  it('nobody is paid twice: nothing follows paid, and paid follows only sent', () => {
    expect(items.filter((to) => mayChangePaymentItem('paid', to, policy).passed)).toEqual([]);
    expect(items.filter((from) => mayChangePaymentItem(from, 'paid', policy).passed)).toEqual(['sent']);
  });

  it('no list is sent without having been released', () => {
    expect(lists.filter((from) => mayChangePaymentList(from, 'sent', policy).passed)).toEqual(['released']);
    expect(lists.filter((from) => mayChangePaymentList(from, 'released', policy).passed)).toEqual(['approved']);
  });
});
