import { beforeAll, describe, expect, it } from '@jest/globals';
import { hashOfBytes } from '../../db/content-hash.js';
import { agreementPdf } from '../../db/papers/agreement-pdf.js';
import { agreementFile, prepareAgreement } from '../../db/repositories/agreements.repository.js';
import { signAsHousehold } from '../../db/repositories/signatures.repository.js';
import { setStage } from './stage.js';

const NEGOTIATE = `INSERT INTO negotiation_record (household_id, round, officer_id, summary) VALUES ($1, 1, $2, '谈妥')`;
const AGREEMENT = `INSERT INTO agreement (household_id, version, number, calculation_id, total_fen, content_hash, text)
  SELECT household_id, 7, '假-1', id, $1, encode(sha256(convert_to('假协议', 'UTF8')), 'hex'), '假协议'
  FROM compensation_calculation`;
/** A file that says what the false agreement says. */
const FALSE_FILE = `INSERT INTO document_blob (content_hash, media_type, bytes)
  SELECT encode(sha256(bytes), 'hex'), 'application/pdf', bytes FROM (SELECT convert_to('假协议', 'UTF8') AS bytes) AS file`;
const SIGN = `INSERT INTO agreement_signature (agreement_id, position, party, person_id, content_hash)
  SELECT id, (SELECT count(*) + 1 FROM agreement_signature), 'officer', $1, content_hash FROM agreement`;
const SEAL = `UPDATE agreement SET status = 'sealed', sealed_at = app_now(), sealed_by = $1`;

describe('guards from negotiation to seal, against plain SQL', () => {
  const stage = setStage(2);
  const attempt = (sql: string, ...parameters: unknown[]) => stage.attacker.attempt(sql, parameters);
  const review = (act: string, person: string, hash?: string) =>
    attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, content_hash)
       SELECT 'household', household_id, $1, 1, $2, 'approved', coalesce($3, content_hash) FROM agreement`,
      act,
      person,
      hash ?? null,
    );

  it('refuses negotiation while the area is not frozen (R-24)', async () => {
    const { householdId, staff } = stage.field;
    expect(await attempt(NEGOTIATE, householdId, staff.officerA)).toBe('R-24 AREA_NOT_FROZEN');
  });

  describe('once the compensation is computed', () => {
    beforeAll(async () => {
      await stage.field.freeze();
      await stage.field.negotiate();
    });

    it('refuses a third negotiator, one without certificate, and one who changes what is finished (R-42, R-46, SD16)', async () => {
      const { householdId, staff } = stage.field;
      expect(await attempt(NEGOTIATE, householdId, staff.officerC)).toBe('R-42 TRANSITION_FORBIDDEN');
      expect(await attempt(NEGOTIATE, householdId, staff.uncertified)).toBe('R-42、SD16 CERTIFICATE_INVALID');
      expect(await attempt(`UPDATE negotiation_record SET summary = '没谈'`)).toBe('R-46 TRANSITION_FORBIDDEN');
    });

    it('refuses an agreement before the investment supervisor has passed the calculation (R-50)', async () => {
      expect(await attempt(AGREEMENT, 90_935_316)).toBe('R-50 REVIEW_INCOMPLETE');
    });

    it('computes the share of the owner of a public house beside its tenant, and no calculation goes without it (SD18)', async () => {
      const [share] = await stage.attacker.rows<{ exact: boolean; basis: string }>(
        `SELECT (0.2 * unit_price_fen * 18.33)::bigint = owner_share_fen AS exact, owner_share_basis AS basis
         FROM compensation_calculation JOIN household ON household.id = household_id`,
      );
      expect(share?.exact).toBe(true);
      expect(share?.basis).toContain('市政府令第71号第29条');
      const forget = `INSERT INTO compensation_calculation (household_id, determination_id, policy_version, input,
          components, total_fen, content_hash, superseded_at, plan_id)
        SELECT household_id, determination_id, policy_version, input, components, total_fen, 'x', app_now(), plan_id
        FROM compensation_calculation`;
      expect(await attempt(forget)).toBe('市政府令第71号第29条、第30条、SD18 CONTENT_CHANGED');
    });

    it('refuses a calculation whose total is not the sum of its parts, and a changed one (SD18)', async () => {
      const inflate = `INSERT INTO compensation_calculation (household_id, determination_id, policy_version, input,
          components, total_fen, content_hash, superseded_at)
        SELECT household_id, determination_id, policy_version, input, components, total_fen + 1, 'x', app_now()
        FROM compensation_calculation`;
      expect(await attempt(inflate)).toBe('SD18 AMOUNT_MISMATCH');
      const change = 'UPDATE compensation_calculation SET total_fen = total_fen + 1';
      expect(await attempt(change)).toBe('SD18 TRANSITION_FORBIDDEN');
    });

    it('refuses a pre-signing check of another calculation (R-50)', async () => {
      const sql = `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, content_hash)
        VALUES ('household', $1, 'check-before-signing', 1, $2, 'passed', 'other')`;
      expect(await attempt(sql, stage.field.householdId, stage.field.staff.investment)).toBe('R-50 CONTENT_CHANGED');
    });
  });

  describe('once the agreement is prepared', () => {
    let contentHash: string;
    let agreementId: string;
    beforeAll(async () => {
      const { db, field } = stage;
      await field.check();
      const agreement = await db.transaction((tx) => prepareAgreement(tx, field.householdId));
      ({ contentHash, id: agreementId } = agreement);
    });

    it('refuses another amount than the one computed (SD18)', async () => {
      await stage.attacker.plant(`UPDATE agreement SET status = 'superseded'`);
      expect(await attempt(AGREEMENT, 99_999_999)).toBe('SD18 AMOUNT_MISMATCH');
      await stage.attacker.plant(`UPDATE agreement SET status = 'prepared'`);
    });

    it('keeps the file that is signed, and its text in it, byte for byte (R-46, R-47, R-48)', async () => {
      const { bytes, text, number, preparedAt } = await stage.db.transaction((tx) => agreementFile(tx, agreementId));
      expect(hashOfBytes(bytes)).toBe(contentHash);
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.includes(text)).toBe(true);
      const again = await agreementPdf({ number, text, preparedAt });
      expect(hashOfBytes(again)).toBe(contentHash);
    });

    it('refuses an agreement without its file, and one whose text the file does not hold (R-46, R-48)', async () => {
      await stage.attacker.plant(`UPDATE agreement SET status = 'superseded'`);
      expect(await attempt(AGREEMENT, 90_935_316)).toBe('R-46、R-48 CONTENT_CHANGED');
      await stage.attacker.plant(FALSE_FILE);
      expect(await attempt(AGREEMENT, 90_935_316)).toBe('done');
      const forged = AGREEMENT.replace(/'假协议'\s+FROM/, `'另一份' FROM`);
      expect(await attempt(forged, 90_935_316)).toBe('R-46、R-48 CONTENT_CHANGED');
      await stage.attacker.plant(`UPDATE agreement SET status = 'prepared'`);
    });

    it('accounts for a form that becomes void, and voids none that stands (R-46)', async () => {
      const note = `INSERT INTO agreement_void (agreement_id, stood_at) SELECT id, status FROM agreement`;
      expect(await attempt(note)).toBe('R-46 TRANSITION_FORBIDDEN');
      const twice = `UPDATE agreement SET status = 'superseded'; ${note}`;
      expect(await attempt(twice)).toBe('agreement_void_pkey');
    });

    it.each(['officerA', 'officerB'] as const)(
      'refuses the signature of %s before the household has signed',
      async (who) => {
        expect(await attempt(SIGN, stage.field.staff[who])).toBe('R-42 TRANSITION_FORBIDDEN');
      },
    );

    it('refuses a second open version, other words, and reviews before the signatures', async () => {
      expect(await attempt(AGREEMENT, 90_935_316)).toBe('agreement_open_version');
      expect(await attempt(`UPDATE agreement SET text = '别的'`)).toBe('R-48 TRANSITION_FORBIDDEN');
      expect(await attempt('UPDATE agreement SET total_fen = 1')).toBe('R-48 TRANSITION_FORBIDDEN');
      const { projectSupervisor } = stage.field.staff;
      expect(await review('review-project-supervisor', projectSupervisor)).toBe('R-37 GATE_NOT_DUE');
    });

    describe('and signed by the household', () => {
      beforeAll(async () => {
        await stage.db.transaction((tx) => signAsHousehold(tx, agreementId, contentHash));
      });

      it.each([
        ['an officer who did not negotiate', 'officerC', 'R-42 NOT_NEGOTIATING_OFFICER'],
        ['an officer without certificate', 'uncertified', 'R-42、SD16 CERTIFICATE_INVALID'],
      ] as const)('refuses the signature of %s (R-42, SD16)', async (_who, person, refusal) => {
        expect(await attempt(SIGN, stage.field.staff[person])).toBe(refusal);
      });

      it('refuses a signature on another text (R-48)', async () => {
        const sql = SIGN.replace('content_hash FROM', `'other' FROM`);
        expect(await attempt(sql, stage.field.staff.officerA)).toBe('R-48 CONTENT_CHANGED');
      });
    });
  });

  describe('once everybody has signed', () => {
    beforeAll(async () => {
      const { attacker, field } = stage;
      await attacker.plant(`UPDATE agreement SET status = 'officers-signed'`);
      for (const officer of [field.staff.officerA, field.staff.officerB]) await attacker.plant(SIGN, [officer]);
    });

    it('refuses reviews of another hash and out of order (R-37, R-38, R-41)', async () => {
      const { projectSupervisor, supervision } = stage.field.staff;
      expect(await review('review-project-supervisor', projectSupervisor, 'other')).toBe('R-41 CONTENT_CHANGED');
      expect(await review('review-supervision-department', supervision)).toBe('R-37、R-38 GATE_NOT_DUE');
    });

    it('refuses a review by an officer of the case, whatever his roles (SD2)', async () => {
      const { officerA } = stage.field.staff;
      await stage.attacker.plant(
        `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'project-supervisor', '2026-01-01')`,
        [officerA],
      );
      expect(await review('review-project-supervisor', officerA)).toBe('SD2 DUTY_NOT_SEPARATED');
    });

    it('refuses the seal before the reviews, at any status (R-41)', async () => {
      const { sealKeeper } = stage.field.staff;
      expect(await review('seal-agreement', sealKeeper)).toBe('R-40 VERDICT_INVALID');
      await stage.attacker.plant(`UPDATE agreement SET status = 'approved'`);
      expect(await attempt(SEAL, sealKeeper)).toBe('R-41 REVIEW_INCOMPLETE');
      await stage.attacker.plant(`UPDATE agreement SET status = 'officers-signed'`);
    });
  });

  describe('once the four reviews have passed', () => {
    beforeAll(async () => {
      await stage.field.review();
    });

    it('refuses the seal of somebody who did not do the act of sealing (R-41)', async () => {
      expect(await attempt(SEAL, stage.field.staff.sealKeeper)).toBe('R-41 REVIEW_INCOMPLETE');
    });

    it.each([
      [
        'a signature is missing',
        `DELETE FROM agreement_signature WHERE person_id = $1`,
        'R-42 OFFICER_PAIR_INCOMPLETE',
      ],
      [
        'an approval is withdrawn',
        `UPDATE case_act SET withdrawn_at = now() WHERE act = 'approve-agreement' AND person_id <> $1`,
        'R-41 REVIEW_INCOMPLETE',
      ],
      [
        'an approval is of another hash',
        `UPDATE case_act SET content_hash = 'other' WHERE act = 'approve-agreement' AND person_id <> $1`,
        'R-41 REVIEW_INCOMPLETE',
      ],
      [
        'one person gave two approvals',
        `UPDATE case_act SET person_id = (SELECT person_id FROM case_act WHERE act = 'review-project-supervisor')
         WHERE act = 'approve-agreement' AND person_id <> $1`,
        'SD2 DUTY_NOT_SEPARATED',
      ],
      [
        'it was returned after the approvals',
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, note, return_reason, content_hash)
         SELECT 'household', household_id, 'review-project-supervisor', 2, $1, 'returned', '补正', 'c', content_hash
         FROM agreement`,
        'R-41 REVIEW_INCOMPLETE',
      ],
    ])('refuses the seal when %s (R-41, R-42, SD2)', async (_what, scene, refusal) => {
      const { attacker, field } = stage;
      const { officerB, sealKeeper } = field.staff;
      // The scene is planted past the guards inside the attempt, so it goes away with it.
      const sql = `SET LOCAL session_replication_role = replica; ${scene.replace('$1', `'${officerB}'`)};
        SET LOCAL session_replication_role = DEFAULT; ${SEAL.replace('$1', `'${sealKeeper}'`)}`;
      expect(await attacker.attempt(sql)).toBe(refusal);
    });
  });

  describe('once it is sealed (R-41)', () => {
    beforeAll(async () => {
      const [agreement] = await stage.attacker.rows<{ id: string }>('SELECT id FROM agreement');
      await stage.field.seal(agreement?.id ?? '');
    });

    it.each([
      ['go back', `UPDATE agreement SET status = 'in-review'`, 'R-41 TRANSITION_FORBIDDEN'],
      ['be superseded', `UPDATE agreement SET status = 'superseded'`, 'R-41 TRANSITION_FORBIDDEN'],
      ['get another keeper', `UPDATE agreement SET sealed_by = gen_random_uuid()`, 'R-41 TRANSITION_FORBIDDEN'],
      ['be deleted', `DELETE FROM agreement`, 'R-46 TRANSITION_FORBIDDEN'],
      [
        'take effect below the rate',
        `UPDATE agreement SET status = 'effective', effective_at = app_now(), due_on = app_today()`,
        '市政府令第71号第21条 RATE_NOT_REACHED',
      ],
    ])('may not %s', async (_what, sql, refusal) => {
      expect(await attempt(sql)).toBe(refusal);
    });

    it('does not let the rate be declared reached with one of two households sealed', async () => {
      const sql = 'UPDATE project SET rate_reached_at = app_now()';
      expect(await attempt(sql)).toBe('市政府令第71号第21条 RATE_NOT_REACHED');
    });
  });
});
