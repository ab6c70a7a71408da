import { describe, expect, it } from '@jest/globals';
import { computeAndStoreCompensation } from '../../db/repositories/calculations.repository.js';
import { openNegotiationRound } from '../../db/repositories/negotiations.repository.js';
import { adoptedPlansOf, draftedPlanOf, storePlanFigures } from '../../db/repositories/plan-figures.repository.js';
import { getProject } from '../../db/repositories/projects.repository.js';
import { openSigning } from '../../db/repositories/signing-opening.repository.js';
import { signingTerms } from '../../db/repositories/signing-watch.repository.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import type { PlanFigures } from '../../rules/plan/plan-figures.js';
import { plantReports } from '../factories/planted-reports.js';
import { setStage } from './stage.js';

const PLAN: PlanFigures = {
  figures: {
    scheme: 'state',
    averagePriceFen: 2_586_108n,
    subsidyCoefficientBp: 3_000,
    unitSizeSubsidyHundredths: 1_500n,
    conversionPriceFen: 2_150_000n,
  },
  grants: [{ item: 'early-signing-award', amountFen: 5_000_000n, clause: '方案第十二条' }],
  signingPeriodDays: 30,
  effectiveRateBp: 9_000,
  reasons: [],
};

describe('the plan that money is computed from', () => {
  const stage = setStage();
  let number = 0;
  const trackOf = (mode: 'negotiated' | 'state') =>
    stage.db.transaction((tx) => openTrack(tx, stage.field.projectId, mode));

  /** A draft of a track, and its adoption by another person; what the process checks is not what is told here. */
  async function draft(trackId: string, plan: PlanFigures): Promise<{ entryId: string; adopt: () => Promise<void> }> {
    number += 1;
    const hash = `plan-${String(number)}`;
    const { staff } = stage.field;
    await stage.attacker.plant(
      `UPDATE task_entry SET superseded_at = app_now() WHERE case_id = $1 AND act = 'draft-plan' AND superseded_at IS NULL`,
      [trackId],
    );
    await stage.attacker.plant(
      `INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
       VALUES ($1, 'draft-plan', 'track', $2, 1, $3, '{}', $1)`,
      [hash, trackId, staff.town],
    );
    const [entry] = await stage.attacker.rows<{ id: string }>('SELECT id FROM task_entry WHERE task_key = $1', [hash]);
    const entryId = entry?.id ?? '';
    await stage.db.transaction((tx) => storePlanFigures(tx, { entryId, trackId }, plan));
    const adopt = async () => {
      await stage.attacker.plant(
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id, task_key, verdict, content_hash)
         VALUES ('track', $1, 'adopt-plan', 1, $2, $3, 'approved', $4)`,
        [trackId, staff.district, `${hash}-adopted`, hash],
      );
      await stage.attacker.plant('DELETE FROM plan_adoption WHERE track_id = $1', [trackId]);
      await stage.attacker.plant('INSERT INTO plan_adoption (track_id, entry_id) VALUES ($1, $2)', [trackId, entryId]);
    };
    return { entryId, adopt };
  }

  const compute = () => stage.db.transaction((tx) => computeAndStoreCompensation(tx, stage.field.householdId));
  const comparisonOf = (calculationId: string) =>
    stage.db.query<{ negotiated: string; formal: string; differences: { component: string; reason: string }[] }>(
      `SELECT negotiated_fen::text AS negotiated, formal_fen::text AS formal, differences FROM standard_comparison
       WHERE calculation_id = $1`,
      [calculationId],
    );

  it('opens no signing and computes nothing before it is adopted, by whatever way (R-18, R-24, SD18)', async () => {
    const { field, db, attacker } = stage;
    const open = `UPDATE project SET signing_opened_at = app_now(), signing_ends_at = app_now() + interval '30 days'`;
    expect(await attacker.attempt(open)).toBe('R-18、R-24 STEP_OUT_OF_ORDER');
    const register = `INSERT INTO project SELECT (jsonb_populate_record(project, jsonb_build_object('id',
      gen_random_uuid(), 'code', 'X', 'signing_opened_at', app_now(), 'signing_ends_at', app_now()))).* FROM project`;
    expect(await attacker.attempt(register)).toBe('R-18、R-24 STEP_OUT_OF_ORDER');
    await field.displayAndFreeze((await field.determine()) ?? '');
    const asked = db.transaction((tx) => openSigning(tx, field.projectId, field.staff.town));
    await expect(asked).rejects.toThrow('协议置换的补偿方案尚未通过并公布，不能开启签约');
    await expect(compute()).rejects.toThrow('协议置换的补偿方案尚未通过并公布，不能计算补偿');
    const calculate = `INSERT INTO compensation_calculation (household_id, determination_id, policy_version, input,
        components, total_fen, content_hash)
      SELECT household_id, id, '2021-07', '{}', '[]', 0, 'h' FROM area_determination`;
    expect(await attacker.attempt(calculate)).toBe('R-26、SD18 STEP_OUT_OF_ORDER');
  });

  it('is read as it was stored, and counts only once it was adopted as it is', async () => {
    const trackId = await trackOf('negotiated');
    const { adopt } = await draft(trackId, PLAN);
    const read = (work: 'drafted' | 'adopted') =>
      stage.db.transaction(async (tx) =>
        work === 'drafted' ? [await draftedPlanOf(tx, trackId)] : adoptedPlansOf(tx, stage.field.projectId),
      );
    expect(await read('drafted')).toEqual([PLAN]);
    expect(await read('adopted')).toEqual([]);
    await adopt();
    expect(await read('adopted')).toMatchObject([
      { ...PLAN, mode: 'negotiated', adoptedBy: stage.field.staff.district },
    ]);
    await draft(trackId, { ...PLAN, effectiveRateBp: 9_500 });
    expect(await read('adopted')).toMatchObject([{ effectiveRateBp: 9_000 }]);
  });

  it('says at which rate and how long the project signs', async () => {
    const { field, db } = stage;
    const terms = () => db.transaction((tx) => signingTerms(tx, field.projectId));
    expect(await terms()).toEqual({ mode: 'negotiated', effectiveRateBp: 9_000 });
    const trackId = await trackOf('negotiated');
    await (await draft(trackId, { ...PLAN, effectiveRateBp: 8_800, signingPeriodDays: 45 })).adopt();
    expect(await terms()).toEqual({ mode: 'negotiated', effectiveRateBp: 8_800 });
    expect((await db.transaction((tx) => getProject(tx, field.projectId))).effectiveRateBp).toBe(8_800);
    const open = () => db.transaction((tx) => openSigning(tx, field.projectId, field.staff.town));
    await expect(open()).rejects.toThrow('分户评估报告尚未下发');
    await db.transaction((tx) => plantReports(tx, field.projectId, trackId));
    await open();
    const { signing_ends_at } = await db
      .query<{ signing_ends_at: string }>('SELECT signing_ends_at FROM project')
      .then(([row]) => row ?? { signing_ends_at: '' });
    expect(signing_ends_at).toBe('2026-04-24T16:00:00.000Z');
  });

  it('gives every household what it grants to all alike (SD18)', async () => {
    await stage.field.negotiate();
    const { components, totalFen } = await compute();
    expect(components).toContainEqual(
      expect.objectContaining({ name: 'early-signing-award', fen: '5000000', basis: '每证50000.00元；方案第十二条' }),
    );
    expect(totalFen).toBe(95_935_316n);
  });

  it('computes every household under both plans as soon as there are two, to the fen the same (R-26)', async () => {
    const { adopt } = await draft(await trackOf('state'), { ...PLAN, effectiveRateBp: 8_500 });
    await adopt();
    const { id, totalFen } = await compute();
    expect(totalFen).toBe(95_935_316n);
    expect(await comparisonOf(id)).toEqual([{ negotiated: '95935316', formal: '95935316', differences: [] }]);
  });

  it('refuses what differs without an approved reason, and shows the reason where there is one (R-26)', async () => {
    const trackId = await trackOf('state');
    const less: PlanFigures = { ...PLAN, grants: [] };
    await (await draft(trackId, less)).adopt();
    await expect(compute()).rejects.toThrow('签约先期奖前后不一致');
    const reasons = [{ component: 'early-signing-award' as const, reason: '先期签约奖只在协议期内发放' }];
    await (await draft(trackId, { ...less, reasons })).adopt();
    const { id } = await compute();
    expect(await comparisonOf(id)).toMatchObject([
      {
        negotiated: '95935316',
        formal: '90935316',
        differences: [{ component: 'early-signing-award', ...reasons[0] }],
      },
    ]);
  });

  it('pays by the piece what both officers have counted, and no more than the lower of their numbers', async () => {
    const trackId = await trackOf('negotiated');
    const grants = (['move-air-conditioner', 'move-phone', 'move-gas'] as const).map((item) => ({
      item,
      amountFen: 10_000n,
      clause: '方案第九条',
    }));
    await (await draft(trackId, { ...PLAN, grants })).adopt();
    await (await draft(await trackOf('state'), { ...PLAN, grants, effectiveRateBp: 8_500 })).adopt();
    const { householdId } = stage.field;
    await stage.db.transaction((tx) => openNegotiationRound(tx, householdId, 1));
    await stage.field.enterNegotiation('officerA', householdId, 2, [
      { item: 'move-air-conditioner', quantity: 3 },
      { item: 'move-phone', quantity: 1 },
    ]);
    await stage.field.act('officerA', { act: 'negotiate', round: 2 });
    await stage.field.enterNegotiation('officerB', householdId, 2, [{ item: 'move-air-conditioner', quantity: 2 }]);
    await stage.field.act('officerB', { act: 'negotiate', round: 2 });
    const { components } = await compute();
    const moved = (components as { name: string; fen: string }[]).filter(({ name }) => name.startsWith('move-'));
    expect(moved.map(({ name, fen }) => [name, fen])).toEqual([['move-air-conditioner', '20000']]);
  });

  it('cannot be changed once it is stored, not even by who holds the database', async () => {
    const change = (sql: string) => stage.attacker.attempt(sql);
    expect(await change('UPDATE plan_figures SET subsidy_coefficient_bp = 1')).not.toBe('done');
    expect(await change('DELETE FROM plan_grant')).not.toBe('done');
    expect(await change(`UPDATE standard_comparison SET differences = '[]'`)).not.toBe('done');
  });
});
