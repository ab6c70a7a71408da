import { describe, expect, it } from '@jest/globals';
import { issueDecision, withdrawDecision } from '../../db/repositories/compensation-decisions.repository.js';
import { referUnsignedHouseholds } from '../../db/repositories/signing-outcome.repository.js';
import { setStage } from './stage.js';

describe('guards on compensation decisions, against plain SQL', () => {
  const stage = setStage(1, { mode: 'state' });
  let decisionId: string;
  const open = () => stage.db.transaction((tx) => referUnsignedHouseholds(tx, stage.field.projectId));
  const apply = () =>
    stage.attacker.attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict)
       VALUES ('compensation-decision', $1, 'apply-to-court', 1, $2, 'applied')`,
      [decisionId, stage.field.staff.checker],
    );
  /** An entry with its fact, whose form is not what this is about. */
  const plant = (act: string, table: string, columns: string, values: string) =>
    stage.attacker.plant(
      `WITH entry AS (INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
         VALUES ('planted:' || gen_random_uuid(), '${act}', 'compensation-decision', '${decisionId}', 1,
           '${stage.field.staff.district}', '{}', 'hash of ${act}') RETURNING id)
       INSERT INTO ${table} (entry_id, decision_id, ${columns}) SELECT id, '${decisionId}', ${values} FROM entry`,
    );

  it('are opened only when the signing period is over, and never in a negotiated project (R-12)', async () => {
    const { db, field, attacker } = stage;
    await field.freeze();
    const insert = `INSERT INTO compensation_decision (project_id, household_id, number) VALUES ($1, $2, '决-1')`;
    const attempt = () => attacker.attempt(insert, [field.projectId, field.householdId]);
    expect(await attempt()).toBe('征收与补偿条例第26条 SIGNING_RUNNING');
    await attacker.plant(`UPDATE project SET mode = 'negotiated'`);
    expect(await attempt()).toBe('R-12 MODE_NOT_APPLICABLE');
    await attacker.plant(`UPDATE project SET mode = 'state', rate_reached_at = app_now()`);
    await db.clock.pinClock('2026-06-01T01:00:00.000Z');
    await open();
    await open();
    const cases = await attacker.rows<{ id: string }>('SELECT id FROM compensation_decision');
    expect(cases).toHaveLength(1);
    decisionId = cases[0]?.id ?? '';
  });

  it('are issued only on a report that another person has approved as it is (R-5)', async () => {
    const { db, field, attacker } = stage;
    await field.negotiate();
    await plant(
      'prepare-decision-report',
      'compensation_report',
      `calculation_id, amount_fen, owner_unclear, exchange_house, exchange_area_hundredths, exchange_value_fen`,
      `(SELECT id FROM compensation_calculation LIMIT 1), 90935316, false, '示例路8号', 6000, 100`,
    );
    await expect(db.transaction((tx) => issueDecision(tx, decisionId))).rejects.toThrow('没有由他人');
    const approve = (person: string) =>
      attacker.plant(
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, content_hash) VALUES
         ('compensation-decision', $1, 'decide-compensation', 1, $2, 'approved', 'hash of prepare-decision-report')`,
        [decisionId, person],
      );
    await approve(field.staff.district);
    await expect(db.transaction((tx) => issueDecision(tx, decisionId))).rejects.toThrow('没有由他人');
    await approve(field.staff.checker);
    await db.transaction((tx) => issueDecision(tx, decisionId));
  });

  it('reach the court only after service, remedies and demand, with the compensation ready (征收与补偿条例第28条)', async () => {
    const { db, field, attacker } = stage;
    await attacker.plant(
      `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'district-government', '2026-01-01')`,
      [field.staff.checker],
    );
    expect(await apply()).toBe('征收与补偿条例第26条 TRANSITION_FORBIDDEN');
    const serve = (act: string, on: string) =>
      plant(act, 'decision_service', 'act, served_on, manner', `'${act}', '${on}', '直接送达'`);
    await serve('serve-decision', '2026-06-02');
    expect(await apply()).toBe('征收与补偿条例第28条 REMEDY_OPEN');
    const remedies = (values: string) =>
      plant('confirm-remedies', 'decision_remedy', 'suit_filed_on, judged_on, annulled, moved_out', values);
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
    await plant('apply-to-court', 'court_application', 'court, deposited_fen', `'示例法院', 90935316`);
    expect(await apply()).toBe('征收与补偿条例第27条 ACCOUNT_INSUFFICIENT');
    await plant('apply-to-court', 'court_application', 'court, deposited_fen, house_provided', `'法院', 0, '周转房'`);
    // What is left is that the person has entered nothing for this task.
    expect(await apply()).toBe('R-46 FIELD_MISSING');
  });

  it('end as enforced or fulfilled by nobody without a word, and are withdrawn only by an agreement', async () => {
    const { db, attacker } = stage;
    for (const outcome of ['enforced', 'fulfilled', 'withdrawn']) {
      const end = `INSERT INTO decision_outcome (decision_id, outcome) VALUES ($1, $2)`;
      expect(await attacker.attempt(end, [decisionId, outcome])).toBe('R-5 TRANSITION_FORBIDDEN');
    }
    await expect(db.transaction((tx) => withdrawDecision(tx, decisionId))).rejects.toThrow('没有生效的协议');
  });

  it('give way to an agreement at any time before', async () => {
    const { db, field, attacker } = stage;
    await field.check();
    const id = await field.sign();
    await field.review();
    await field.seal(id);
    await db.transaction((tx) => withdrawDecision(tx, decisionId));
    const late = `INSERT INTO decision_issued (decision_id, version, report_entry_id)
      SELECT decision_id, 2, report_entry_id FROM decision_issued`;
    expect(await attacker.attempt(late)).toBe('征收与补偿条例第26条 ALREADY_DONE');
  });
});
