import { describe, expect, it } from '@jest/globals';
import { openSurveyRound } from '../../db/repositories/areas.repository.js';
import { importHouseholds } from '../../db/repositories/households.repository.js';
import { emit } from '../../db/repositories/outbox.repository.js';
import { openSigning } from '../../db/repositories/signing-opening.repository.js';
import { referUnsignedHouseholds } from '../../db/repositories/signing-outcome.repository.js';
import { assessSigning } from '../../db/repositories/signing-watch.repository.js';
import { openTrack, tracksOf } from '../../db/repositories/tracks.repository.js';
import type { MessageName } from '../../rules/vocabulary/messages.js';
import { tellDecided } from '../factories/expropriation.js';
import { householdRow, houseRow } from '../factories/household.js';
import { plantReports } from '../factories/planted-reports.js';
import { adoptPlan, prepareToSign } from '../factories/plan.js';
import { setStage } from './stage.js';

const NO_PRICES = {
  averagePriceFen: null,
  subsidyCoefficientBp: null,
  unitSizeSubsidyHundredths: null,
  conversionPriceFen: null,
};

describe('a project registered as an expropriation on state-owned land', () => {
  const stage = setStage(1, { mode: 'state' });
  const tracks = () => stage.db.transaction((tx) => tracksOf(tx, stage.field.projectId));
  const open = () => stage.db.transaction((tx) => openSigning(tx, stage.field.projectId, stage.field.staff.town));

  it('has no negotiated track, and its own only when the launch opens it (R-11, R-13)', async () => {
    expect(await tracks()).toEqual([]);
    for (const mode of ['negotiated', 'collective'] as const) {
      const other = stage.db.transaction((tx) => openTrack(tx, stage.field.projectId, mode));
      await expect(other).rejects.toThrow('只有与登记一致的征收程序');
    }
    await stage.db.transaction((tx) => openTrack(tx, stage.field.projectId, 'state'));
    expect(await tracks()).toMatchObject([{ mode: 'state' }]);
  });

  it('signs after its plan, its decision and its own choice of the agency, whoever asks (R-5, R-14, R-18)', async () => {
    const { db, field, attacker } = stage;
    const [track] = await tracks();
    const tell = (name: MessageName) =>
      db.transaction((tx) => emit(tx, [{ name, correlationKey: track?.id ?? '', variables: {} }]));
    const past = `UPDATE project SET signing_opened_at = app_now(), signing_ends_at = app_now() + interval '30 days'`;
    await field.displayAndFreeze((await field.determine()) ?? '');
    await db.transaction((tx) => adoptPlan(tx, field.projectId, field.staff, { effectiveRateBp: 8_000 }));
    await expect(open()).rejects.toThrow('征收决定尚未作出');
    expect(await attacker.attempt(past)).toBe('R-5、R-14 DECISION_POINT_OPEN');
    await db.transaction((tx) => tellDecided(tx, track?.id ?? ''));
    await expect(open()).rejects.toThrow('尚未选定评估机构');
    expect(await attacker.attempt(past)).toBe('R-5、R-14 DECISION_POINT_OPEN');
    await tell('appraiser-chosen');
    await db.transaction((tx) => plantReports(tx, field.projectId, track?.id ?? ''));
    await open();
    const [terms] = await attacker.rows('SELECT signing_mode(id) AS mode, signing_rate_bp(id) AS rate FROM project');
    expect(terms).toEqual({ mode: 'state', rate: 8_000 });
  });
});

describe('a project registered on collective land', () => {
  const rows = [1, 2, 3].map((number) => houseRow(number, { unitPriceFen: 180_000n }));
  const stage = setStage(rows, { mode: 'collective', ...NO_PRICES });
  const plan = {
    figures: { scheme: 'collective', landBasePriceFen: 390_000n, priceSubsidyFen: 320_000n },
  } as const;

  it('takes no tenant into its register, whom no plan there could pay (R-16)', async () => {
    const { db, field } = stage;
    const tenant = [householdRow(4)];
    const imported = db.transaction((tx) => importHouseholds(tx, field.projectId, tenant, field.staff.town));
    await expect(imported).rejects.toThrow('第1户（编号 0004）：集体土地口径没有公房承租');
  });

  it('grants a new homestead on private houses alone, determined, displayed and open to objection (R-16)', async () => {
    const { field, attacker } = stage;
    const [paid = '', moved = '', unsigned = ''] = field.householdIds;
    const tenure = (word: string) => attacker.plant(`UPDATE household SET tenure = $2 WHERE id = $1`, [paid, word]);
    await tenure('public-tenancy');
    await expect(field.determine(paid, 1, true)).rejects.toThrow('只有集体土地上的私有房屋可以安排新宅基地');
    await tenure('private');
    await field.db.transaction((tx) => openSurveyRound(tx, paid, 1));
    await field.determine(paid, 2);
    await field.determine(moved, 1, true);
    const noticeId = (await field.determine(unsigned)) ?? '';
    const [notice] = await attacker.rows<{ bases: string[] }>(
      `SELECT array_agg(line ->> 'areaBasis') AS bases FROM notice, jsonb_array_elements(content -> 'rows') line`,
    );
    expect(notice?.bases.filter((basis) => basis.endsWith('另行安排新宅基地'))).toHaveLength(1);
    expect(await attacker.attempt('UPDATE area_determination SET new_homestead = true')).toBe(
      'R-25 TRANSITION_FORBIDDEN',
    );
    await field.displayAndFreeze(noticeId);
  });

  it('pays by the prices of its plan alone, the land only to who gets no other (R-16, SD18)', async () => {
    const { db, field, attacker } = stage;
    const [paid = '', moved = ''] = field.householdIds;
    expect(await attacker.attempt('UPDATE project SET average_price_fen = 1')).not.toBe('done');
    await db.transaction((tx) => adoptPlan(tx, field.projectId, field.staff, plan));
    await db.transaction((tx) => prepareToSign(tx, field.projectId, field.staff));
    await db.transaction((tx) => openSigning(tx, field.projectId, field.staff.town));
    for (const id of [paid, moved]) await field.negotiate(id);
    const totals = await attacker.rows(
      'SELECT total_fen::text AS fen FROM compensation_calculation ORDER BY household_id = $1',
      [moved],
    );
    // (1,800 + 3,900 + 3,200) × 18.33 and (1,800 + 3,200) × 18.33.
    expect(totals).toEqual([{ fen: '16313700' }, { fen: '9165000' }]);
    const swap = `INSERT INTO compensation_calculation (household_id, determination_id, policy_version, input, components,
        total_fen, content_hash, superseded_at, plan_id)
      SELECT calculation.household_id, determination_id, policy_version, (SELECT input FROM compensation_calculation other
        WHERE other.household_id <> calculation.household_id), components, total_fen, 'x', app_now(), plan_id
      FROM compensation_calculation calculation WHERE household_id = $1`;
    expect(await attacker.attempt(swap, [moved])).toBe('R-16、SD18 CONTENT_CHANGED');
  });

  it('lets a sealed agreement take effect at once, and reports who has not signed (R-5)', async () => {
    const { db, field, attacker } = stage;
    const [paid = '', , unsigned = ''] = field.householdIds;
    await field.check(paid);
    const agreementId = await field.sign(paid);
    await field.review(paid);
    await field.seal(agreementId, paid);
    const [agreement] = await attacker.rows('SELECT status FROM agreement WHERE id = $1', [agreementId]);
    expect(agreement).toEqual({ status: 'effective' });
    await db.clock.pinClock('2026-09-01T01:00:00.000Z');
    const outcome = await db.transaction((tx) => assessSigning(tx, field.projectId));
    expect(outcome.signingOutcome).toBe('decide-unsigned');
    await db.transaction((tx) => referUnsignedHouseholds(tx, field.projectId));
    const told = await attacker.rows<{ key: string }>(
      `SELECT correlation_key AS key FROM outbox WHERE name = 'no-agreement-reached'`,
    );
    expect(told.map(({ key }) => key)).toContain(unsigned);
    expect(told.map(({ key }) => key)).not.toContain(paid);
  });
});
