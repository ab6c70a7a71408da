import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PaymentItemStatus, PaymentListStatus } from '../../rules/vocabulary.js';
import { PaymentWork } from '../factories/payment-work.js';
import { setStage } from './stage.js';

/** What may follow what. Paid is the end, unless the bank tells that the money came back: nobody is paid twice. */
const ITEM: Readonly<Record<PaymentItemStatus, readonly PaymentItemStatus[]>> = {
  due: ['listed'],
  listed: ['due', 'sent'],
  sent: ['paid', 'failed'],
  failed: ['listed'],
  paid: ['failed'],
};

/** The same for one version of a list. */
const LIST: Readonly<Record<PaymentListStatus, readonly PaymentListStatus[]>> = {
  draft: ['in-review', 'refused'],
  'in-review': ['approved', 'refused'],
  refused: [],
  approved: ['released', 'refused'],
  released: ['sent'],
  sent: ['settled'],
  settled: [],
};
/** Where a new version may begin: made anew, refused, or at the bank with payments that failed. */
const NEW_VERSION_AFTER: readonly PaymentListStatus[] = ['draft', 'refused', 'sent'];

/** The change itself is lawful, whether or not the levels or the bank's receipt are there yet. */
const LAWFUL = /^(done|R-\S+ (PAYMENT_INCOMPLETE|RECEIPT_UNKNOWN))$/;

const keys = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as K[];
const changes = <K extends string>(table: Readonly<Record<K, readonly K[]>>) =>
  keys(table).flatMap((from) => keys(table).map((to) => [from, to, from === to || table[from].includes(to)] as const));

describe('what the status of a payment may become (R-59, R-60)', () => {
  const stage = setStage();
  /** Plants a status past the guards and makes the change in it; both are undone. */
  const changeFrom = (table: 'payment_item' | 'payment_list', from: string, change: string) =>
    stage.attacker.attempt(
      `SET LOCAL session_replication_role = replica; UPDATE ${table} SET status = '${from}';
       SET LOCAL session_replication_role = DEFAULT; ${change}`,
    );

  beforeAll(async () => {
    await stage.field.freeze();
    await stage.field.signAndSealAll();
    const payment = await PaymentWork.start(stage.field);
    await payment.make();
  });

  it.each(changes(ITEM))('a sum owed, from %s to %s: %s', async (from, to, allowed) => {
    const answer = await changeFrom('payment_item', from, `UPDATE payment_item SET status = '${to}'`);
    expect(answer).toMatch(allowed ? LAWFUL : /^R-60 TRANSITION_FORBIDDEN$/);
  });

  it.each(changes(LIST))('a version of a list, from %s to %s: %s', async (from, to, allowed) => {
    const answer = await changeFrom('payment_list', from, `UPDATE payment_list SET status = '${to}'`);
    expect(answer).toMatch(allowed ? LAWFUL : /^R-59 TRANSITION_FORBIDDEN$/);
  });

  it.each(keys(LIST))('a new version of a list that is %s', async (from) => {
    const again = `
      INSERT INTO payment_list_item SELECT list_id, 2, item_id, amount_fen, payee_name, payee_account FROM payment_list_item;
      UPDATE payment_list SET version = 2, list_hash = list_hash_of(id, 2), status = 'draft'`;
    const allowed = NEW_VERSION_AFTER.includes(from);
    expect(await changeFrom('payment_list', from, again)).toBe(allowed ? 'done' : 'R-58 AMOUNT_MISMATCH');
  });
});
