import { issueDecision } from '../../db/repositories/compensation-decisions.repository.js';
import { concludeDecision } from '../../db/repositories/decision-conclusion.repository.js';
import { reserveForDecision } from '../../db/repositories/decision-funds.repository.js';
import { referUnsignedHouseholds } from '../../db/repositories/signing-outcome.repository.js';
import { depositFunds } from '../../db/repositories/special-accounts.repository.js';
import type { CompensationChoice } from '../../rules/vocabulary/cases.js';
import type { FieldWork } from './field-work.js';

/** Plants rows past the guards. */
interface Planter {
  plant(sql: string, parameters?: readonly unknown[]): Promise<void>;
}

/** The decisions on households that have not signed; what people enter is planted, what the system does is done. */
export class DecisionWork {
  private constructor(
    readonly field: FieldWork,
    readonly planter: Planter,
    readonly id: string,
  ) {}

  /** Refers the households once the signing period is over, the rate reached by others; answers the decision on this one. */
  static async open(field: FieldWork, planter: Planter, householdId = field.householdId): Promise<DecisionWork> {
    const { db, projectId } = field;
    await planter.plant('UPDATE project SET rate_reached_at = app_now() WHERE rate_reached_at IS NULL');
    if ((await db.transaction((tx) => tx.today())) < '2026-06-01') await db.clock.pinClock('2026-06-01T01:00:00.000Z');
    await db.transaction((tx) => referUnsignedHouseholds(tx, projectId));
    const [row] = await db.query<{ id: string }>('SELECT id FROM compensation_decision WHERE household_id = $1', [
      householdId,
    ]);
    return new DecisionWork(field, planter, row?.id ?? '');
  }

  /** An entry with its fact, whose form is not what this is about. */
  plant(act: string, table: string, columns: string, values: string): Promise<void> {
    return this.planter.plant(
      `WITH entry AS (INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
         VALUES ('planted:' || gen_random_uuid(), '${act}', 'compensation-decision', '${this.id}', 1,
           '${this.field.staff.district}', '{}', 'hash of ${act}') RETURNING id)
       INSERT INTO ${table} (entry_id, decision_id, ${columns}) SELECT id, '${this.id}', ${values} FROM entry`,
    );
  }

  /** Reported at an amount, with a house of a value beside it. The household has negotiated. */
  report(amountFen: bigint, houseFen: bigint): Promise<void> {
    return this.plant(
      'prepare-decision-report',
      'compensation_report',
      `calculation_id, amount_fen, owner_unclear, exchange_house, exchange_area_hundredths, exchange_value_fen`,
      `(SELECT id FROM compensation_calculation LIMIT 1), ${String(amountFen)}, false, '示例路8号', 6000, ${String(houseFen)}`,
    );
  }

  approve(person: string): Promise<void> {
    return this.planter.plant(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, content_hash) VALUES
       ('compensation-decision', $1, 'decide-compensation', 1, $2, 'approved', 'hash of prepare-decision-report')`,
      [this.id, person],
    );
  }

  async deposit(amountFen: bigint, reference: string): Promise<void> {
    const { db, projectId, staff } = this.field;
    await db.transaction((tx) => depositFunds(tx, { projectId, amountFen, reference }, staff.town));
  }

  async reserve(): Promise<boolean> {
    const { db, projectId } = this.field;
    return (await db.transaction((tx) => reserveForDecision(tx, { id: this.id, projectId }))).fundsReserved;
  }

  async issue(): Promise<void> {
    await this.field.db.transaction((tx) => issueDecision(tx, this.id));
  }

  /** A suit against the expropriation itself is under way, and its execution suspended; or the suit is lost. */
  async contest(outcome: 'pending' | 'maintained'): Promise<void> {
    const { projectId, staff } = this.field;
    const track = `(SELECT id FROM track WHERE project_id = '${projectId}' AND mode <> 'negotiated')`;
    await this.planter.plant(
      `INSERT INTO expropriation_decision (track_id, version, number, entry_id, need_id, notice_id)
       VALUES (${track}, 1, '征', gen_random_uuid(), gen_random_uuid(), gen_random_uuid()) ON CONFLICT DO NOTHING`,
    );
    await this.planter.plant(
      `WITH entry AS (INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
           VALUES ('planted:' || gen_random_uuid(), 'track-expropriation-remedies', 'track', ${track}, 1, $1, '{}', 'hash')
           RETURNING id),
         remedies AS (INSERT INTO expropriation_remedies (entry_id, track_id, version)
           SELECT id, ${track}, 1 FROM entry RETURNING entry_id)
       INSERT INTO expropriation_proceeding (entry_id, position, kind, authority, number, filed_on, ended_on, outcome,
         suspension) SELECT entry_id, 1, 'suit', '法院', '一号', app_today(),
         CASE WHEN $2 = 'pending' THEN NULL ELSE app_today() END, $2, '停止执行裁定' FROM remedies`,
      [staff.district, outcome],
    );
  }

  /** A person says that the household has moved, and another task says what it took. */
  async moved(choice: CompensationChoice): Promise<void> {
    await this.planter.plant(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict) VALUES
       ('compensation-decision', $1, 'confirm-remedies', 1, $2, 'fulfilled')`,
      [this.id, this.field.staff.district],
    );
    await this.plant('record-compensation-choice', 'decision_choice', 'choice, chosen_on', `'${choice}', app_today()`);
  }

  async conclude(): Promise<void> {
    await this.field.db.transaction((tx) => concludeDecision(tx, this.id));
  }
}
