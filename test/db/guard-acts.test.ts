import { beforeAll, describe, expect, it } from '@jest/globals';
import { ACT_NAMES, actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import { separationFindings } from '../../rules/staff/separation.js';
import { MONDAY } from '../factories/field-work.js';
import { JACK, plantJackOfAllPosts } from '../factories/jack.js';
import type { StaffName } from '../factories/staff.js';
import { setStage } from './stage.js';

const INSERT = `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, note, return_reason, content_hash)
  VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8)`;

describe('guards on who acts, against plain SQL', () => {
  const stage = setStage();
  const survey = (person: string, round = 1) =>
    stage.attacker.attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id) VALUES ('household', $1, 'survey-area', $3, $2)`,
      [stage.field.householdId, person, round],
    );

  it.each([
    ['somebody without the role', 'town', 'R-69 ROLE_MISSING'],
    ['an officer without certificate', 'uncertified', 'R-42、SD16 CERTIFICATE_INVALID'],
    ['an officer who has measured nothing', 'officerC', 'R-23 AREA_SURVEY_INCOMPLETE'],
  ] as const)('refuses a survey by %s (R-23, R-69, SD16)', async (_who, person: StaffName, refusal) => {
    expect(await survey(stage.field.staff[person])).toBe(refusal);
  });

  it('refuses an act that is dated back to when the certificate was valid (SD16)', async () => {
    const { attacker, db, field } = stage;
    await db.clock.pinClock('2027-02-01T00:00:00.000Z');
    const refusal = await attacker.attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, acted_at)
       VALUES ('household', $1, 'survey-area', 1, $2, '2026-06-01')`,
      [field.householdId, field.staff.officerA],
    );
    await db.clock.pinClock(MONDAY);
    expect(refusal).toBe('R-42、SD16 CERTIFICATE_INVALID');
  });

  it.each([
    ['an act nobody knows', 'household', 'demolish', null],
    ['an act on the wrong kind of case', 'notice', 'survey-area', null],
  ])('refuses %s', async (_what, kind, act, verdict) => {
    const { householdId, staff } = stage.field;
    const values = [kind, householdId, act, staff.officerA, verdict, null, null, null];
    expect(await stage.attacker.attempt(INSERT, values)).toBe('R-46 TRANSITION_FORBIDDEN');
  });

  it.each([
    ['a verdict that is none', 'splendid', '备注', 'a', 'R-40 VERDICT_INVALID'],
    ['a return without reason', 'returned', '备注', null, 'R-40 RETURN_REASON_MISSING'],
    ['a return without note', 'returned', ' ', 'b', 'R-40 RETURN_REASON_MISSING'],
  ])('refuses %s (R-40)', async (_what, verdict, note, reason, refusal) => {
    const { householdId, staff } = stage.field;
    const values = ['household', householdId, 'check-before-signing', staff.investment, verdict, note, reason, null];
    expect(await stage.attacker.attempt(INSERT, values)).toBe(refusal);
  });

  describe('two officers of a round (R-42, SD2)', () => {
    beforeAll(async () => {
      await stage.field.determine();
    });

    it.each(['officerA', 'officerB'] as const)('refuses a second survey act of %s', async (person) => {
      expect(await survey(stage.field.staff[person])).toBe('R-42、SD2 SAME_OFFICER_TWICE');
    });

    it('refuses a third officer', async () => {
      expect(await survey(stage.field.staff.officerC)).toBe('R-42 TRANSITION_FORBIDDEN');
    });
  });
});

describe('separation of duty, as the rules say and as the database says (SD1, SD2, SD8, SD9, SD11)', () => {
  const stage = setStage();
  const jack = JACK.id;
  const households = ACT_NAMES.filter((act) => actOf(act).caseKind === 'household');

  beforeAll(() => plantJackOfAllPosts(stage.attacker));

  const done = (act: ActName, caseId: string) => ({
    caseKind: actOf(act).caseKind,
    caseId,
    act,
    round: 9,
    personId: jack,
    verdict: null,
    returnReason: null,
    contentHash: null,
    actedAt: '2026-03-01T00:00:00.000Z',
    withdrawn: true,
  });

  /** Tries every act after one act of the same person; answers the acts for which rules and database differ. */
  async function disagreements(earlier: ActName, earlierCase: string, later: readonly ActName[], laterCase: string) {
    await stage.attacker.plant('DELETE FROM case_act');
    await stage.attacker.plant(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, withdrawn_at) VALUES ($1, $2, $3, 9, $4, now())`,
      [actOf(earlier).caseKind, earlierCase, earlier, jack],
    );
    const wrong: string[] = [];
    for (const act of later) {
      const verdict = actOf(act).verdicts[0] ?? null;
      const values = [actOf(act).caseKind, laterCase, act, jack, verdict, null, null, null];
      const refusal = await stage.attacker.attempt(INSERT, values);
      const ruled = separationFindings(act, jack, [done(earlier, earlierCase)]).length > 0;
      if (refusal.endsWith('DUTY_NOT_SEPARATED') !== ruled) wrong.push(`${earlier} then ${act}: ${refusal}`);
    }
    return wrong;
  }

  it.each(households)('agrees on every act on a household after %s, even a withdrawn one', async (earlier) => {
    const { householdId } = stage.field;
    expect(await disagreements(earlier, householdId, households, householdId)).toEqual([]);
  });

  it('agrees on every act on a notice', async () => {
    const notice = '00000000-0000-4000-8000-00000000000a';
    const acts = ACT_NAMES.filter((act) => actOf(act).caseKind === 'notice');
    for (const act of acts) expect(await disagreements(act, notice, acts, notice)).toEqual([]);
  });

  it('agrees on every act on a payment list, and on those after acts on a household it pays', async () => {
    const [round, list, item] = ['b', 'c', 'd'].map((end) => `00000000-0000-4000-8000-00000000000${end}`);
    const { householdId, projectId } = stage.field;
    await stage.attacker.plant(
      `INSERT INTO payment_round (id, project_id, due_on, prepare_at, due_at) VALUES ($1, $2, '2026-04-01', now(), now() + interval '1 day')`,
      [round, projectId],
    );
    await stage.attacker.plant(`INSERT INTO payment_list (id, round_id, number) VALUES ($1, $2, '付-1')`, [
      list,
      round,
    ]);
    await stage.attacker.plant(
      `INSERT INTO payment_item (id, household_id, agreement_id, round_id, amount_fen, payee_name, payee_account)
       VALUES ($1, $2, $1, $3, 1, '住户甲', '1')`,
      [item, householdId, round],
    );
    const acts = ACT_NAMES.filter((act) => actOf(act).caseKind === 'payment-list');
    for (const act of acts) expect(await disagreements(act, list ?? '', acts, list ?? '')).toEqual([]);
    for (const act of households) expect(await disagreements(act, householdId, acts, list ?? '')).toEqual([]);
  });
});
