import { describe, expect, it } from '@jest/globals';
import { withdrawDecision } from '../../db/repositories/decision-conclusion.repository.js';
import { DecisionWork } from '../factories/decision-work.js';
import { setStage } from './stage.js';

describe('guards on compensation decisions, against plain SQL', () => {
  const stage = setStage(1, { mode: 'state' });
  let work: DecisionWork;
  const apply = () =>
    stage.attacker.attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict)
       VALUES ('compensation-decision', $1, 'apply-to-court', 1, $2, 'applied')`,
      [work.id, stage.field.staff.checker],
    );

  it('are opened only when the signing period is over, and never in a negotiated project (R-12)', async () => {
    const { field, attacker } = stage;
    await field.freeze();
    const insert = `INSERT INTO compensation_decision (project_id, household_id, number) VALUES ($1, $2, '决-1')`;
    const attempt = () => attacker.attempt(insert, [field.projectId, field.householdId]);
    expect(await attempt()).toBe('征收与补偿条例第26条 SIGNING_RUNNING');
    await attacker.plant(`UPDATE project SET mode = 'negotiated'`);
    expect(await attempt()).toBe('R-12 MODE_NOT_APPLICABLE');
    await attacker.plant(`UPDATE project SET mode = 'state'`);
    await DecisionWork.open(field, attacker);
    work = await DecisionWork.open(field, attacker);
    expect(await attacker.rows('SELECT id FROM compensation_decision')).toEqual([{ id: work.id }]);
  });

  it('are issued only on a report that another person has approved as it is (R-5)', async () => {
    const { field } = stage;
    await field.negotiate();
    await work.report(90_935_316n, 100n);
    await expect(work.issue()).rejects.toThrow('没有由他人');
    await work.approve(field.staff.district);
    await expect(work.issue()).rejects.toThrow('没有由他人');
    await work.approve(field.staff.checker);
    expect(await work.reserve()).toBe(false);
    await expect(work.issue()).rejects.toThrow('补偿金额尚未在专户留存');
    await work.deposit(90_935_316n, '凭证-决定');
    expect([await work.reserve(), await work.reserve()]).toEqual([true, true]);
    await work.issue();
  });

  it('reach the court only after service, remedies and demand, with the compensation ready (征收与补偿条例第28条)', async () => {
    const { db, field, attacker } = stage;
    await attacker.plant(
      `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'district-government', '2026-01-01')`,
      [field.staff.checker],
    );
    expect(await apply()).toBe('征收与补偿条例第26条 TRANSITION_FORBIDDEN');
    const serve = (act: string, on: string) =>
      work.plant(act, 'decision_service', 'act, served_on, manner', `'${act}', '${on}', '直接送达'`);
    await serve('serve-decision', '2026-06-02');
    expect(await apply()).toBe('征收与补偿条例第28条 REMEDY_OPEN');
    const remedies = (values: string) =>
      work.plant('confirm-remedies', 'decision_remedy', 'suit_filed_on, judged_on, annulled, moved_out', values);
    await remedies('NULL, NULL, false, false');
    await db.clock.pinClock('2026-12-02T01:00:00.000Z');
    expect(await apply()).toBe('征收与补偿条例第28条 REMEDY_OPEN');
    await remedies(`'2026-11-01', NULL, false, false`);
    await db.clock.pinClock('2026-12-04T01:00:00.000Z');
    expect(await apply()).toBe('征收与补偿条例第28条 REMEDY_OPEN');
    await remedies('NULL, NULL, false, false');
    expect(await apply()).toBe('行政强制法第54条 DEMAND_RUNNING');
    await serve('demand-performance', '2026-12-04');
    expect(await apply()).toBe('行政强制法第54条 DEMAND_RUNNING');
    await db.clock.pinClock('2026-12-21T01:00:00.000Z');
    expect(await apply()).toBe('征收与补偿条例第27条 ACCOUNT_INSUFFICIENT');
    await work.plant('apply-to-court', 'court_application', 'court, deposited_fen', `'示例法院', 90935316`);
    // What is left is that the person has entered nothing for this task.
    expect(await apply()).toBe('R-46 FIELD_MISSING');
  });

  it('end as enforced or fulfilled by nobody without a word, and are withdrawn only by an agreement', async () => {
    const { db, attacker } = stage;
    for (const outcome of ['enforced', 'fulfilled', 'withdrawn']) {
      const end = `INSERT INTO decision_outcome (decision_id, outcome) VALUES ($1, $2)`;
      expect(await attacker.attempt(end, [work.id, outcome])).toBe('R-5 TRANSITION_FORBIDDEN');
    }
    await expect(db.transaction((tx) => withdrawDecision(tx, work.id))).rejects.toThrow('没有生效的协议');
  });

  it('give way to an agreement at any time before', async () => {
    const { db, field, attacker } = stage;
    await field.check();
    const id = await field.sign();
    await field.review();
    await field.seal(id);
    const balance = () => attacker.rows(`SELECT balance_fen::text AS fen FROM special_account`);
    expect(await balance()).toEqual([{ fen: '0' }]);
    for (const _ of [1, 2]) await db.transaction((tx) => withdrawDecision(tx, work.id));
    expect(await balance()).toEqual([{ fen: '90935316' }]);
    const late = `INSERT INTO decision_issued (decision_id, version, report_entry_id)
      SELECT decision_id, 2, report_entry_id FROM decision_issued`;
    expect(await attacker.attempt(late)).toBe('征收与补偿条例第26条 ALREADY_DONE');
  });
});
