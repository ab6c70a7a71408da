import { beforeAll, describe, expect, it } from '@jest/globals';
import { prepareAgreement } from '../../db/repositories/agreements.repository.js';
import type { Agreement } from '../../db/entities/agreement.entity.js';
import { storeDocument } from '../../db/repositories/documents.repository.js';
import { recordPaperSignature, signAsHousehold, signAsOwner } from '../../db/repositories/signatures.repository.js';
import { houseOwner, householdRow } from '../factories/household.js';
import { setStage } from './stage.js';

const ITEM = `INSERT INTO payment_item (household_id, agreement_id, round_id, payee, amount_fen, payee_name, payee_account)
  SELECT household_id, agreement_id, round_id, $1, $2, $3, $4 FROM payment_item WHERE payee = 'household'`;
const NOT_SIGNED = '市政府令第71号第29条、第30条、R-41 REVIEW_INCOMPLETE';
const OWNER = ['owner', 9_165_000, houseOwner.payeeName, houseOwner.payeeAccount] as const;

describe('the owner of a house that is let, against plain SQL', () => {
  const stage = setStage([householdRow(1, { owner: houseOwner })]);
  let agreement: Agreement;
  const attempt = (sql: string, values: readonly unknown[] = []) => stage.attacker.attempt(sql, values);

  beforeAll(async () => {
    const { db, field } = stage;
    await field.freeze();
    await field.negotiate();
    await field.check();
    agreement = await db.transaction((tx) => prepareAgreement(tx, field.householdId));
  });

  it('is a party of the agreement, with his share and account in its text (市政府令第71号 art 29)', () => {
    expect(agreement.text).toContain('丙方（产权人）：公房产权单位');
    expect(agreement.text).toContain(`人民币91650.00元（产权人份额0.2`);
    expect(agreement.text).toContain(houseOwner.payeeAccount);
  });

  it('is waited for: the household alone makes no agreement, and the seal comes not without him (R-41)', async () => {
    const { db, field } = stage;
    const { id, contentHash } = agreement;
    expect((await db.transaction((tx) => signAsHousehold(tx, id, contentHash))).status).toBe('prepared');
    expect(await attempt(`UPDATE agreement SET status = 'household-signed'`)).toBe(NOT_SIGNED);
    await stage.attacker.plant(`UPDATE agreement SET status = 'approved'`);
    const seal = `UPDATE agreement SET status = 'sealed', sealed_at = app_now(), sealed_by = $1`;
    expect(await attempt(seal, [field.staff.sealKeeper])).not.toBe('done');
    await stage.attacker.plant(`UPDATE agreement SET status = 'prepared'`);
    const scan = await db.transaction((tx) =>
      storeDocument(tx, {
        ...{ householdId: field.householdId, type: 'signed-agreement', name: '签署页', mediaType: 'text/plain' },
        ...{ bytes: Buffer.from('产权人签署页'), uploadedBy: field.staff.officerA },
      }),
    );
    const paper = { contentHash, documentId: scan.id, keptAt: '档案室' };
    const record = (officerId: string) =>
      db.transaction((tx) => recordPaperSignature(tx, id, { ...paper, officerId }, 'owner'));
    await expect(record(field.staff.officerC)).rejects.toThrow('本轮协商的经办人');
    expect((await record(field.staff.officerA)).status).toBe('household-signed');
    expect((await record(field.staff.officerA)).status).toBe('household-signed');
  });

  describe('once the agreement is effective', () => {
    beforeAll(async () => {
      const { field, attacker } = stage;
      await attacker.plant(
        `UPDATE agreement SET status = 'effective', sealed_at = app_now(), sealed_by = $1,
        effective_at = app_now(), due_on = app_today() + 30`,
        [field.staff.sealKeeper],
      );
      await attacker.plant(
        `INSERT INTO payment_round (project_id, due_on, prepare_at, due_at)
        VALUES ($1, app_today() + 30, app_now(), app_now() + interval '30 days')`,
        [field.projectId],
      );
      await attacker.plant(`INSERT INTO payment_item (household_id, agreement_id, round_id, amount_fen, payee_name,
          payee_account) SELECT household.id, agreement.id, round.id, agreement.total_fen, payee_name, payee_account
        FROM household, agreement, payment_round round`);
    });

    it.each([
      ['his share to his account', [...OWNER], 'done'],
      ['a fen more', ['owner', 9_165_001, OWNER[2], OWNER[3]], 'R-58、R-41 AGREEMENT_NOT_PAYABLE'],
      ['the household’s money', ['owner', 90_935_316, OWNER[2], OWNER[3]], 'R-58、R-41 AGREEMENT_NOT_PAYABLE'],
      ['his share to the household', ['owner', 9_165_000, '住户甲', '6222000000000001'], 'R-58 PAYEE_MISMATCH'],
      ['the household twice', ['household', 90_935_316, '住户甲', '6222000000000001'], 'payment_item_once'],
    ])('%s: %j is answered with %s (R-58)', async (_what, values, answer) => {
      expect(await attempt(ITEM, values)).toBe(answer);
    });

    it('is paid before his house counts as paid for, and nobody changes his account (R-57, R-58)', async () => {
      await stage.attacker.plant(`UPDATE payment_item SET status = 'paid'`);
      const paid = `UPDATE household SET stage = 'paid'`;
      expect(await attempt(paid)).toBe('市政府令第71号第29条、第30条、R-57 STEP_OUT_OF_ORDER');
      expect(await attempt(`UPDATE house_owner SET payee_account = '62220000'`)).toBe('R-58 PAYEE_MISMATCH');
      expect(await attempt(`UPDATE payment_item SET payee = 'owner'`)).toBe('R-58 PAYEE_MISMATCH');
    });
  });
});

describe('the owner of a house that is let, who signs himself', () => {
  const stage = setStage([householdRow(1, { owner: houseOwner })]);

  it('signs the same file after the household, with a key and consent of his own, once (R-48)', async () => {
    const { db, field, attacker } = stage;
    await field.freeze();
    await field.negotiate();
    await field.check();
    const { id, contentHash } = await db.transaction((tx) => prepareAgreement(tx, field.householdId));
    const sign = (hash = contentHash) => db.transaction((tx) => signAsOwner(tx, id, hash));
    await expect(sign()).rejects.toThrow('户签署后产权人再签署');
    await db.transaction((tx) => signAsHousehold(tx, id, contentHash));
    await expect(sign('0'.repeat(64))).rejects.toMatchObject({ code: 'CONTENT_CHANGED' });
    const forged = (signedWith: string, consent: string) =>
      attacker.attempt(
        `INSERT INTO agreement_signature (agreement_id, position, party, person_id, content_hash, consent, form, signed_with,
           statement, statement_hash, signature, certificate)
         SELECT agreement_id, 2, 'owner', person_id, content_hash, $2::text, 'electronic', $1::text,
           jsonb_build_object('previous', statement_hash, 'contentHash', content_hash, 'role', 'owner', 'form', 'electronic',
             'agreement', statement::jsonb ->> 'agreement', 'words', $2::text, 'scanHash', NULL)::text,
           repeat('0', 64), signature, certificate
         FROM agreement_signature WHERE party = 'household'`,
        [signedWith, consent],
      );
    expect(await forged(`household:${field.householdId}`, '同意')).toBe('R-46、R-48 CONTENT_CHANGED');
    expect((await sign()).status).toBe('household-signed');
    expect((await sign()).status).toBe('household-signed');
    const signatures = await attacker.rows<{ signedWith: string }>(
      `SELECT signed_with AS "signedWith" FROM agreement_signature ORDER BY position`,
    );
    expect(signatures.map(({ signedWith }) => signedWith.split(':')[0])).toEqual(['household', 'owner']);
  });
});
