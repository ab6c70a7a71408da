import { beforeAll, describe, expect, it } from '@jest/globals';
import { sendList } from '../../db/repositories/bank.repository.js';
import { PaymentWork } from '../factories/payment-work.js';
import { setStage } from './stage.js';

const INSTRUCT = `INSERT INTO bank_instruction (end_to_end_id, list_id, version, item_id, amount_fen, payee_name, payee_account)
  SELECT 'FORGED', list_id, version, item_id, amount_fen, payee_name, payee_account FROM payment_list_item`;

describe('guards from the effective agreement to the bank, against plain SQL', () => {
  const stage = setStage();
  let payment: PaymentWork;
  const attempt = (sql: string, ...parameters: unknown[]) => stage.attacker.attempt(sql, parameters);
  const approve = (act: string, person: string, hash?: string) =>
    attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, content_hash)
       SELECT 'payment-list', id, $1, 1, $2, 'approved', coalesce($3, list_hash) FROM payment_list`,
      act,
      person,
      hash ?? null,
    );
  /** Plants a scene past the guards and makes the attempt in it; both are undone. */
  const attemptIn = (scene: string, sql: string) =>
    attempt(
      `SET LOCAL session_replication_role = replica; ${scene}; SET LOCAL session_replication_role = DEFAULT; ${sql}`,
    );

  beforeAll(async () => {
    await stage.field.freeze();
    await stage.field.signAndSealAll();
    payment = await PaymentWork.start(stage.field);
  });

  describe('the special account (R-56)', () => {
    beforeAll(async () => {
      await payment.deposit(100n);
    });

    it.each([
      ['set the balance', 'UPDATE special_account SET balance_fen = 999', 'R-56 TRANSITION_FORBIDDEN'],
      [
        'open an account with money in it',
        `INSERT INTO special_account SELECT id, 5 FROM project`,
        'R-56 TRANSITION_FORBIDDEN',
      ],
      ['change an entry', 'UPDATE special_account_entry SET amount_fen = 999', 'R-46 TRANSITION_FORBIDDEN'],
      [
        'promise more than there is',
        `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference) SELECT id, 'reservation', 101, 'r' FROM project`,
        'special_account_never_overdrawn',
      ],
      [
        'book a deposit twice',
        `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference) SELECT id, 'deposit', 100, 'deposit:凭证-1' FROM project`,
        'special_account_entry_reference_key',
      ],
    ])('cannot be made to %s', async (_what, sql, refusal) => {
      expect(await attempt(sql)).toBe(refusal);
    });
  });

  describe('what is owed (R-55, R-58)', () => {
    const item = (
      amount: string,
    ) => `INSERT INTO payment_item (household_id, agreement_id, round_id, amount_fen, payee_name,
        payee_account) SELECT household_id, agreement_id, round_id, ${amount}, payee_name, payee_account FROM payment_item`;

    it.each([
      ['another amount than the agreement', item('1'), 'R-58、R-41 AGREEMENT_NOT_PAYABLE'],
      ['the same agreement twice', item('amount_fen'), 'payment_item_once'],
      ['a changed amount', 'UPDATE payment_item SET amount_fen = 1', 'R-58 AMOUNT_MISMATCH'],
      ['a payment without a receipt', `UPDATE payment_item SET status = 'paid'`, 'R-60 TRANSITION_FORBIDDEN'],
    ])('cannot be %s', async (_what, sql, refusal) => {
      expect(await attempt(sql)).toBe(refusal);
    });

    it('needs an agreement that is sealed and effective', async () => {
      const refusal = await attemptIn(
        `UPDATE agreement SET status = 'sealed'; DELETE FROM payment_item`,
        `
        INSERT INTO payment_item (household_id, agreement_id, round_id, amount_fen, payee_name, payee_account)
        SELECT household_id, agreement.id, payment_round.id, total_fen, '住户甲', '1' FROM agreement, payment_round`,
      );
      expect(refusal).toBe('R-58、R-41 AGREEMENT_NOT_PAYABLE');
    });
  });

  describe('the list', () => {
    beforeAll(async () => {
      await payment.make();
    });

    it.each([
      ['another total', 'UPDATE payment_list SET total_fen = 1', 'R-59 LIST_CHANGED'],
      ['another hash', `UPDATE payment_list SET list_hash = 'other'`, 'R-59 LIST_CHANGED'],
      ['a changed line', `UPDATE payment_list_item SET payee_account = '6'`, 'R-46 TRANSITION_FORBIDDEN'],
      [
        'a further line',
        `INSERT INTO payment_list_item SELECT list_id, version, gen_random_uuid(), amount_fen, payee_name, payee_account
         FROM payment_list_item`,
        'R-58 LIST_CHANGED',
      ],
      ['another payee', `UPDATE payment_item SET payee_account = '6'`, 'R-58 PAYEE_MISMATCH'],
      ['the levels left out', `UPDATE payment_list SET status = 'approved'`, 'R-59 TRANSITION_FORBIDDEN'],
    ])('of a version cannot get %s (R-58, R-59)', async (_what, sql, refusal) => {
      expect(await attempt(sql)).toBe(refusal);
    });

    it('is approved by nobody out of order, for another hash, or by its maker (R-59, SD8)', async () => {
      const { bookkeeper, maker, projectSupervisor } = stage.field.staff;
      expect(await approve('approve-payment-2', bookkeeper)).toBe('R-59 LEVEL_NOT_DUE');
      expect(await approve('approve-payment-1', projectSupervisor, 'other')).toBe('R-59 LIST_CHANGED');
      await stage.attacker.plant(
        `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'project-supervisor', '2026-01-01')`,
        [maker],
      );
      expect(await approve('approve-payment-1', maker)).toBe('SD8 DUTY_NOT_SEPARATED');
    });

    it('does not let the third level release the fourth (R-59, SD8)', async () => {
      await payment.approve(3);
      const { financeHead, investment } = stage.field.staff;
      await stage.attacker.plant(
        `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'general-manager', '2026-01-01')`,
        [financeHead],
      );
      expect(await approve('approve-payment-4', financeHead)).toBe('SD8 DUTY_NOT_SEPARATED');
      expect(await approve('release-payment', investment)).toBe('R-59、R-61 PAYMENT_INCOMPLETE');
      expect(await attempt(`UPDATE payment_list SET status = 'approved'`)).toBe('R-59 PAYMENT_INCOMPLETE');
    });

    it('lets no money go before the release (R-54, R-61)', async () => {
      expect(await attempt(INSTRUCT)).toBe('R-59、R-61 PAYMENT_INCOMPLETE');
      const scene = `UPDATE payment_list SET status = 'released'`;
      expect(await attemptIn(scene, INSTRUCT)).toBe('R-59、R-61 PAYMENT_INCOMPLETE');
    });
  });

  describe('the order to the bank', () => {
    beforeAll(async () => {
      const { field } = stage;
      await payment.deposit(1_000_000_000n, '凭证-2');
      await field.act('generalManager', { act: 'approve-payment-4', caseId: payment.listId, verdict: 'approved' });
      await payment.reserve();
      await payment.release();
    });

    it.each([
      ['goes to another account', INSTRUCT.replace('payee_account FROM', `'6222' FROM`), 'R-58 PAYEE_MISMATCH'],
      [
        'carries another amount',
        INSTRUCT.replace(
          'item_id, amount_fen, payee_name, payee_account FROM',
          'item_id, 1, payee_name, payee_account FROM',
        ),
        'R-58 PAYEE_MISMATCH',
      ],
    ])('is refused when it %s', async (_what, sql, refusal) => {
      expect(await attempt(sql)).toBe(refusal);
    });

    it.each([
      [
        'a level is withdrawn',
        `UPDATE case_act SET withdrawn_at = now() WHERE act = 'approve-payment-2'`,
        'R-59、R-61 PAYMENT_INCOMPLETE',
      ],
      [
        'the release is of another hash',
        `UPDATE case_act SET content_hash = 'x' WHERE act = 'release-payment'`,
        'R-59、R-61 PAYMENT_INCOMPLETE',
      ],
      [
        'two levels are one person',
        `UPDATE case_act SET person_id = (SELECT person_id FROM case_act WHERE act = 'approve-payment-1') WHERE act = 'approve-payment-2'`,
        'R-59、R-61 PAYMENT_INCOMPLETE',
      ],
      ['the agreement is not effective', `UPDATE agreement SET status = 'sealed'`, 'R-58、R-41 AGREEMENT_NOT_PAYABLE'],
      [
        'nothing is reserved for it',
        `DELETE FROM special_account_entry WHERE kind = 'reservation'`,
        'R-56 ACCOUNT_INSUFFICIENT',
      ],
      [
        'the payee was changed after the approvals',
        `UPDATE payment_item SET payee_account = '6222'; UPDATE payment_list_item SET payee_account = '6222'`,
        'R-59 LIST_CHANGED',
      ],
    ])('is refused when %s', async (_what, scene, refusal) => {
      expect(await attemptIn(scene, INSTRUCT)).toBe(refusal);
    });

    it('goes out once: a second order for the same line is refused until the bank says it failed (R-60)', async () => {
      await stage.db.transaction((tx) => sendList(tx, payment.listId));
      const reopen = `UPDATE payment_list SET status = 'released'`;
      expect(await attemptIn(reopen, INSTRUCT)).toBe('R-60 ITEM_LISTED_TWICE');
      const paid = `${reopen}; INSERT INTO bank_receipt (end_to_end_id, amount_fen, status)
        SELECT end_to_end_id, amount_fen, 'paid' FROM bank_instruction`;
      expect(await attemptIn(paid, INSTRUCT)).toBe('R-60 ITEM_LISTED_TWICE');
    });

    it('takes no receipt of another amount and no second receipt (R-60)', async () => {
      const receipt = (amount: string) => `INSERT INTO bank_receipt (end_to_end_id, amount_fen, status)
        SELECT end_to_end_id, ${amount}, 'paid' FROM bank_instruction`;
      expect(await attempt(receipt('amount_fen - 1'))).toBe('R-60 AMOUNT_MISMATCH');
      expect(await attemptIn(receipt('amount_fen'), receipt('amount_fen'))).toBe('bank_receipt_end_to_end_id_key');
    });
  });
});
