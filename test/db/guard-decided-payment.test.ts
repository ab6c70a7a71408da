import { beforeAll, describe, expect, it } from '@jest/globals';
import { sendList } from '../../db/repositories/bank.repository.js';
import { DecisionWork } from '../factories/decision-work.js';
import { PaymentWork } from '../factories/payment-work.js';
import { setStage } from './stage.js';

const AMOUNT = 90_935_316n;
const HOUSE = 80_000_000n;

/** One household takes the money of its decision, one the house, one has signed. */
describe('the money of compensation decisions, against plain SQL', () => {
  const stage = setStage(3, { mode: 'state' });
  let money: DecisionWork;
  let house: DecisionWork;
  const attempt = (sql: string, ...parameters: unknown[]) => stage.attacker.attempt(sql, parameters);
  const book = (kind: string, fen: bigint, decisionId: string | null, reference = 'forged') =>
    attempt(
      `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference, decision_id)
       VALUES ($1, $2, $3, $4, $5)`,
      stage.field.projectId,
      kind,
      fen,
      reference,
      decisionId,
    );
  const balance = async () =>
    (await stage.attacker.rows<{ fen: string }>('SELECT balance_fen::text AS fen FROM special_account'))[0]?.fen;

  beforeAll(async () => {
    const { field, attacker } = stage;
    await field.freeze();
    const [first = '', second = '', signing = ''] = field.householdIds;
    for (const id of [first, second]) await field.negotiate(id);
    await field.negotiate(signing);
    await field.check(signing);
    const agreement = await field.sign(signing);
    await field.review(signing);
    await field.seal(agreement, signing);
    money = await DecisionWork.open(field, attacker, first);
    house = await DecisionWork.open(field, attacker, second);
    for (const work of [money, house]) {
      await work.report(AMOUNT, HOUSE);
      await work.approve(field.staff.checker);
    }
  }, 60_000);

  it('lies reserved for one decision alone, and nobody spends the same fen twice (征收与补偿条例第28条)', async () => {
    await money.deposit(AMOUNT + 1n, '凭证-1');
    expect([await money.reserve(), await house.reserve()]).toEqual([true, false]);
    expect(await balance()).toBe('1');
    const refusal = '征收与补偿条例第28条、R-56 ACCOUNT_INSUFFICIENT';
    expect(await book('reservation', 1n, money.id)).toBe(refusal);
    expect(await book('return', 1n, money.id)).toBe(refusal);
    expect(await book('payment', 1n, money.id)).toBe(refusal);
    expect(await book('return', 1n, null)).toBe('R-56 TRANSITION_FORBIDDEN');
    await money.deposit(AMOUNT, '凭证-2');
    expect(await house.reserve()).toBe(true);
  });

  it('does nothing while the expropriation itself is suspended: nothing issued, demanded, applied for (征收与补偿条例第14条)', async () => {
    await money.contest('pending');
    await expect(money.issue()).rejects.toThrow('裁定停止执行');
    expect(await money.reserve()).toBe(false);
    const { district, checker } = stage.field.staff;
    await stage.attacker.plant(
      `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'district-government', '2026-01-01')`,
      [checker],
    );
    const say = (act: string, verdict: string, person: string) =>
      attempt(
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict)
         VALUES ('compensation-decision', $1, $2, 1, $3, $4)`,
        money.id,
        act,
        person,
        verdict,
      );
    const refusal = '征收与补偿条例第14条 DECISION_POINT_OPEN';
    expect(await say('decide-compensation', 'approved', checker)).toBe(refusal);
    expect(await say('demand-performance', 'served', district)).toBe(refusal);
    expect(await say('apply-to-court', 'applied', checker)).toBe(refusal);
    await money.contest('maintained');
    expect(await money.reserve()).toBe(true);
    await money.issue();
    await house.issue();
  });

  it('is owed only when somebody said that the household moved, and as the household chose (R-55)', async () => {
    const owe = (work: DecisionWork, fen: bigint, choice = 'money') =>
      attempt(`INSERT INTO decision_due VALUES ($1, '${choice}', $2, 0)`, work.id, fen);
    expect(await owe(money, AMOUNT)).toBe('征收与补偿条例第21条、R-55 AMOUNT_MISMATCH');
    await expect(money.conclude()).rejects.toThrow('没有人登记该户已履行');
    await money.moved('money');
    await house.moved('exchange');
    await stage.attacker.plant(`INSERT INTO decision_outcome (decision_id, outcome) VALUES ($1, 'fulfilled')`, [
      house.id,
    ]);
    expect(await owe(house, AMOUNT)).toBe('征收与补偿条例第21条、R-55 AMOUNT_MISMATCH');
    expect(await owe(house, AMOUNT, 'exchange')).toBe('征收与补偿条例第21条、R-55 AMOUNT_MISMATCH');
    await stage.attacker.plant('DELETE FROM decision_outcome');
  });

  it('is freed of what is not owed: for the house, only the difference is paid (征收与补偿条例第21条)', async () => {
    await money.conclude();
    expect(await balance()).toBe('1');
    await house.conclude();
    expect(await balance()).toBe((HOUSE + 1n).toString());
    const items = await stage.attacker.rows(
      `SELECT amount_fen::text AS fen FROM payment_item WHERE agreement_id IS NULL ORDER BY amount_fen`,
    );
    expect(items).toEqual([{ fen: (AMOUNT - HOUSE).toString() }, { fen: AMOUNT.toString() }]);
  });

  it('is owed once, to its household, and never beside an agreement (R-58)', async () => {
    const columns = 'household_id, decision_id, round_id, amount_fen, payee_name, payee_account';
    const insert = (household: string, fen: string) =>
      attempt(
        `INSERT INTO payment_item (${columns}) SELECT household.id, decision_id, round_id, ${fen}, household.payee_name,
           household.payee_account FROM payment_item item JOIN household ON ${household} WHERE decision_id = $1`,
        money.id,
      );
    expect(await insert('household.id = household_id', 'amount_fen')).toBe('payment_item_decision_id_key');
    expect(await insert('household.id = household_id', '1')).toBe('R-58、R-41 AGREEMENT_NOT_PAYABLE');
    expect(await insert('household.id <> household_id', 'amount_fen')).toBe('R-58、R-41 AGREEMENT_NOT_PAYABLE');
    expect(await attempt('UPDATE payment_item SET decision_id = NULL')).toBe('R-58 AMOUNT_MISMATCH');
    const close = `UPDATE household SET stage = 'closed' WHERE id = $1`;
    expect(await attempt(close, stage.field.householdIds[0])).toBe('征收与补偿条例第27条、R-57 STEP_OUT_OF_ORDER');
    const paid = `SET LOCAL session_replication_role = replica; UPDATE payment_item SET status = 'paid';
      SET LOCAL session_replication_role = DEFAULT; UPDATE household SET stage = 'closed' WHERE id = '${stage.field.householdIds[0] ?? ''}'`;
    expect(await attempt(paid)).toBe('R-47 STEP_OUT_OF_ORDER');
    const seal = await attempt(
      `SET LOCAL session_replication_role = replica;
       UPDATE agreement SET household_id = (SELECT household_id FROM compensation_decision WHERE id = '${money.id}');
       SET LOCAL session_replication_role = DEFAULT; UPDATE agreement SET status = 'effective'`,
    );
    expect(seal).toBe('征收与补偿条例第26条 ALREADY_DONE');
  });

  it('is paid by a list with four levels and release, from its own money alone (R-56, R-59)', async () => {
    const payment = await PaymentWork.start(stage.field);
    await payment.make();
    await payment.approve();
    // The agreement on the same list has no money: what decisions reserved does not stand for it.
    expect(await balance()).toBe((HOUSE + 1n).toString());
    expect(await payment.reserve()).toBe(false);
    await payment.deposit(AMOUNT, '凭证-3');
    expect(await payment.reserve()).toBe(true);
    const send = () => stage.db.transaction((tx) => sendList(tx, payment.listId));
    await expect(send()).rejects.toThrow('尚未放行');
    await payment.release();
    expect((await send()).instructions).toHaveLength(3);
    expect((await send()).instructions).toHaveLength(3);
  });
});
