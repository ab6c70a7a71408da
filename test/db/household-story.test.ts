import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../db/database.js';
import { recordBankReceipts, sendList } from '../../db/repositories/bank.repository.js';
import { caseView } from '../../db/repositories/case-view.repository.js';
import { nextDueAt } from '../../db/repositories/next-due.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { takeUnpublished } from '../../db/repositories/outbox.repository.js';
import { getProject } from '../../db/repositories/projects.repository.js';
import { settlePayments } from '../../db/repositories/settlement.repository.js';
import { closeHouseholdCase } from '../../db/repositories/households.repository.js';
import { verifyChain } from '../../ledger/chain.js';
import { FieldWork } from '../factories/field-work.js';
import { moveOut } from '../factories/move-out.js';
import { PaymentWork } from '../factories/payment-work.js';
import { createTestDatabase } from '../helpers/database.js';
import type { TestDatabase } from '../helpers/database.js';
import { TEST_SIGNING_SECRET } from '../helpers/signing-secret.js';

/** 909,353.16 yuan: the published case that the figures of the factory are taken from. */
const COMPENSATION = 90_935_316n;

describe('one household from import to payment', () => {
  let testDatabase: TestDatabase;
  let db: Database;
  let field: FieldWork;
  let payment: PaymentWork;
  let agreementId: string;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    db = await Database.open(testDatabase.url, { signingSecret: TEST_SIGNING_SECRET });
    field = await FieldWork.start(db);
  });
  afterAll(async () => {
    await db.close();
    await testDatabase.drop();
  });

  const stage = async () => (await db.transaction((tx) => caseView(tx, field.householdId))).household.stage;

  it('is measured by two, determined by a third, displayed for seven days and frozen', async () => {
    await field.freeze();
    expect(await stage()).toBe('frozen');
    const { determinations } = await db.transaction((tx) => caseView(tx, field.householdId));
    expect(determinations).toMatchObject([{ version: 1, areaHundredths: 1_833n, status: 'frozen' }]);
  });

  it('gets the compensation of the published case, to the fen', async () => {
    await field.negotiate();
    const { calculations } = await db.transaction((tx) => caseView(tx, field.householdId));
    expect(calculations).toMatchObject([{ totalFen: COMPENSATION, supersededAt: null }]);
  });

  it('signs, is reviewed by four and sealed by a fifth, and so reaches the rate of the project', async () => {
    await field.check();
    agreementId = await field.sign();
    await field.review();
    await field.seal(agreementId);
    const project = await db.transaction((tx) => getProject(tx, field.projectId));
    expect(project).toMatchObject({ households: 1, sealed: 1, rateBp: 10_000 });
    expect(project.rateReachedAt).not.toBeNull();
  });

  it('is owed the money thirty days after the agreement took effect', async () => {
    payment = await PaymentWork.start(field);
    const { agreements, payments } = await db.transaction((tx) => caseView(tx, field.householdId));
    expect(agreements).toMatchObject([{ id: agreementId, status: 'effective', dueOn: '2026-04-09' }]);
    expect(payments).toMatchObject([{ amountFen: COMPENSATION, status: 'due' }]);
    expect(await db.transaction((tx) => nextDueAt(tx))).toBe('2026-03-29T22:00:00.000Z');
  });

  it('is paid by a list of four levels and a release, and its case is closed', async () => {
    await payment.readyToSend();
    const { instructions } = await db.transaction((tx) => sendList(tx, payment.listId));
    const receipts = instructions.map(({ endToEndId, amountFen }) => ({
      endToEndId,
      amountFen,
      status: 'paid' as const,
      reason: null,
    }));
    await db.transaction((tx) => recordBankReceipts(tx, receipts, '<回单/>', field.staff.bookkeeper));
    const settled = await db.transaction((tx) => settlePayments(tx, payment.listId));
    expect(settled).toEqual({ allPaid: true, paidCount: 1, failedCount: 0 });
    await moveOut(field, await db.transaction((tx) => tx.today()));
    await db.transaction((tx) => closeHouseholdCase(tx, field.householdId, 'system'));
    expect(await stage()).toBe('closed');
  });

  it('has told the processes of every step, in order, each once', async () => {
    const messages = await db.transaction((tx) => takeUnpublished(tx, 100));
    expect(messages.map(({ name }) => name)).toEqual([
      ...Array<string>(3).fill('certificate-issued'),
      'project-registered',
      'household-registered',
      'area-list-ready',
      'area-frozen',
      'plan-opened',
      'plan-adopted',
      'signing-opened',
      'signing-period-opened',
      'household-signed',
      'signing-rate-reached',
      'payment-round-opened',
      'agreement-effective',
      'bank-statement-received',
      'payment-settled',
      'all-households-closed',
    ]);
  });

  it('leaves a ledger whose chain holds', async () => {
    const entries = await db.transaction((tx) => entriesOf(tx, field.householdId));
    expect(verifyChain(entries)).toMatchObject({ ok: true });
    expect(entries.length).toBeGreaterThan(20);
  });
});
