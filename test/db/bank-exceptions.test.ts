import { beforeAll, describe, expect, it } from '@jest/globals';
import { settleException } from '../../db/repositories/bank-exceptions.repository.js';
import { importStatement } from '../../db/repositories/bank-statements.repository.js';
import { sendList } from '../../db/repositories/bank.repository.js';
import { settlePayments } from '../../db/repositories/settlement.repository.js';
import type { StatementLine } from '../../rules/payment/sort-receipts.js';
import { PaymentWork } from '../factories/payment-work.js';
import { setStage } from './stage.js';

const COMPENSATION = 90_935_316n;

describe('what the bank says and does not fit (R-60)', () => {
  const stage = setStage(2);
  let payment: PaymentWork;
  let first: StatementLine;
  let second: StatementLine;
  const statement = (...lines: StatementLine[]) =>
    stage.db.transaction((tx) =>
      importStatement(
        tx,
        lines,
        `<${JSON.stringify(lines.map((line) => ({ ...line, amountFen: '' })))}/>`,
        stage.field.staff.bookkeeper,
      ),
    );
  const codes = async (...lines: StatementLine[]) => (await statement(...lines)).held.map(({ code }) => code);
  const count = async (what: string) => {
    const [row] = await stage.attacker.rows<{ count: string }>(`SELECT count(*) FROM ${what}`);
    return Number(row?.count);
  };
  const book = async () => {
    const [row] = await stage.attacker.rows<{ bank: string; free: string; transit: string; balanced: boolean }>(
      `SELECT bank_fen::text AS bank, balance_fen::text AS free, in_transit_fen::text AS transit,
         book_is_balanced(project_id) AS balanced FROM special_account`,
    );
    return row;
  };
  const send = async () => {
    await payment.make();
    await payment.approve();
    await payment.reserve();
    await payment.release();
    const { instructions } = await stage.db.transaction((tx) => sendList(tx, payment.listId));
    return instructions.map(({ endToEndId, amountFen }): StatementLine => ({
      endToEndId,
      amountFen,
      status: 'paid',
      reason: null,
    }));
  };
  const settle = () => stage.db.transaction((tx) => settlePayments(tx, payment.listId));

  beforeAll(async () => {
    await stage.field.freeze();
    await stage.field.signAndSealAll();
    payment = await PaymentWork.start(stage.field);
    await payment.deposit(2n * COMPENSATION);
    const [one, two] = await send();
    if (!one || !two) throw new Error('expected two orders');
    [first, second] = [one, two];
  });

  it('is held as a whole, once, and told to finance, the supervision department and SASAC', async () => {
    const unknown = { ...first, endToEndId: 'Pnobody' };
    expect(await codes(first, unknown)).toEqual(['RECEIPT_UNKNOWN']);
    expect(await codes(first, unknown)).toEqual(['RECEIPT_UNKNOWN']);
    expect(await count('bank_receipt')).toBe(0);
    expect(await count('bank_exception')).toBe(1);
    const alarms = await stage.attacker.rows<{ roles: string[] }>(
      `SELECT roles FROM alarm WHERE kind = 'bank-exception'`,
    );
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.roles).toEqual(
      expect.arrayContaining([
        'finance-head',
        'investment-supervisor',
        'supervision-department',
        'state-assets-inspector',
      ]),
    );
  });

  it('is held for one fen, for another account, for a second booking, for a contradiction', async () => {
    expect(await codes({ ...first, amountFen: COMPENSATION + 1n })).toEqual(['AMOUNT_MISMATCH']);
    expect(await codes({ ...first, payeeAccount: '6222000000009999' })).toEqual(['PAYEE_MISMATCH']);
    expect(await codes({ ...first, booked: true }, { ...first, booked: true })).toEqual(['RECEIPT_DUPLICATE']);
    expect(await codes(first, { ...first, status: 'failed' })).toEqual(['RECEIPT_DUPLICATE']);
    expect(await count('bank_receipt')).toBe(0);
    expect(await count('bank_exception')).toBe(5);
    expect(await book()).toMatchObject({ transit: (2n * COMPENSATION).toString(), balanced: true });
  });

  it('is settled with a reason by finance, never by whoever imported it, and never twice', async () => {
    const { bookkeeper, financeHead, maker } = stage.field.staff;
    const [exception] = await stage.attacker.rows<{ id: string }>(
      `SELECT id FROM bank_exception WHERE kind = 'unknown'`,
    );
    const id = exception?.id ?? '';
    const insert = `INSERT INTO bank_exception_settlement (exception_id, reason, settled_by) VALUES ($1, $2, $3)`;
    const attempt = (reason: string, actor: string) => stage.attacker.attempt(insert, [id, reason, actor]);
    expect(await attempt('与银行核对：手续费', maker)).toBe('R-60 ROLE_MISSING');
    expect(await attempt('无', financeHead)).toBe('bank_exception_settlement_reason_check');
    await stage.attacker.plant(
      `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'finance-head', '2026-01-01')`,
      [bookkeeper],
    );
    expect(await attempt('与银行核对：手续费', bookkeeper)).toBe('R-60 DUTY_NOT_SEPARATED');
    const say = () =>
      stage.db.transaction((tx) => settleException(tx, { id, reason: '与银行核对：手续费', actor: financeHead }));
    await say();
    await expect(say()).rejects.toThrow('已经处理过');
    expect(await stage.attacker.attempt(`UPDATE bank_exception_settlement SET reason = '其他原因'`)).toBe(
      'R-46 TRANSITION_FORBIDDEN',
    );
    expect(await stage.attacker.attempt('DELETE FROM bank_exception')).toBe('R-46 TRANSITION_FORBIDDEN');
    expect(await count(`alarm WHERE kind = 'bank-exception' AND settled_at IS NULL`)).toBe(4);
  });

  it('lets the statement count without the line that was settled, and each answer once', async () => {
    const lines = [first, { ...first, endToEndId: 'Pnobody' }, { ...second, booked: true }] as const;
    expect(await statement(...lines)).toMatchObject({ held: [], recorded: 2, returned: 0, lists: [payment.listId] });
    expect(await statement(first, second)).toMatchObject({ held: [], recorded: 0 });
    expect(await count('bank_receipt')).toBe(2);
    expect(await settle()).toMatchObject({ allPaid: true });
    expect(await book()).toEqual({ bank: '0', free: '0', transit: '0', balanced: true });
  });

  it('takes back money that had arrived, owes it again, and opens its list again by a process of its own', async () => {
    const back = { ...first, status: 'failed', reason: 'AC04 账户已销户', booked: true, returned: true } as const;
    expect(await codes({ ...first, status: 'failed' })).toEqual(['RECEIPT_DUPLICATE']);
    expect(await statement(back)).toMatchObject({ held: [], recorded: 0, returned: 1 });
    expect(await statement(back)).toMatchObject({ held: [], recorded: 0, returned: 0 });
    expect(await book()).toEqual({
      bank: COMPENSATION.toString(),
      free: COMPENSATION.toString(),
      transit: '0',
      balanced: true,
    });
    expect(await count(`outbox WHERE name = 'payment-round-opened'`)).toBe(2);
    expect(await count(`payment_item WHERE status = 'failed'`)).toBe(1);
    expect(await stage.attacker.attempt(`UPDATE payment_item SET status = 'paid' WHERE status = 'failed'`)).toBe(
      'R-60 TRANSITION_FORBIDDEN',
    );
    const paidByOld = `SET LOCAL session_replication_role = replica; UPDATE payment_item SET status = 'sent' WHERE status = 'failed';
      SET LOCAL session_replication_role = DEFAULT; UPDATE payment_item SET status = 'paid' WHERE status = 'sent'`;
    expect(await stage.attacker.attempt(paidByOld)).toBe('R-60 RECEIPT_UNKNOWN');
  });

  it('pays it again with four levels and release, and nobody else', async () => {
    const orders = await send();
    expect(orders).toHaveLength(1);
    expect(await statement(...orders)).toMatchObject({ held: [], recorded: 1 });
    expect(await settle()).toEqual({ allPaid: true, paidCount: 2, failedCount: 0 });
    expect(await book()).toEqual({ bank: '0', free: '0', transit: '0', balanced: true });
    const reopen = await stage.attacker.attempt(`UPDATE payment_list SET status = 'sent'`);
    expect(reopen).toBe('R-59 TRANSITION_FORBIDDEN');
    expect(
      await stage.attacker.attempt(`UPDATE payment_item SET status = 'failed' WHERE id IN (SELECT item_id
      FROM bank_instruction WHERE end_to_end_id NOT IN (SELECT end_to_end_id FROM bank_return))
      AND id NOT IN (SELECT item_id FROM bank_instruction JOIN bank_return USING (end_to_end_id))`),
    ).toBe('R-60 RECEIPT_UNKNOWN');
  });
});
