import { describe, expect, it } from '@jest/globals';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { scopeOf, storeScope } from '../../db/repositories/launch.repository.js';
import { raiseReminder } from '../../db/repositories/reminders.repository.js';
import { createProject } from '../factories/project.js';
import { commissionFirm } from '../factories/launch.js';
import { MONDAY } from '../factories/field-work.js';
import { setStage } from './stage.js';

const SCOPE = {
  boundary: '东至甲路',
  land: 'state',
  areaHundredths: 100n,
  householdsExpected: 1,
  oldAreaRenewal: false,
  launchFundsFen: 100n,
  mapDocumentId: null,
} as const;

describe('guards on the launch of a project, against plain SQL', () => {
  const stage = setStage();
  const scopeTask = (taskKey: string, projectId = stage.field.projectId) => ({
    taskCase: { act: 'define-scope', kind: 'project', id: projectId } as const,
    taskKey,
    personId: stage.field.staff.town,
    round: 1,
  });
  const enter = (taskKey: string, boundary: string) =>
    stage.db.transaction((tx) =>
      recordEntry(tx, { ...scopeTask(taskKey), given: { boundary }, replaces: 'case' }, (entryId) =>
        storeScope(tx, { entryId, projectId: stage.field.projectId }, { ...SCOPE, boundary }),
      ),
    );
  const survey = (person: string) =>
    stage.attacker.attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id) VALUES ('household', $1, 'survey-area', 1, $2)`,
      [stage.field.householdId, person],
    );

  it('keeps a firm from its work on the day before and after its commission, and under none (R-10)', async () => {
    const { db, field } = stage;
    await db.transaction((tx) =>
      commissionFirm(tx, field.projectId, field.staff, { validFrom: '2026-03-03', validTo: '2026-03-04' }),
    );
    const asked: string[] = [];
    for (const day of ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']) {
      await db.clock.pinClock(`${day}T01:00:00.000Z`);
      asked.push(await survey(field.staff.officerC));
    }
    await db.clock.pinClock(MONDAY);
    const without = 'R-10 NOT_COMMISSIONED';
    const measuredNothing = 'R-23 AREA_SURVEY_INCOMPLETE';
    expect(asked).toEqual([without, measuredNothing, measuredNothing, without]);
    await db.transaction((tx) => commissionFirm(tx, field.projectId, field.staff, { validFrom: '2026-01-01' }));
    expect(await survey(field.staff.officerC)).toBe(measuredNothing);
  });

  it('counts no commission that the department has not filed as it is', async () => {
    const { attacker, field } = stage;
    await attacker.plant(`UPDATE case_act SET content_hash = 'other' WHERE act = 'file-commission'`);
    expect(await survey(field.staff.officerC)).toBe('R-10 NOT_COMMISSIONED');
    await attacker.plant(
      `UPDATE case_act SET content_hash = (SELECT content_hash FROM task_entry WHERE act = 'sign-commission'
         AND superseded_at IS NULL) WHERE act = 'file-commission'`,
    );
    expect(await survey(field.staff.officerC)).toBe('R-23 AREA_SURVEY_INCOMPLETE');
  });

  it('lets nobody measure before the survey of the project was opened (R-23)', async () => {
    const { attacker, field } = stage;
    await attacker.plant('UPDATE project SET survey_opened_at = NULL');
    expect(await survey(field.staff.officerC)).toBe('R-23 SURVEY_NOT_OPENED');
    await attacker.plant('UPDATE project SET survey_opened_at = app_now()');
  });

  it('records an act that demands an entry only with the entry of this task and person', async () => {
    const { db, field } = stage;
    const act = { act: 'define-scope', caseId: field.projectId, verdict: 'defined' } as const;
    const record = (taskKey: string, personId: string) =>
      db
        .transaction((tx) => recordAct(tx, { ...act, taskKey, personId }))
        .then(
          ({ contentHash }) => contentHash,
          (error: unknown) => (error instanceof Error ? error.message : ''),
        );
    const refusal = '本人尚未填写本事项的内容，请先填写再办结';
    expect(await record('71', field.staff.town)).toContain(refusal);
    const { contentHash } = await enter('72', '东至甲路');
    expect(await record('71', field.staff.town)).toContain(refusal);
    expect(await record('72', field.staff.town)).toBe(contentHash);
  });

  it('keeps what was entered: the same again is the same, another takes its place, none is changed', async () => {
    const { attacker, db, field } = stage;
    const first = await enter('81', '东至乙路');
    expect((await enter('81', '东至乙路')).id).toBe(first.id);
    const second = await enter('81', '东至丙路');
    expect((await db.transaction((tx) => scopeOf(tx, field.projectId)))?.boundary).toBe('东至丙路');
    const entries = await db.transaction((tx) => entriesOf(tx, field.projectId));
    const recorded = entries.filter(({ kind }) => kind === 'entry-recorded').at(-1);
    expect(recorded?.payload).toMatchObject({ entryId: second.id, supersedes: [first.id] });
    expect(JSON.stringify(entries)).not.toContain('东至丙路');
    const refusal = 'R-46 TRANSITION_FORBIDDEN';
    for (const sql of [
      `UPDATE task_entry SET given = '{}' WHERE id = '${second.id}'`,
      `UPDATE task_entry SET superseded_at = NULL WHERE id = '${first.id}'`,
      `DELETE FROM task_entry`,
      `TRUNCATE task_entry CASCADE`,
      `UPDATE project_scope SET boundary = '全区'`,
      `DELETE FROM commission_contract`,
      `UPDATE track SET mode = 'state'`,
    ]) {
      expect([sql, await attacker.attempt(sql)]).toEqual([sql, refusal]);
    }
  });

  it('takes no entry by somebody without the post, for an act without entry, or after the act', async () => {
    const { attacker, field } = stage;
    const insert = (act: string, taskKey: string, person: string) =>
      attacker.attempt(
        `INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
         VALUES ($1, $2, 'project', $3, 1, $4, '{}', 'hash')`,
        [taskKey, act, field.projectId, person],
      );
    expect(await insert('define-scope', '91', field.staff.officerA)).toBe('R-69 ROLE_MISSING');
    expect(await insert('confirm-scope', '91', field.staff.district)).toBe('R-46 TRANSITION_FORBIDDEN');
    expect(await insert('define-scope', '72', field.staff.town)).toBe('R-46 TRANSITION_FORBIDDEN');
    expect(await insert('define-scope', '91', field.staff.town)).toBe('done');
  });

  it('reminds of a step by its Chinese name, again and again, and tells the ledger without words', async () => {
    const { db, field } = stage;
    const reminder = { caseId: field.projectId, waitingFor: '核准项目范围' };
    await db.transaction((tx) => raiseReminder(tx, reminder));
    await db.transaction((tx) => raiseReminder(tx, reminder));
    await db.clock.pinClock('2026-03-07T01:00:00.000Z');
    await db.transaction((tx) => raiseReminder(tx, reminder));
    await db.clock.pinClock(MONDAY);
    const entries = await db.transaction((tx) => entriesOf(tx, field.projectId));
    expect(entries.filter(({ kind }) => kind === 'alarm-raised')).toHaveLength(2);
  });

  it('gives a project one formal track at most, beside the negotiated one', async () => {
    const { attacker, db, field } = stage;
    const projectId = await db.transaction((tx) =>
      createProject(tx, field.staff, { code: '宝征-2026-002', name: '乙地块' }),
    );
    const open = (mode: string) =>
      attacker.attempt('INSERT INTO track (project_id, mode) VALUES ($1, $2)', [projectId, mode]);
    expect(await open('negotiated')).toBe('track_project_id_mode_key');
    expect(await open('state')).toBe('done');
    await attacker.plant(`INSERT INTO track (project_id, mode) VALUES ('${projectId}', 'state')`);
    expect(await open('collective')).toBe('track_formal');
  });
});
