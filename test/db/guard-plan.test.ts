import { describe, expect, it } from '@jest/globals';
import { openPlans, storePlan } from '../../db/repositories/plans.repository.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import { setStage } from './stage.js';

const FIGURES = {
  scheme: 'state',
  averagePriceFen: 2_586_108n,
  subsidyCoefficientBp: 3_000,
  unitSizeSubsidyHundredths: 1_500n,
  conversionPriceFen: null,
} as const;

describe('guards on compensation plans, against plain SQL', () => {
  const stage = setStage();
  const trackOf = (mode: Mode) => stage.db.transaction((tx) => openTrack(tx, stage.field.projectId, mode));
  const OPEN = 'INSERT INTO plan_opening (track_id) VALUES ($1)';
  const ADOPT = 'INSERT INTO plan_adoption (track_id, entry_id) VALUES ($1, $2)';
  let number = 0;

  async function draft(trackId: string, subsidyCoefficientBp = 3_000): Promise<{ entryId: string; hash: string }> {
    number += 1;
    const hash = `draft-${String(number)}`;
    await stage.attacker.plant(
      `INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
       VALUES ($1, 'draft-plan', 'track', $2, 1, $3, '{}', $1)`,
      [hash, trackId, stage.field.staff.officerA],
    );
    const [entry] = await stage.attacker.rows<{ id: string }>('SELECT id FROM task_entry WHERE task_key = $1', [hash]);
    const entryId = entry?.id ?? '';
    const figures = { ...FIGURES, subsidyCoefficientBp };
    const plan = { figures, grants: [], signingPeriodDays: 30, effectiveRateBp: 9_000, reasons: [] };
    const words = { entryId, number: hash, priceDate: '2026-01-01', changes: null };
    await stage.db.transaction((tx) => storePlan(tx, trackId, { ...words, figures: plan }));
    return { entryId, hash };
  }
  const word = (trackId: string, hash: string, act: string, person: string) =>
    stage.attacker.plant(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, task_key, verdict, content_hash)
       VALUES ('track', $1, $2, 1, $3, $4, 'approved', $5)`,
      [trackId, act, person, `${hash}-${act}-${person}`, hash],
    );
  async function notice(trackId: string, entryId: string, kind: string, status: string): Promise<string> {
    number += 1;
    await stage.attacker.plant(
      `INSERT INTO notice (project_id, kind, title, number, content, minimum_days, status, published_at, ends_at,
         archived_at, proof_hash)
       VALUES ($1, $2, '公告', $3, '{}', 0, $4, app_now(), app_now() + interval '1 day', app_now(), 'x')`,
      [stage.field.projectId, kind, `公告-${String(number)}`, status],
    );
    const [made] = await stage.attacker.rows<{ id: string }>('SELECT id FROM notice WHERE number = $1', [
      `公告-${String(number)}`,
    ]);
    await stage.attacker.plant('INSERT INTO plan_notice (notice_id, track_id, entry_id) VALUES ($1, $2, $3)', [
      made?.id,
      trackId,
      entryId,
    ]);
    return made?.id ?? '';
  }
  async function consulted(trackId: string, entryId: string): Promise<string> {
    const noticeId = await notice(trackId, entryId, 'plan-draft', 'archived');
    number += 1;
    await stage.attacker.plant(
      `INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
       VALUES ($1, 'register-opinions', 'track', $2, 1, $3, '{}', $1)`,
      [`opinions-${String(number)}`, trackId, stage.field.staff.officerA],
    );
    await stage.attacker.plant(
      `INSERT INTO plan_consultation (entry_id, track_id, notice_id, units)
       SELECT id, $2, $3, 1 FROM task_entry WHERE task_key = $1`,
      [`opinions-${String(number)}`, trackId, noticeId],
    );
    return `opinions-${String(number)}`;
  }

  it('opens no plan before the areas are displayed and frozen (R-24)', async () => {
    const trackId = await trackOf('negotiated');
    expect(await stage.attacker.attempt(OPEN, [trackId])).toBe('R-24 AREA_NOT_DISPLAYED');
    await stage.field.displayAndFreeze((await stage.field.determine()) ?? '');
    const opened = await stage.attacker.rows('SELECT track_id FROM plan_opening');
    expect(opened).toEqual([{ track_id: trackId }]);
    // A later list of the same project opens nothing anew, and does not stop at what is open.
    await stage.db.transaction((tx) => openPlans(tx, stage.field.projectId));
    expect(await stage.attacker.rows('SELECT track_id FROM plan_opening')).toEqual(opened);
    expect(await stage.attacker.attempt(OPEN, [trackId])).not.toBe('done');
  });

  it('adopts nothing that was not examined, adopted by its body, filed, put to opinions and published (R-5, R-6, R-21)', async () => {
    const { staff } = stage.field;
    const trackId = await trackOf('negotiated');
    const { entryId, hash } = await draft(trackId);
    const adopt = () => stage.attacker.attempt(ADOPT, [trackId, entryId]);
    expect(await adopt()).toBe('R-5、R-9 TRANSITION_FORBIDDEN');
    await word(trackId, hash, 'examine-plan', staff.district);
    await word(trackId, hash, 'adopt-plan', staff.district);
    expect(await adopt()).toBe('R-5、R-9 TRANSITION_FORBIDDEN');
    await word(trackId, hash, 'adopt-plan', staff.town);
    expect(await adopt()).toBe('R-6 TRANSITION_FORBIDDEN');
    await word(trackId, hash, 'file-plan', staff.district);
    expect(await adopt()).toBe('征收与补偿条例第10条、R-21 TRANSITION_FORBIDDEN');
    const opinions = await consulted(trackId, entryId);
    expect(await adopt()).toBe('征收与补偿条例第10条、R-21 TRANSITION_FORBIDDEN');
    await notice(trackId, entryId, 'plan-final', 'published');
    await stage.attacker.plant(
      `INSERT INTO plan_opinion (entry_id, number, source, text, unlawful)
       SELECT id, 1, '来访', '标准偏低', false FROM task_entry WHERE task_key = $1`,
      [opinions],
    );
    expect(await adopt()).toBe('征收与补偿条例第11条 OBJECTION_OPEN');
    await stage.attacker.plant(
      `INSERT INTO plan_answer (entry_id, consultation_id, number, accepted, answer)
       SELECT id, id, 1, false, '依照方案' FROM task_entry WHERE task_key = $1`,
      [opinions],
    );
    expect(await adopt()).toBe('done');
    await stage.attacker.rows(ADOPT, [trackId, entryId]);
  });

  it('adopts no plan of the other track with another standard and no reason (R-26)', async () => {
    const trackId = await trackOf('state');
    const { entryId, hash } = await draft(trackId, 2_500);
    const [government] = await stage.attacker.rows<{ id: string }>(
      `INSERT INTO account_role (account_id, role, valid_from) VALUES ('${stage.field.staff.checker}',
        'district-government', '2020-01-01') RETURNING account_id AS id`,
    );
    await word(trackId, hash, 'examine-plan', stage.field.staff.district);
    await word(trackId, hash, 'adopt-plan', government?.id ?? '');
    await consulted(trackId, entryId);
    await notice(trackId, entryId, 'plan-final', 'published');
    const adopt = () => stage.attacker.attempt(ADOPT, [trackId, entryId]);
    expect(await adopt()).toBe('R-26 STANDARD_DIFFERS');
    await stage.attacker.plant(
      `INSERT INTO plan_difference_reason (entry_id, position, component, reason) VALUES ($1, 1, 'unit-size-subsidy', '无关')`,
      [entryId],
    );
    expect(await adopt()).toBe('R-26 STANDARD_DIFFERS');
    await stage.attacker.plant(
      `INSERT INTO plan_difference_reason (entry_id, position, component, reason) VALUES ($1, 2, 'price-subsidy', '系数调整')`,
      [entryId],
    );
    expect(await adopt()).toBe('done');
    await stage.attacker.rows(ADOPT, [trackId, entryId]);
  });

  it('changes nothing of what was said about a plan', async () => {
    for (const table of ['plan_adoption', 'plan_opinion', 'plan_answer', 'compensation_plan']) {
      expect(await stage.attacker.attempt(`DELETE FROM ${table}`)).not.toBe('done');
    }
  });
});
