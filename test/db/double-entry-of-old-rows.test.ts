import { beforeAll, describe, expect, it } from '@jest/globals';
import { recordBankReceipts, sendList } from '../../db/repositories/bank.repository.js';
import { settlePayments } from '../../db/repositories/settlement.repository.js';
import { KeepBooksInDoubleEntry1795478400150 } from '../../db/migrations/1795478400150-keep-books-in-double-entry.js';
import { PaymentWork } from '../factories/payment-work.js';
import { setStage } from './stage.js';

const FUNCTIONS = `post_movements, guard_posting, guard_two_sides, take_turn_in_book, guard_bank_movement,
  guard_bank_return, book_orders, book_receipts, book_returns, trial_balance, book_is_balanced, reserved_account_of,
  debited_by, credited_by, signed_fen, account_balance`;

/** The account as it was kept before: one balance, moved by its entries; orders and rejections moved nothing. */
const AS_BEFORE = `
  DROP TRIGGER booked ON bank_instruction;
  DROP TRIGGER booked ON bank_receipt;
  DROP TRIGGER posted ON special_account_entry;
  DROP TRIGGER two_sides ON special_account_entry;
  DROP TRIGGER a_turn ON special_account_entry;
  DROP TRIGGER c_bank ON special_account_entry;
  DROP TABLE bank_return, special_account_posting;
  DROP FUNCTION ${FUNCTIONS};
  ALTER TABLE special_account DROP COLUMN bank_fen, DROP COLUMN reserved_agreements_fen,
    DROP COLUMN reserved_decisions_fen, DROP COLUMN in_transit_fen, DROP COLUMN movements;
  CREATE FUNCTION move_balance() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
  CREATE TRIGGER moves_balance BEFORE INSERT ON special_account_entry FOR EACH ROW EXECUTE FUNCTION move_balance()`;

describe('an account that was kept with one balance (R-56)', () => {
  const stage = setStage(2);
  const book = () =>
    stage.attacker.rows(
      `SELECT account, balance_fen::text AS fen, book_is_balanced($1) AS balanced FROM trial_balance($1)`,
      [stage.field.projectId],
    );

  beforeAll(async () => {
    const { db, field } = stage;
    await field.freeze();
    await field.signAndSealAll();
    const payment = await PaymentWork.start(field);
    await payment.deposit(200_000_000n);
    await payment.make();
    await payment.approve();
    await payment.reserve();
    const refusal = { act: 'release-payment', caseId: payment.listId, verdict: 'refused', note: '请核对' } as const;
    await field.act('investment', refusal);
    await payment.make();
    await payment.approve();
    await payment.reserve();
    await payment.release();
    const { instructions } = await db.transaction((tx) => sendList(tx, payment.listId));
    const receipts = instructions.map(
      ({ endToEndId, amountFen }, index) =>
        ({ endToEndId, amountFen, status: index === 0 ? 'paid' : 'failed', reason: null }) as const,
    );
    await db.transaction((tx) => recordBankReceipts(tx, receipts, '<回单/>', 'system'));
    await db.transaction((tx) => settlePayments(tx, payment.listId));
  });

  it('is brought into the book with every order and answer of the bank, to the fen', async () => {
    const { attacker } = stage;
    const kept = await book();
    expect(kept).toContainEqual({ account: 'available', fen: '109064684', balanced: true });
    await attacker.plant(`DELETE FROM special_account_entry WHERE kind IN ('sending', 'rejection')`);
    await attacker.rows(AS_BEFORE);
    const migration = new KeepBooksInDoubleEntry1795478400150();
    const runner = { query: (sql: string) => attacker.rows(sql) };
    await migration.up(runner as unknown as Parameters<typeof migration.up>[0]);
    expect(await book()).toEqual(kept);
  });
});
