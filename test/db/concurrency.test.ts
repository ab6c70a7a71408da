import { beforeAll, describe, expect, it } from '@jest/globals';
import { recordBankReceipts, sendList } from '../../db/repositories/bank.repository.js';
import { importHouseholds } from '../../db/repositories/households.repository.js';
import { answerOnce } from '../../db/repositories/jobs.repository.js';
import { listDeterminedArea } from '../../db/repositories/areas.repository.js';
import { createNotice } from '../../db/repositories/notices.repository.js';
import { markPublished, takeUnpublished } from '../../db/repositories/outbox.repository.js';
import { registeredProject } from '../../db/repositories/projects.repository.js';
import { makeListVersion } from '../../db/repositories/payment-lists.repository.js';
import { sealAgreement } from '../../db/repositories/sealing.repository.js';
import { settlePayments } from '../../db/repositories/settlement.repository.js';
import {
  checkSpecialAccount,
  depositFunds,
  specialAccountBalance,
} from '../../db/repositories/special-accounts.repository.js';
import { householdRows } from '../factories/household.js';
import { PaymentWork } from '../factories/payment-work.js';
import { setStage } from './stage.js';

const both = <T>(work: () => Promise<T>) => Promise.all([work(), work()]);

describe('the same thing done twice at the same time', () => {
  const stage = setStage(2);
  const count = async (table: string) => {
    const [row] = await stage.db.query<{ count: bigint }>(`SELECT count(*) FROM ${table}`);
    return Number(row?.count);
  };

  it('imports a register once', async () => {
    const { db, field } = stage;
    const results = await both(() =>
      db.transaction((tx) => importHouseholds(tx, field.projectId, householdRows(40), field.staff.town)),
    );
    expect(results.map(({ imported }) => imported).sort()).toEqual([0, 38]);
    expect(await count('household')).toBe(40);
    expect(await count(`outbox WHERE name = 'household-registered'`)).toBe(40);
    await stage.attacker.plant(`DELETE FROM household WHERE number > '0002'`);
  });

  it('makes one list when the last two households are determined together', async () => {
    const { db, field } = stage;
    const [first = '', second = ''] = field.householdIds;
    // Both determined; the listing itself is what runs twice.
    await field.determine(first);
    await stage.attacker.plant(`UPDATE area_determination SET status = 'determined'`);
    await field.determine(second).catch(() => null);
    await stage.attacker.plant(`DELETE FROM notice_subject; DELETE FROM notice; DELETE FROM outbox`);
    await stage.attacker.plant(`UPDATE area_determination SET status = 'determined', notice_id = NULL`);
    const results = await Promise.all([first, second].map((id) => db.transaction((tx) => listDeterminedArea(tx, id))));
    expect(results.filter(({ noticeId }) => noticeId !== null)).toHaveLength(1);
    expect(await count(`outbox WHERE name = 'area-list-ready'`)).toBe(1);
    expect(await count('notice_subject')).toBe(2);
  });

  it('gives each of two notices of a project a number of its own', async () => {
    const { db, field } = stage;
    const notice = { kind: 'signing-result', summary: '签约期延长一次。', rows: [] } as const;
    const ids = await both(() =>
      db.transaction(async (tx) => createNotice(tx, await registeredProject(tx, field.projectId), notice)),
    );
    const numbers = await db.query<{ number: string }>('SELECT number FROM notice WHERE id = ANY($1)', [ids]);
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(2);
    await stage.attacker.plant('DELETE FROM notice WHERE id = ANY($1)', [ids]);
  });

  it('runs the work of a job once and gives both the answer', async () => {
    let runs = 0;
    const answers = await both(() =>
      stage.db.transaction((tx) =>
        answerOnce(tx, 'job-1', 'compute-compensation', () => {
          runs += 1;
          return Promise.resolve({ calculationId: runs });
        }),
      ),
    );
    expect(runs).toBe(1);
    expect(answers).toEqual([{ calculationId: 1 }, { calculationId: 1 }]);
  });

  it('runs a job again whose first run was undone', async () => {
    const job = (fail: boolean) =>
      stage.db.transaction(async (tx) => {
        const answer = await answerOnce(tx, 'job-2', 'verify-area', () => Promise.resolve({ ok: true }));
        if (fail) throw new Error('killed before the commit');
        return answer;
      });
    await expect(job(true)).rejects.toThrow('killed');
    expect(await job(false)).toEqual({ ok: true });
  });

  it('hands a message to one relay, and again to the next when the first dies', async () => {
    const { db } = stage;
    await db.transaction(async (tx) => {
      const taken = await takeUnpublished(tx, 100);
      expect(taken).not.toHaveLength(0);
      expect(await db.transaction((other) => takeUnpublished(other, 100))).toEqual([]);
    });
    const again = await db.transaction(async (tx) => {
      const taken = await takeUnpublished(tx, 100);
      await markPublished(
        tx,
        taken.map(({ id }) => id),
      );
      return taken;
    });
    expect(again).not.toHaveLength(0);
    expect(await db.transaction((tx) => takeUnpublished(tx, 100))).toEqual([]);
  });

  it('seals both households of a project at once, and the rate is reached once', async () => {
    const { db, field } = stage;
    const [notice] = await db.query<{ id: string }>('SELECT id FROM notice');
    await field.displayAndOpen(notice?.id ?? '');
    const agreements: string[] = [];
    for (const id of field.householdIds) {
      await field.negotiate(id);
      await field.check(id);
      agreements.push(await field.sign(id));
      await field.review(id);
      await field.act('sealKeeper', { act: 'seal-agreement', caseId: id, verdict: 'sealed' });
    }
    await Promise.all([...agreements, ...agreements].map((id) => db.transaction((tx) => sealAgreement(tx, id))));
    expect(await count(`agreement WHERE status = 'sealed'`)).toBe(2);
    expect(await count(`outbox WHERE name = 'signing-rate-reached'`)).toBe(1);
    expect(await count(`notice WHERE kind = 'effective-notice'`)).toBe(1);
    expect(await count(`ledger_entry WHERE kind = 'agreement-sealed'`)).toBe(2);
  });

  describe('with money', () => {
    let payment: PaymentWork;
    beforeAll(async () => {
      payment = await PaymentWork.start(stage.field);
    });

    it('books a deposit once', async () => {
      const { db, field } = stage;
      const deposit = { projectId: field.projectId, amountFen: 200_000_000n, reference: '凭证-9' };
      const balances = await both(() => db.transaction((tx) => depositFunds(tx, deposit, field.staff.town)));
      expect(balances).toEqual([{ balanceFen: 200_000_000n }, { balanceFen: 200_000_000n }]);
    });

    it('makes one version, reserves once, sends each order once and pays each household once', async () => {
      const { db, field } = stage;
      const [first, second] = await both(() =>
        db.transaction((tx) => makeListVersion(tx, payment.listId, field.staff.maker)),
      );
      expect([first.version, second.version]).toEqual([1, 1]);
      await payment.approve();
      expect(await both(() => payment.reserve())).toEqual([true, true]);
      expect(await db.transaction((tx) => specialAccountBalance(tx, field.projectId))).toBe(
        200_000_000n - 181_870_632n,
      );
      await payment.release();
      const [sent, sentAgain] = await both(() => db.transaction((tx) => sendList(tx, payment.listId)));
      expect(sent.instructions).toEqual(sentAgain.instructions);
      const receipts = sent.instructions.map(({ endToEndId, amountFen }) => ({
        endToEndId,
        amountFen,
        status: 'paid' as const,
        reason: null,
      }));
      const statements = await both(() =>
        db.transaction((tx) => recordBankReceipts(tx, receipts, '<回单/>', field.staff.bookkeeper)),
      );
      expect(statements.map(({ recorded }) => recorded).sort()).toEqual([0, 2]);
      await both(() => db.transaction((tx) => settlePayments(tx, payment.listId)));
      expect(await count(`special_account_entry WHERE kind = 'payment'`)).toBe(2);
      expect(await count(`outbox WHERE name = 'payment-settled'`)).toBe(2);
      expect(await count('bank_instruction')).toBe(2);
    });

    it('never promises the same money to two lists', async () => {
      const { db, field } = stage;
      const answer = await db.transaction((tx) => checkSpecialAccount(tx, payment.listId).catch(() => null));
      expect(answer).toBeNull();
      expect(await db.transaction((tx) => specialAccountBalance(tx, field.projectId))).toBe(18_129_368n);
    });
  });
});
