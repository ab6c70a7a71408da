import { beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { recordBankReceipts, sendList } from '../../db/repositories/bank.repository.js';
import { settlePayments } from '../../db/repositories/settlement.repository.js';
import { depositFunds } from '../../db/repositories/special-accounts.repository.js';
import { PaymentWork } from '../factories/payment-work.js';
import { setStage } from './stage.js';

const COMPENSATION = 90_935_316n;

/** What the accounts come to, in fen; the order is that of the chart. */
interface Line {
  readonly account: string;
  readonly fen: string;
}

describe('the book of the special account (R-56)', () => {
  const stage = setStage(2);
  let payment: PaymentWork;
  const attempt = (sql: string, ...parameters: unknown[]) => stage.attacker.attempt(sql, parameters);
  const book = async () => {
    const lines = await stage.attacker.rows<Line>(
      'SELECT account, balance_fen::text AS fen FROM trial_balance($1) WHERE balance_fen <> 0',
      [stage.field.projectId],
    );
    return Object.fromEntries(lines.map(({ account, fen }) => [account, BigInt(fen)]));
  };
  const isBalanced = async () => {
    const [row] = await stage.attacker.rows<{ balanced: boolean }>('SELECT book_is_balanced($1) AS balanced', [
      stage.field.projectId,
    ]);
    return row?.balanced;
  };

  beforeAll(async () => {
    await stage.field.freeze();
    await stage.field.signAndSealAll();
    payment = await PaymentWork.start(stage.field);
  });

  it('moves the money from account to account, to the fen, until it left the bank', async () => {
    await payment.deposit(2n * COMPENSATION + 100n);
    expect(await book()).toEqual({ bank: 2n * COMPENSATION + 100n, available: 2n * COMPENSATION + 100n });
    await payment.make();
    await payment.approve();
    await payment.reserve();
    const reserved = { bank: 2n * COMPENSATION + 100n, available: 100n, 'reserved-agreements': 2n * COMPENSATION };
    expect(await book()).toEqual(reserved);
    await payment.release();
    const { db } = stage;
    const { instructions } = await db.transaction((tx) => sendList(tx, payment.listId));
    const [first, second] = instructions.map(({ endToEndId, amountFen }) => ({ endToEndId, amountFen, reason: null }));
    if (!first || !second) throw new Error('expected two orders');
    expect(await book()).toEqual({
      bank: 2n * COMPENSATION + 100n,
      available: 100n,
      'in-transit': 2n * COMPENSATION,
    });
    const receipts = [
      { ...first, status: 'paid' },
      { ...second, status: 'failed' },
    ] as const;
    for (let times = 0; times < 2; times += 1) {
      await db.transaction((tx) => recordBankReceipts(tx, receipts, '<回单/>', 'system'));
    }
    expect(await book()).toEqual({
      bank: COMPENSATION + 100n,
      available: 100n,
      'reserved-agreements': COMPENSATION,
    });
    await db.transaction((tx) => settlePayments(tx, payment.listId));
    expect(await book()).toEqual({ bank: COMPENSATION + 100n, available: COMPENSATION + 100n });
    expect(await isBalanced()).toBe(true);
    const numbers = await stage.attacker.rows<{ kind: string; number: number; sides: string }>(
      `SELECT kind, number, string_agg(account, ' < ' ORDER BY side DESC) AS sides FROM special_account_posting
         JOIN special_account_entry entry ON entry.id = entry_id GROUP BY kind, number ORDER BY number`,
    );
    expect(numbers).toEqual([
      { kind: 'deposit', number: 1, sides: 'bank < available' },
      { kind: 'reservation', number: 2, sides: 'available < reserved-agreements' },
      { kind: 'sending', number: 3, sides: 'reserved-agreements < in-transit' },
      { kind: 'sending', number: 4, sides: 'reserved-agreements < in-transit' },
      { kind: 'payment', number: 5, sides: 'in-transit < bank' },
      { kind: 'rejection', number: 6, sides: 'in-transit < reserved-agreements' },
      { kind: 'return', number: 7, sides: 'reserved-agreements < available' },
    ]);
  });

  it.each([
    [
      'write one side of a movement',
      `INSERT INTO special_account_posting SELECT id, 'debit', project_id, 99, 'available', amount_fen, 1 FROM special_account_entry`,
      'R-56 TRANSITION_FORBIDDEN',
    ],
    ['change a side', `UPDATE special_account_posting SET amount_fen = 1`, 'R-46 TRANSITION_FORBIDDEN'],
    ['take a side away', `DELETE FROM special_account_posting WHERE side = 'credit'`, 'R-46 TRANSITION_FORBIDDEN'],
    ['empty the book', `TRUNCATE special_account_posting`, 'R-46 TRANSITION_FORBIDDEN'],
    ['set another account of the book', `UPDATE special_account SET in_transit_fen = 5`, 'R-56 TRANSITION_FORBIDDEN'],
    [
      'open a book with money in it',
      `INSERT INTO special_account (project_id, bank_fen, reserved_decisions_fen) VALUES (gen_random_uuid(), 5, 5)`,
      'R-56 TRANSITION_FORBIDDEN',
    ],
    [
      'promise one fen more than there is',
      `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
       SELECT project_id, 'reservation', balance_fen + 1, 'forged' FROM special_account`,
      'special_account_never_overdrawn',
    ],
    [
      'promise in two movements of one statement what one of them alone could have',
      `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
       SELECT project_id, 'reservation', balance_fen, 'forged' || each FROM special_account, generate_series(1, 2) each`,
      'special_account_never_overdrawn',
    ],
    [
      'send money without an order',
      `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
       SELECT project_id, 'sending', 1, 'sending:forged' FROM special_account`,
      'R-56、R-60 RECEIPT_UNKNOWN',
    ],
    [
      'book the payment of an order that came back',
      `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
       SELECT project_id, 'payment', receipt.amount_fen, 'payment:' || end_to_end_id FROM special_account, bank_receipt receipt
       WHERE status = 'failed'`,
      'R-56、R-60 RECEIPT_UNKNOWN',
    ],
    [
      'book a payment twice',
      `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
       SELECT project_id, 'payment', receipt.amount_fen, 'payment:' || end_to_end_id FROM special_account, bank_receipt receipt
       WHERE status = 'paid'`,
      'special_account_entry_reference_key',
    ],
    [
      'take back a payment that never arrived',
      `INSERT INTO bank_return (end_to_end_id, amount_fen) SELECT end_to_end_id, amount_fen FROM bank_receipt WHERE status = 'failed'`,
      'R-60 AMOUNT_MISMATCH',
    ],
    [
      'take back another amount than arrived',
      `INSERT INTO bank_return (end_to_end_id, amount_fen) SELECT end_to_end_id, 1 FROM bank_receipt WHERE status = 'paid'`,
      'R-60 AMOUNT_MISMATCH',
    ],
    [
      'take back the same payment twice',
      `INSERT INTO bank_return (end_to_end_id, amount_fen) SELECT end_to_end_id, amount_fen FROM bank_receipt, generate_series(1, 2)
       WHERE status = 'paid'`,
      'bank_return_pkey',
    ],
    [
      'book money back without the bank',
      `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
       SELECT project_id, 'refund', amount_fen, 'refund:' || substr(reference, 9) FROM special_account_entry WHERE kind = 'payment'`,
      'R-56、R-60 RECEIPT_UNKNOWN',
    ],
  ])('lets nobody %s', async (_what, sql, refusal) => {
    expect(await attempt(sql)).toBe(refusal);
  });

  it('refuses to end a transaction in which a movement lost its sides', async () => {
    const onlyEntry = `ALTER TABLE special_account_entry DISABLE TRIGGER posted;
      INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
        SELECT project_id, 'deposit', 1, 'deposit:forged' FROM special_account; SET CONSTRAINTS ALL IMMEDIATE`;
    expect(await attempt(onlyEntry)).toBe('R-56 AMOUNT_MISMATCH');
  });

  it('gives the application itself no right to write or change a side', async () => {
    const write = `INSERT INTO special_account_posting SELECT * FROM special_account_posting`;
    for (const sql of [write, 'UPDATE special_account_posting SET number = 1', 'DELETE FROM special_account_entry']) {
      await expect(stage.db.query(sql)).rejects.toThrow(/permission denied/);
    }
  });

  it('shows a book that somebody rewrote past the triggers as out of balance', async () => {
    const { attacker } = stage;
    await attacker.plant(
      `UPDATE special_account_posting SET amount_fen = amount_fen + 1 WHERE number = 1 AND side = 'debit'`,
    );
    expect(await isBalanced()).toBe(false);
    await attacker.plant(
      `UPDATE special_account_posting SET amount_fen = amount_fen - 1 WHERE number = 1 AND side = 'debit'`,
    );
    expect(await isBalanced()).toBe(true);
  });

  it('is balanced and nowhere below zero at every instant while many move money at once', async () => {
    const { db, field } = stage;
    await payment.deposit(COMPENSATION, '凭证-2');
    await payment.make();
    await payment.approve();
    await payment.reserve();
    const reader = new Client({ connectionString: stage.url });
    await reader.connect();
    const seen: unknown[] = [];
    let running = true;
    const read = async () => {
      while (running) {
        const { rows } = await reader.query<{ balanced: boolean; least: string }>(
          `SELECT book_is_balanced($1) AS balanced, (SELECT min(balance_fen) FROM special_account_posting) AS least`,
          [field.projectId],
        );
        seen.push(...rows);
      }
    };
    const reading = read();
    // Each writer gives what it can and promises more than that: some of its promises have to be refused.
    const writer = async (name: string) => {
      let refused = 0;
      for (let step = 0; step < 12; step += 1) {
        const reference = `${name}-${step.toString()}`;
        const amountFen = BigInt(1 + ((step * 7919 + name.length) % 50_000));
        await db.transaction((tx) =>
          depositFunds(tx, { projectId: field.projectId, amountFen, reference }, field.staff.town),
        );
        await db
          .transaction((tx) =>
            tx.query(
              `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference) VALUES ($1, 'reservation', $2, $3)`,
              [field.projectId, 20_000_000n, `reservation:${reference}`],
            ),
          )
          .catch(() => (refused += 1));
      }
      return refused;
    };
    const names = Array.from({ length: 6 }, (_, index) => `凭证-${'甲'.repeat(index + 1)}`);
    // Meanwhile an order goes to the bank and comes back, and its money may be promised again.
    const list = async () => {
      await payment.release();
      const { instructions } = await db.transaction((tx) => sendList(tx, payment.listId));
      const receipts = instructions.map(
        ({ endToEndId, amountFen }) => ({ endToEndId, amountFen, status: 'failed', reason: null }) as const,
      );
      await db.transaction((tx) => recordBankReceipts(tx, receipts, '<退回/>', 'system'));
      await db.transaction((tx) => settlePayments(tx, payment.listId));
    };
    const [, ...refused] = await Promise.all([list(), ...names.map(writer)]);
    running = false;
    await reading;
    await reader.end();
    expect(seen.length).toBeGreaterThan(3);
    expect(new Set(seen.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ balanced: true, least: '0' })]),
    );
    // What lay there covers four of the seventy-two promises, and what came back four more.
    expect(refused.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(63);
    expect(await isBalanced()).toBe(true);
  });
});
