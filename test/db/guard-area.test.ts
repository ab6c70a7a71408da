import { beforeAll, describe, expect, it } from '@jest/globals';
import { recordAreaSurvey } from '../../db/repositories/areas.repository.js';
import { archiveNotice } from '../../db/repositories/notices.repository.js';
import { fileObjection } from '../../db/repositories/objections.repository.js';
import { setStage } from './stage.js';

const INSERT_SURVEY = `INSERT INTO area_survey (household_id, round, officer_id, measured_hundredths) VALUES ($1, 1, $2, 1800)`;
const DETERMINE = `INSERT INTO area_determination (household_id, version, area_hundredths, basis, determined_by)
  VALUES ($1, 9, 9900, '口头', $2)`;

describe('guards from survey to frozen area, against plain SQL', () => {
  const stage = setStage();
  const household = () => stage.field.householdId;

  it('refuses a measurement by an officer without certificate (SD16)', async () => {
    const refusal = await stage.attacker.attempt(INSERT_SURVEY, [household(), stage.field.staff.uncertified]);
    expect(refusal).toBe('R-42、SD16 CERTIFICATE_INVALID');
  });

  it('refuses a determination while only one officer has measured (R-23, R-42)', async () => {
    const survey = { householdId: household(), round: 1, officerId: stage.field.staff.officerA };
    await stage.db.transaction((tx) => recordAreaSurvey(tx, { ...survey, measuredHundredths: 1_833n }));
    const refusal = await stage.attacker.attempt(DETERMINE, [household(), stage.field.staff.determiner]);
    expect(refusal).toBe('R-23、R-42 AREA_SURVEY_INCOMPLETE');
  });

  describe('once the area is determined and listed', () => {
    let noticeId: string;
    beforeAll(async () => {
      noticeId = (await stage.field.determine()) ?? '';
    });

    it.each([
      ['a third measurement of the round', INSERT_SURVEY, 'officerC', 'R-42 TRANSITION_FORBIDDEN'],
      ['a determination by somebody who measured', DETERMINE, 'officerA', 'SD1 DUTY_NOT_SEPARATED'],
    ] as const)('refuses %s (R-42, SD1)', async (_what, sql, person, refusal) => {
      expect(await stage.attacker.attempt(sql, [household(), stage.field.staff[person]])).toBe(refusal);
    });

    it('refuses to change a measurement whose officer has finished (R-46)', async () => {
      const refusal = await stage.attacker.attempt('UPDATE area_survey SET measured_hundredths = 9900');
      expect(refusal).toBe('R-46 TRANSITION_FORBIDDEN');
    });

    it.each([
      ['the area itself', 'area_hundredths = 9900', 'R-25 TRANSITION_FORBIDDEN'],
      ['the person who determined it', 'determined_by = gen_random_uuid()', 'R-25 TRANSITION_FORBIDDEN'],
      ['its status to frozen, not yet displayed', `status = 'frozen'`, 'R-24 AREA_NOT_DISPLAYED'],
      ['its status back to determined', `status = 'determined'`, 'R-24 TRANSITION_FORBIDDEN'],
    ])('refuses to change %s (R-24, R-25)', async (_what, change, refusal) => {
      expect(await stage.attacker.attempt(`UPDATE area_determination SET ${change}`)).toBe(refusal);
    });

    it.each([
      ['publish unmasked', `status = 'published', published_at = app_now(), ends_at = app_now() + interval '8 days'`],
      ['archive at once', `status = 'archived', archived_at = app_now(), proof_hash = '-'`],
    ])('refuses to %s', async (_what, change) => {
      expect(await stage.attacker.attempt(`UPDATE notice SET ${change}`)).toBe('R-21 TRANSITION_FORBIDDEN');
    });

    it('refuses to publish what one and the same person masked and approved (SD11)', async () => {
      const publish = `UPDATE notice SET status = 'published', published_at = app_now(), ends_at = app_now() + interval '8 days'`;
      await stage.attacker.plant(`UPDATE notice SET status = 'approved', content_hash = 'x' WHERE id = $1`, [noticeId]);
      await stage.attacker.plant(
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, content_hash)
         SELECT 'notice', $1, act, 1, $2, verdict, 'x'
         FROM (VALUES ('mask-notice', 'masked'), ('approve-notice', 'approved')) AS acts (act, verdict)`,
        [noticeId, stage.field.staff.town],
      );
      expect(await stage.attacker.attempt(publish)).toBe('SD11 REVIEW_INCOMPLETE');
      await stage.attacker.plant(`DELETE FROM case_act WHERE case_id = $1`, [noticeId]);
      await stage.attacker.plant(`UPDATE notice SET status = 'prepared', content_hash = NULL WHERE id = $1`, [
        noticeId,
      ]);
    });
  });

  describe('while the list is displayed (R-21, R-24)', () => {
    beforeAll(async () => {
      const [notice] = await stage.attacker.rows<{ id: string }>('SELECT id FROM notice');
      await stage.field.publish(notice?.id ?? '');
      const objection = { noticeId: notice?.id ?? '', householdId: household(), text: '阳台漏计' };
      await stage.db.transaction((tx) => fileObjection(tx, objection));
    });

    it.each([
      ['shorten the period', `UPDATE notice SET ends_at = app_now()`, 'R-21 PERIOD_TOO_SHORT'],
      ['change the masked content', `UPDATE notice SET masked_content = '{}'`, 'SD11 CONTENT_CHANGED'],
      ['change the content', `UPDATE notice SET content = '{}'`, 'R-21 TRANSITION_FORBIDDEN'],
      ['freeze before the end', `UPDATE area_determination SET status = 'frozen'`, 'R-24 AREA_NOT_DISPLAYED'],
      ['rewrite an objection', `UPDATE objection SET text = '没有意见'`, 'SD12 TRANSITION_FORBIDDEN'],
      [
        'archive before the end',
        `UPDATE notice SET status = 'archived', archived_at = app_now(), proof_hash = '-'`,
        'R-24 AREA_NOT_DISPLAYED',
      ],
    ])('refuses to %s', async (_what, sql, refusal) => {
      expect(await stage.attacker.attempt(sql)).toBe(refusal);
    });

    it('refuses an answer by the person who determined the area (SD12)', async () => {
      const sql = `UPDATE objection SET answer = '驳回', upheld = false, handler_id = $1`;
      expect(await stage.attacker.attempt(sql, [stage.field.staff.determiner])).toBe('SD12 DUTY_NOT_SEPARATED');
    });

    it('refuses to archive while an objection is open, and an objection after the end', async () => {
      await stage.db.clock.pinClock('2026-04-01T00:00:00.000Z');
      const archive = `UPDATE notice SET status = 'archived', archived_at = app_now(), proof_hash = '-'`;
      expect(await stage.attacker.attempt(archive)).toBe('R-24、SD12 OBJECTION_OPEN');
      const late = `INSERT INTO objection (notice_id, household_id, text) SELECT id, $1, '迟到' FROM notice`;
      expect(await stage.attacker.attempt(late, [household()])).toBe('R-24 TRANSITION_FORBIDDEN');
    });

    it('refuses to freeze an area whose objection is open, even on an archived list', async () => {
      await stage.attacker.plant(`UPDATE notice SET status = 'archived', archived_at = app_now(), proof_hash = '-'`);
      const freeze = `UPDATE area_determination SET status = 'frozen'`;
      expect(await stage.attacker.attempt(freeze)).toBe('R-24、SD12 OBJECTION_OPEN');
      await stage.attacker.plant(`UPDATE notice SET status = 'published', archived_at = NULL, proof_hash = NULL`);
      const [notice] = await stage.attacker.rows<{ id: string }>('SELECT id FROM notice');
      await expect(stage.db.transaction((tx) => archiveNotice(tx, notice?.id ?? ''))).rejects.toMatchObject({
        code: 'OBJECTION_OPEN',
      });
    });
  });
});
