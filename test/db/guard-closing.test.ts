import { beforeAll, describe, expect, it } from '@jest/globals';
import { beginFindings } from '../../db/acts/index.js';
import {
  closeProject,
  listProjectFiles,
  openMattersOf,
  settleProject,
  settlementOf,
} from '../../db/repositories/closing.repository.js';
import { closeHouseholdCase } from '../../db/repositories/households.repository.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import type { MessageName } from '../../rules/vocabulary/messages.js';
import { setStage } from './stage.js';

describe('guards on the end of a project, against plain SQL', () => {
  const stage = setStage(2);
  const close = (listHash = 'hash') =>
    stage.attacker.attempt('INSERT INTO project_closing (project_id, list_hash) VALUES ($1, $2)', [
      stage.field.projectId,
      listHash,
    ]);

  beforeAll(async () => {
    await stage.field.freeze();
    await stage.field.signAndSealAll();
    await stage.attacker.plant(
      `UPDATE agreement SET status = 'effective', effective_at = app_now(), due_on = app_today()`,
    );
  });

  it('names every paper that a signed household lacks (R-47, R-52)', async () => {
    const { db, field } = stage;
    const open = await db.transaction((tx) => openMattersOf(tx, field.projectId));
    const lacking = open.filter(({ what }) => what.includes('身份证明'));
    expect(new Set(lacking.map(({ caseNumber }) => caseNumber)).size).toBe(2);
  });

  it('waits for what was begun on a track beside: on a closed project nobody could end it', async () => {
    const { db, field, attacker } = stage;
    const names = (open: readonly { what: string }[]) => open.map(({ what }) => what);
    const open = () => db.transaction(async (tx) => names(await openMattersOf(tx, field.projectId)));
    const trackId = await db.transaction((tx) => openTrack(tx, field.projectId, 'state'));
    // Under the guards: whether a decision may be told is another story.
    const tell = (name: MessageName) =>
      attacker.plant(
        `INSERT INTO outbox (id, name, correlation_key, ttl_ms, variables) VALUES (gen_random_uuid(), $1, $2, 0, '{}')`,
        [name, trackId],
      );
    const steps: readonly (readonly [MessageName, string | undefined])[] = [
      ['plan-opened', '国有土地征收：补偿方案尚未通过并公布'],
      ['plan-adopted', undefined],
      ['decision-prepared', '国有土地征收：征收决定尚未作出，也未决定不予征收'],
      ['expropriation-decided', '国有土地征收：评估机构尚未选定'],
    ];
    const before = (await open()).length;
    for (const [name, left] of steps) {
      await tell(name);
      const now = await open();
      expect([name, now.length]).toEqual([name, before + (left === undefined ? 0 : 1)]);
      if (left !== undefined) expect(now).toContain(left);
    }
  });

  it('closes no project with an open household, an unpublished audit or files that did not go over (R-21, R-47)', async () => {
    const { attacker, field } = stage;
    expect(await close()).toBe('R-47 TRANSITION_FORBIDDEN');
    await attacker.plant(`UPDATE household SET stage = 'closed'`);
    expect(await close()).toBe('R-21 GATE_NOT_DUE');
    // The area list again, as if it were the result of the audit.
    await attacker.plant(
      `INSERT INTO notice (project_id, kind, title, number, content, masked_content, content_hash, minimum_days, status,
         published_at, ends_at, archived_at, proof_hash)
       SELECT project_id, 'audit-result', title, number || '-审', content, masked_content, content_hash, minimum_days, status,
         published_at, ends_at, archived_at, proof_hash FROM notice WHERE project_id = $1`,
      [field.projectId],
    );
    expect(await close()).toBe('R-47 GATE_NOT_DUE');
  });

  it('tells once that all households are closed, also when two close at the same moment', async () => {
    const { db, field, attacker } = stage;
    await attacker.plant(`UPDATE household SET stage = 'paid'`);
    // Moving out is not what this is about.
    await attacker.plant('ALTER TABLE household DISABLE TRIGGER moved_out');
    await Promise.all(field.householdIds.map((id) => db.transaction((tx) => closeHouseholdCase(tx, id, 'system'))));
    const told = await attacker.rows(`SELECT variables FROM outbox WHERE name = 'all-households-closed'`);
    expect(told).toEqual([{ variables: { projectId: field.projectId, caseNumber: expect.any(String) } }]);
  });

  it('lets the appraisal of a track beside end where nobody is left to be appraised (R-35)', async () => {
    const { db, field, attacker } = stage;
    const trackId = await db.transaction((tx) => openTrack(tx, field.projectId, 'state'));
    const delivery = { kind: 'track', id: trackId, act: 'deliver-reports' } as const;
    const against = () => db.transaction((tx) => beginFindings(tx, delivery, field.staff.officerA));
    expect(await against()).toEqual([]);
    await attacker.plant(`UPDATE household SET stage = 'paid' WHERE id = $1`, [field.householdId]);
    expect(await against()).toMatchObject([{ code: 'TRANSITION_FORBIDDEN' }]);
    await attacker.plant(`UPDATE household SET stage = 'closed'`);
  });

  it('settles by the figures of the database, once, and lists the same files as the same list (R-56)', async () => {
    const { db, field, attacker } = stage;
    const { projectId } = field;
    await db.transaction((tx) => settleProject(tx, projectId));
    await db.transaction((tx) => settleProject(tx, projectId));
    const figures = await db.transaction((tx) => settlementOf(tx, projectId));
    const [sum] = await attacker.rows<{ total: string }>('SELECT sum(total_fen)::text AS total FROM agreement');
    expect(figures).toMatchObject({ households: 2, unsigned: 0, paidFen: 0n });
    expect(figures?.agreedFen.toString()).toBe(sum?.total);
    expect(await attacker.attempt('UPDATE project_settlement SET paid_fen = agreed_fen')).toBe(
      'R-46 TRANSITION_FORBIDDEN',
    );
    await db.transaction((tx) => listProjectFiles(tx, projectId));
    await db.transaction((tx) => listProjectFiles(tx, projectId));
    expect(await attacker.rows('SELECT version FROM archive_list')).toEqual([{ version: 1 }]);
    const early = db.transaction((tx) => closeProject(tx, projectId));
    await expect(early).rejects.toThrow('档案尚未按清单移交');
  });

  it('does nothing any more on a closed project: no act, no entry, no paper, no money (R-47)', async () => {
    const { attacker, field } = stage;
    const { projectId, householdId, staff } = field;
    await attacker.plant(`INSERT INTO project_closing (project_id, list_hash) VALUES ($1, 'hash')`, [projectId]);
    const refusal = 'R-47 PROJECT_CLOSED';
    const attempts: readonly (readonly [string, readonly unknown[]])[] = [
      [
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id) VALUES ('household', $1, 'survey-area', 1, $2)`,
        [householdId, staff.officerA],
      ],
      [
        `INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
         VALUES ('1', 'define-scope', 'project', $1, 1, $2, '{}', 'h')`,
        [projectId, staff.town],
      ],
      [
        `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference) VALUES ($1, 'deposit', 1, 'r')`,
        [projectId],
      ],
      [
        `INSERT INTO file_bag_document (household_id, type, name, content_hash, uploaded_by)
         VALUES ($1, 'other', '迟到.txt', 'h', $2)`,
        [householdId, staff.officerA],
      ],
      [
        `INSERT INTO payment_round (project_id, due_on, prepare_at, due_at)
        VALUES ($1, app_today(), app_now(), app_now() + interval '1 day')`,
        [projectId],
      ],
    ];
    for (const [sql, parameters] of attempts) {
      expect([sql, await attacker.attempt(sql, parameters)]).toEqual([sql, refusal]);
    }
    expect(await attacker.attempt('DELETE FROM project_closing')).toBe('R-46 TRANSITION_FORBIDDEN');
  });
});
