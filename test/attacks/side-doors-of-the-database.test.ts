import { beforeAll, describe, expect, it } from '@jest/globals';
import { freezeAreaList } from '../../db/repositories/area-lists.repository.js';
import { storeDocument } from '../../db/repositories/documents.repository.js';
import { archiveNotice } from '../../db/repositories/notices.repository.js';
import { openSigning } from '../../db/repositories/signing-opening.repository.js';
import { setStage } from '../db/stage.js';
import { prepareToSign } from '../factories/plan.js';
import { PaymentWork } from '../factories/payment-work.js';

const FORBIDDEN = 'R-46 TRANSITION_FORBIDDEN';

describe('somebody with the database password looks for a way round the guards (R-44)', () => {
  const stage = setStage(2);
  const asApplication = (sql: string, ...parameters: unknown[]) => stage.attacker.attempt(sql, parameters);

  describe('while the area list is displayed (R-21)', () => {
    let noticeId: string;
    beforeAll(async () => {
      for (const id of stage.field.householdIds) noticeId = (await stage.field.determine(id)) ?? '';
    });

    it('cannot invent a display that is over already', async () => {
      const invented = `INSERT INTO notice (project_id, kind, title, number, content, minimum_days, status, published_at,
          ends_at, archived_at, proof_hash)
        SELECT id, 'area-list', '公示', '伪-1', '{}', 0, 'archived', app_now() - interval '9 days',
          app_now() - interval '1 day', app_now(), '-' FROM project`;
      expect(await asApplication(invented)).toBe('R-21 TRANSITION_FORBIDDEN');
    });

    it('cannot let the period begin before the notice was up', async () => {
      const backdated = `UPDATE notice SET published_at = app_now() - interval '9 days',
        ends_at = app_now() - interval '1 day'`;
      expect(await asApplication(backdated)).toBe('R-21 PERIOD_TOO_SHORT');
    });

    it('cannot take the end away, which would let the list be archived at once', async () => {
      await stage.field.publish(noticeId);
      expect(await asApplication('UPDATE notice SET ends_at = NULL')).toBe('R-21 PERIOD_TOO_SHORT');
      const archive = `UPDATE notice SET ends_at = NULL, status = 'archived', archived_at = app_now(), proof_hash = '-'`;
      expect(await asApplication(archive)).toBe('R-21 PERIOD_TOO_SHORT');
    });

    it('cannot slip a household onto a list that is up, nor swap the area it displays', async () => {
      await stage.attacker.plant('DELETE FROM notice_subject WHERE household_id = $1', [stage.field.householdId]);
      const slipped = `INSERT INTO notice_subject SELECT notice_id, household_id, id FROM area_determination
        WHERE household_id = $1`;
      expect(await asApplication(slipped, stage.field.householdId)).toBe('R-21 TRANSITION_FORBIDDEN');
      await stage.attacker.plant(slipped, [stage.field.householdId]);
      expect(await asApplication('UPDATE notice_subject SET determination_id = NULL')).toBe(FORBIDDEN);
    });

    it.each([
      ['lower the rate at which agreements take effect', 'UPDATE project SET effective_rate_bp = 1'],
      ['raise the price of the project', 'UPDATE project SET average_price_fen = average_price_fen * 2'],
      ['count persons who are not registered', 'UPDATE household SET registered_persons = 40'],
      ['raise the unit price of a house', 'UPDATE household SET unit_price_fen = unit_price_fen * 2'],
      ['hand a measurement to another officer', 'UPDATE area_survey SET officer_id = gen_random_uuid()'],
      ['move a measurement to another house', 'UPDATE area_survey SET household_id = gen_random_uuid()'],
      ['rewrite a message that is on its way', `UPDATE outbox SET variables = '{}', correlation_key = 'x'`],
    ])('cannot %s', async (_what, sql) => {
      expect(await asApplication(sql)).not.toBe('done');
    });

    it('cannot move a household out of the project to reach the signing rate', async () => {
      const sql = 'UPDATE household SET project_id = gen_random_uuid() WHERE id = $1';
      expect(await asApplication(sql, stage.field.householdId)).toBe(FORBIDDEN);
    });

    it('cannot exchange a paper of the file bag for another', async () => {
      const paper = {
        householdId: stage.field.householdId,
        type: 'appraisal-report',
        name: '评估报告.txt',
        mediaType: 'text/plain',
        bytes: Buffer.from('一'),
        uploadedBy: stage.field.staff.officerA,
      } as const;
      await stage.db.transaction((tx) => storeDocument(tx, paper));
      expect(await asApplication(`UPDATE file_bag_document SET name = '另一份'`)).toBe(FORBIDDEN);
    });
  });

  describe('once compensation is due', () => {
    beforeAll(async () => {
      const [notice] = await stage.attacker.rows<{ id: string }>('SELECT id FROM notice');
      const noticeId = notice?.id ?? '';
      await stage.db.clock.pinClock('2026-04-01T00:00:00.000Z');
      await stage.db.transaction((tx) => archiveNotice(tx, noticeId));
      await stage.db.transaction((tx) => freezeAreaList(tx, noticeId));
      await stage.db.transaction((tx) => prepareToSign(tx, stage.field.projectId, stage.field.staff));
      await stage.db.transaction((tx) => openSigning(tx, stage.field.projectId, stage.field.staff.town));
      await stage.field.signAndSealAll();
      await PaymentWork.start(stage.field);
    });

    it.each([
      ['of the register', `UPDATE household SET payee_account = '6222'`],
      ['of a payment that is due', `UPDATE payment_item SET payee_account = '6222'`],
    ])('cannot send the money to an account of their own by changing the payee %s', async (_what, sql) => {
      expect(await asApplication(sql)).toBe('R-58 PAYEE_MISMATCH');
    });
  });
});
