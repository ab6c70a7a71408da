import { beforeAll, describe, expect, it } from '@jest/globals';
import { recordBankReceipts, sendList } from '../../db/repositories/bank.repository.js';
import { nextDueAt } from '../../db/repositories/next-due.repository.js';
import { approvalsOf, correctPayee, getPaymentList } from '../../db/repositories/payment-lists.repository.js';
import { raiseOverdueAlarm, settlePayments } from '../../db/repositories/settlement.repository.js';
import { specialAccountBalance } from '../../db/repositories/special-accounts.repository.js';
import { PaymentWork } from '../factories/payment-work.js';
import { setStage } from './stage.js';

const COMPENSATION = 90_935_316n;

describe('a payment list that is refused, corrected and then paid', () => {
  const stage = setStage(2);
  let payment: PaymentWork;
  const list = () => stage.db.transaction((tx) => getPaymentList(tx, payment.listId));
  const balance = () => stage.db.transaction((tx) => specialAccountBalance(tx, stage.field.projectId));
  const send = () => stage.db.transaction((tx) => sendList(tx, payment.listId));
  const statement = (receipts: Parameters<typeof recordBankReceipts>[1]) =>
    stage.db.transaction((tx) => recordBankReceipts(tx, receipts, `<${receipts.length.toString()}/>`, 'system'));

  beforeAll(async () => {
    await stage.field.freeze();
    await stage.field.signAndSealAll();
    payment = await PaymentWork.start(stage.field);
  });

  it('shows what is due before it is made', async () => {
    const { items, list: draft } = await list();
    expect(draft).toMatchObject({ version: 0, status: 'draft', totalFen: 0n });
    expect(items.map(({ amountFen, status }) => [amountFen, status])).toEqual([
      [COMPENSATION, 'due'],
      [COMPENSATION, 'due'],
    ]);
  });

  it('loses its approvals when a level refuses it', async () => {
    await payment.make();
    await payment.approve(2);
    const refusal = { act: 'approve-payment-3', caseId: payment.listId, verdict: 'refused', note: '账号有误' } as const;
    await stage.field.act('financeHead', refusal);
    const { approvedLevels } = await stage.db.transaction((tx) => approvalsOf(tx, payment.listId));
    expect(approvedLevels).toEqual([]);
    expect((await list()).list.status).toBe('refused');
    await expect(payment.approve(1)).rejects.toMatchObject({ code: 'LEVEL_NOT_DUE' });
  });

  it('is made anew as another version, which nobody has approved', async () => {
    await payment.make();
    expect((await list()).list).toMatchObject({ version: 2, status: 'draft', totalFen: 2n * COMPENSATION });
    await expect(
      stage.field.act('generalManager', { act: 'approve-payment-4', caseId: payment.listId, verdict: 'approved' }),
    ).rejects.toMatchObject({ code: 'LEVEL_NOT_DUE' });
  });

  it('waits until the special account covers it (R-56)', async () => {
    await payment.approve();
    await payment.deposit(100n);
    expect(await payment.reserve()).toBe(false);
    expect(await balance()).toBe(100n);
    await payment.deposit(2n * COMPENSATION, '凭证-2');
    expect(await payment.reserve()).toBe(true);
    expect(await balance()).toBe(100n);
  });

  it('gets its money back when the release is refused', async () => {
    const refusal = { act: 'release-payment', caseId: payment.listId, verdict: 'refused', note: '请核对' } as const;
    await stage.field.act('investment', refusal);
    await payment.make();
    expect(await balance()).toBe(2n * COMPENSATION + 100n);
    await payment.approve();
    await payment.reserve();
    await payment.release();
    expect(await balance()).toBe(100n);
  });

  it('refuses a statement that contradicts its orders, as a whole', async () => {
    const { instructions } = await send();
    const [first] = instructions;
    const good = {
      endToEndId: first?.endToEndId ?? '',
      amountFen: COMPENSATION,
      status: 'paid',
      reason: null,
    } as const;
    await expect(statement([good, { ...good, endToEndId: 'UNKNOWN' }])).rejects.toMatchObject({
      code: 'RECEIPT_UNKNOWN',
    });
    await expect(statement([{ ...good, amountFen: 1n }])).rejects.toMatchObject({ code: 'AMOUNT_MISMATCH' });
    const [row] = await stage.db.query<{ count: bigint }>('SELECT count(*) FROM bank_receipt');
    expect(row?.count).toBe(0n);
  });

  it('pays one household, and the money of the other comes back', async () => {
    const { instructions } = await send();
    const [paid, failed] = instructions.map(({ endToEndId, amountFen }) => ({ endToEndId, amountFen }));
    if (!paid || !failed) throw new Error('expected two orders');
    await statement([{ ...paid, status: 'paid', reason: null }]);
    expect(await stage.db.query(`SELECT FROM outbox WHERE name = 'bank-statement-received'`)).toHaveLength(0);
    await statement([{ ...failed, status: 'failed', reason: '户名不符' }]);
    expect(await stage.db.query(`SELECT FROM outbox WHERE name = 'bank-statement-received'`)).toHaveLength(1);
    const settle = () => stage.db.transaction((tx) => settlePayments(tx, payment.listId));
    expect(await settle()).toEqual({ allPaid: false, paidCount: 1, failedCount: 1 });
    expect(await settle()).toEqual({ allPaid: false, paidCount: 1, failedCount: 1 });
    expect(await balance()).toBe(COMPENSATION + 100n);
    const { items } = await list();
    expect(items.map(({ status, reason }) => [status, reason])).toEqual([
      ['paid', null],
      ['failed', '户名不符'],
    ]);
  });

  it('is overdue when the day has passed, and says so once (R-57, R-60)', async () => {
    await stage.db.clock.pinClock((await stage.db.transaction((tx) => nextDueAt(tx))) ?? '');
    const alarm = () => stage.db.transaction((tx) => raiseOverdueAlarm(tx, payment.listId));
    expect(await alarm()).toEqual({ raised: true });
    expect(await alarm()).toEqual({ raised: true });
    expect(await stage.db.query('SELECT FROM alarm')).toHaveLength(1);
  });

  it('corrects only what failed, never to a payee without authority', async () => {
    const { items } = await list();
    const correction = { payeeName: '住户乙', payeeAccount: '6222000000000777', correctedBy: stage.field.staff.maker };
    const correct = (itemId: string, change = correction) =>
      stage.db.transaction((tx) => correctPayee(tx, { itemId, ...change }));
    await expect(correct(items[0]?.itemId ?? '')).rejects.toMatchObject({ code: 'TRANSITION_FORBIDDEN' });
    await correct(items[1]?.itemId ?? '', { ...correction, payeeName: '路人甲' });
    await expect(payment.make()).rejects.toMatchObject({ code: 'PAYEE_MISMATCH' });
    await correct(items[1]?.itemId ?? '');
  });

  it('pays the other household with the next version, and nobody twice', async () => {
    await payment.make();
    expect((await list()).list).toMatchObject({ version: 4, totalFen: COMPENSATION });
    await payment.approve();
    await payment.reserve();
    await payment.release();
    const { instructions } = await send();
    expect(instructions).toMatchObject([{ payeeAccount: '6222000000000777', amountFen: COMPENSATION }]);
    await statement(
      instructions.map(({ endToEndId, amountFen }) => ({ endToEndId, amountFen, status: 'paid', reason: null })),
    );
    const settled = await stage.db.transaction((tx) => settlePayments(tx, payment.listId));
    expect(settled).toEqual({ allPaid: true, paidCount: 2, failedCount: 0 });
    expect((await list()).list.status).toBe('settled');
    expect(await balance()).toBe(100n);
    const [paid] = await stage.db.query<{ sum: string }>(
      `SELECT sum(amount_fen) FROM bank_receipt WHERE status = 'paid'`,
    );
    expect(BigInt(paid?.sum ?? 0)).toBe(2n * COMPENSATION);
    expect(await stage.db.query(`SELECT FROM alarm WHERE settled_at IS NULL`)).toHaveLength(0);
  });
});
