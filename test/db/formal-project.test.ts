import { describe, expect, it } from '@jest/globals';
import { emit } from '../../db/repositories/outbox.repository.js';
import { openSigning } from '../../db/repositories/signing-opening.repository.js';
import { openTrack, tracksOf } from '../../db/repositories/tracks.repository.js';
import type { MessageName } from '../../rules/vocabulary/messages.js';
import { adoptPlan } from '../factories/plan.js';
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
    await tell('expropriation-decided');
    await expect(open()).rejects.toThrow('尚未选定评估机构');
    expect(await attacker.attempt(past)).toBe('R-5、R-14 DECISION_POINT_OPEN');
    await tell('appraiser-chosen');
    await open();
    const [terms] = await attacker.rows('SELECT signing_mode(id) AS mode, signing_rate_bp(id) AS rate FROM project');
    expect(terms).toEqual({ mode: 'state', rate: 8_000 });
  });
});

describe('a project registered on collective land', () => {
  const stage = setStage(1, { mode: 'collective', ...NO_PRICES });

  it('holds no price of state-owned land, not even by plain SQL (R-16)', async () => {
    const { attacker } = stage;
    expect(await attacker.attempt('UPDATE project SET average_price_fen = 1')).not.toBe('done');
  });
});
