import { describe, expect, it } from '@jest/globals';
import { convertProject, leaveNegotiation } from '../../db/repositories/convert-project.repository.js';
import { effectsNow, listConversionEffects, proposeConversion } from '../../db/repositories/conversion.repository.js';
import { recordFileBagReturn } from '../../db/repositories/file-bag-returns.repository.js';
import { prepareAgreement } from '../../db/repositories/agreements.repository.js';
import { openNextSigning } from '../../db/repositories/formal-signing.repository.js';
import { emit } from '../../db/repositories/outbox.repository.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import type { MessageName } from '../../rules/vocabulary/messages.js';
import { adoptPlan } from '../factories/plan.js';
import { tellDecided } from '../factories/expropriation.js';
import { plantReports } from '../factories/planted-reports.js';
import { setStage } from './stage.js';

describe('guards on the conversion of a project, against plain SQL', () => {
  const stage = setStage(4);
  let trackId: string;
  let conversionId: string;
  const tell = (name: MessageName) =>
    stage.db.transaction((tx) => emit(tx, [{ name, correlationKey: trackId, variables: {} }]));
  const told = async () =>
    (
      await stage.attacker.rows<{ key: string }>(
        `SELECT correlation_key AS key FROM outbox WHERE name = 'project-converted' ORDER BY seq`,
      )
    ).map(({ key }) => key);

  it('is not proposed before a formal track is prepared and its plan adopted (R-13, R-14)', async () => {
    const { db, field } = stage;
    const propose = () => db.transaction((tx) => proposeConversion(tx, field.projectId));
    await field.freeze();
    await expect(propose()).rejects.toThrow('征收尚未准备');
    trackId = await db.transaction((tx) => openTrack(tx, field.projectId, 'state'));
    await expect(propose()).rejects.toThrow('征收尚未准备');
    await db.transaction((tx) =>
      adoptPlan(tx, field.projectId, field.staff, { signingPeriodDays: 20, effectiveRateBp: 8_500 }, 'state'),
    );
    ({ conversionId } = await propose());
  });

  it('lists the effect on every household: sealed untouched, signed finishes, the others formal (R-14)', async () => {
    const { db, field } = stage;
    const [sealed = '', returned = '', draft = ''] = field.householdIds;
    for (const id of [sealed, returned, draft]) {
      await field.negotiate(id);
      await field.check(id);
    }
    const agreementId = await field.sign(sealed);
    await field.review(sealed);
    await field.seal(agreementId, sealed);
    await field.sign(returned);
    await db.transaction((tx) => prepareAgreement(tx, draft));
    const effects = await db.transaction((tx) => effectsNow(tx, field.projectId));
    expect(effects.map(({ effect }) => effect)).toEqual(['untouched', 'finish', 'formal', 'formal']);
    const listed = await db.transaction((tx) => listConversionEffects(tx, conversionId));
    expect(listed).toEqual({ listNumber: 1, formalCount: 2 });
  });

  it('does not come about without two people of the district government and a published notice (R-5, R-21)', async () => {
    const { db, attacker, field } = stage;
    const convert = `INSERT INTO project_conversion (project_id, conversion_id) VALUES ($1, $2)`;
    const attempt = () => attacker.attempt(convert, [field.projectId, conversionId]);
    expect(await attempt()).toBe('R-5、R-14 TRANSITION_FORBIDDEN');
    const word = (act: string, person: string) =>
      attacker.plant(
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, content_hash)
         VALUES ('conversion', $1, $2, 1, $3, 'approved', conversion_hash($1))`,
        [conversionId, act, person],
      );
    await word('examine-conversion', field.staff.district);
    await word('decide-conversion', field.staff.district);
    expect(await attempt()).toBe('R-5、R-14 TRANSITION_FORBIDDEN');
    await word('decide-conversion', field.staff.checker);
    expect(await attempt()).toBe('R-21 TRANSITION_FORBIDDEN');
    await attacker.plant(
      `INSERT INTO notice (project_id, kind, title, number, content, minimum_days, status, published_at)
       VALUES ($1, 'conversion-decision', '公告', '公告-1', '{}', 0, 'prepared', app_now())`,
      [field.projectId],
    );
    await db.transaction((tx) => convertProject(tx, conversionId));
  });

  it('tells each household that has not signed, once, and supersedes its draft; the others hear nothing (R-14)', async () => {
    const { attacker, field } = stage;
    const [sealed, returned, draft, nothing] = field.householdIds;
    expect((await told()).sort()).toEqual([draft, nothing].sort());
    const drafts = await attacker.rows('SELECT status FROM agreement WHERE household_id = $1', [draft]);
    expect(drafts).toEqual([{ status: 'superseded' }]);
    for (const id of [sealed, returned]) {
      const take = `INSERT INTO household_conversion (household_id, conversion_id) VALUES ($1, $2)`;
      expect(await attacker.attempt(take, [id, conversionId])).toBe('R-14 TRANSITION_FORBIDDEN');
    }
  });

  it('takes out a household that had signed only when its file bag came back and was rectified', async () => {
    const { db, field, attacker } = stage;
    const returned = field.householdIds[1] ?? '';
    await field.act('projectSupervisor', {
      act: 'review-project-supervisor',
      caseId: returned,
      verdict: 'returned',
      returnReason: 'c',
      note: '请补材料',
    });
    const [agreement] = await attacker.rows<{ id: string }>('SELECT id FROM agreement WHERE household_id = $1', [
      returned,
    ]);
    await db.transaction((tx) => recordFileBagReturn(tx, agreement?.id ?? ''));
    expect(await told()).not.toContain(returned);
    await field.act('officerA', { act: 'rectify-file-bag', caseId: returned, verdict: 'rectified' });
    expect(await told()).toContain(returned);
  });

  it('lets a household of the formal branch sign nothing before the formal signing is open (R-14)', async () => {
    const { db, field, attacker } = stage;
    const draft = field.householdIds[2] ?? '';
    const late = await db.transaction((tx) => prepareAgreement(tx, draft));
    const sign = `INSERT INTO agreement_signature (agreement_id, party, person_id, content_hash, consent)
      VALUES ($1, 'household', $2, $3, '同意')`;
    expect(await attacker.attempt(sign, [late.id, draft, late.contentHash])).toBe('R-14 TRANSITION_FORBIDDEN');
    const left = await db.transaction((tx) => leaveNegotiation(tx, draft));
    expect(left).toEqual({ negotiationRound: 2 });
    const open = await attacker.rows(`SELECT id FROM agreement WHERE household_id = $1 AND status <> 'superseded'`, [
      draft,
    ]);
    expect(open).toEqual([]);
  });

  it('opens the formal signing once, after decision and appraiser, at the rate and for the days of its own plan (R-14, R-26)', async () => {
    const { db, field, attacker } = stage;
    const reopen = `UPDATE project SET signing_opened_at = app_now(), signing_ends_at = app_now() + interval '30 days'`;
    await db.clock.pinClock('2026-06-01T01:00:00.000Z');
    expect(await attacker.attempt(reopen)).toBe('R-12 TRANSITION_FORBIDDEN');
    const formal = `INSERT INTO formal_signing (project_id, conversion_id, opened_at, ends_at)
      VALUES ($1, $2, app_now(), app_now() + interval '30 days')`;
    expect(await attacker.attempt(formal, [field.projectId, conversionId])).toBe('R-5、R-14 DECISION_POINT_OPEN');
    const open = () => db.transaction((tx) => openNextSigning(tx, field.projectId, field.staff.town));
    await expect(open()).rejects.toThrow('征收决定尚未作出');
    await db.transaction((tx) => tellDecided(tx, trackId));
    await tell('appraiser-chosen');
    expect(await attacker.attempt(formal, [field.projectId, conversionId])).toBe('R-14、R-35 REPORT_MISSING');
    await expect(open()).rejects.toThrow('分户评估报告尚未下发');
    await db.transaction((tx) => plantReports(tx, field.projectId, trackId));
    const first = await open();
    expect(await open()).toEqual(first);
    const [terms] = await attacker.rows(
      `SELECT signing_mode(id) AS mode, signing_rate_bp(id) AS rate, signing_ends_at::text AS ends FROM project`,
    );
    expect(terms).toEqual({ mode: 'state', rate: 8_500, ends: '2026-06-22 16:00:00+00' });
    const opened = await attacker.rows(
      `SELECT name, count(*)::int FROM outbox WHERE name IN ('signing-opened', 'signing-period-opened')
       GROUP BY name ORDER BY name`,
    );
    expect(opened).toEqual([
      { name: 'signing-opened', count: 4 + 3 },
      { name: 'signing-period-opened', count: 2 },
    ]);
  });
});
