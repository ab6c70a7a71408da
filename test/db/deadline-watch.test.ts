import { describe, expect, it } from '@jest/globals';
import { alarmsFor } from '../../db/repositories/alarms.repository.js';
import { watchDeadlines } from '../../db/repositories/deadline-watch.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { recordRegisterEntry } from '../../db/repositories/registers.repository.js';
import { storeFact } from '../../db/repositories/store-fact.js';
import { raiseReminder } from '../../db/repositories/reminders.repository.js';
import { MONDAY } from '../factories/field-work.js';
import type { Role } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import { PLAN_PROBLEMS } from '../../rules/registers/plan-of-2021.js';
import { setStage } from './stage.js';

describe('the daily watch over deadlines', () => {
  const stage = setStage();
  const watch = () => stage.db.transaction((tx) => watchDeadlines(tx));
  const seenBy = (accountId: string, ...roles: Role[]) =>
    stage.db.transaction(async (tx) =>
      (await alarmsFor(tx, { accountId, roles }, 100)).map(({ kind, text }) => [kind, text]),
    );
  const on = async (day: string): Promise<void> => stage.db.clock.pinClock(`${day}T01:00:00.000Z`);
  const rowId = PLAN_PROBLEMS[0]?.id ?? '';
  const enter = (act: ActName, personId: string, table: string, fact: Record<string, string>) =>
    stage.db.transaction((tx) =>
      recordRegisterEntry(
        tx,
        { register: 'problems', act, rowId, corrects: null, personId, given: fact },
        ({ entryId }) => storeFact(tx, table, { entry_id: entryId, ...fact }),
      ),
    );

  it('tells the district of texts that have lapsed, once however often it looks (R-15, R-16)', async () => {
    const { staff } = stage.field;
    const first = await watch();
    expect(first.raised).toBeGreaterThan(0);
    expect(await watch()).toEqual({ raised: 0, settled: 0 });
    const alarms = await seenBy(staff.district, 'district-officer');
    expect(alarms.map(([kind]) => kind)).toContain('text-expired');
    expect(await seenBy(staff.bookkeeper, 'bookkeeper')).toEqual([]);
  });

  it('tells of a day near, then over, and settles it when another than the owner has closed the matter (R-22, R-53)', async () => {
    const { staff } = stage.field;
    await enter('assign-problem', staff.district, 'problem_assignment', {
      owner_id: staff.supervision,
      due_on: '2026-03-20',
    });
    await watch();
    const ofOwner = async () => (await seenBy(staff.supervision)).map(([kind]) => kind);
    expect(await ofOwner()).toEqual([]);
    await on('2026-03-14');
    await watch();
    expect(await ofOwner()).toEqual(['deadline-near']);
    await on('2026-03-20');
    await watch();
    expect(await ofOwner()).toEqual(['deadline-near']);
    await on('2026-03-21');
    await watch();
    expect(await ofOwner()).toEqual(['deadline-overdue']);
    expect((await seenBy(staff.stateAssets, 'state-assets-inspector')).map(([kind]) => kind)).toEqual([
      'deadline-overdue',
    ]);
    await enter('report-measure', staff.supervision, 'measure_report', { done: '已复核' });
    await watch();
    expect(await ofOwner()).toEqual(['deadline-overdue']);
    await enter('close-problem', staff.district, 'problem_verdict', { outcome: 'closed', grounds: '属实' });
    await watch();
    expect(await ofOwner()).toEqual([]);
    const ledger = await stage.db.transaction((tx) => entriesOf(tx, rowId));
    expect(ledger.filter(({ kind }) => kind === 'alarm-raised')).toHaveLength(2);
    await on(MONDAY.slice(0, 10));
  });

  it('keeps the owner from closing his problem even past the application (R-22)', async () => {
    const { staff } = stage.field;
    const other = PLAN_PROBLEMS[1]?.id ?? '';
    const put = (act: ActName, personId: string, table: string, fact: Record<string, string>) =>
      stage.db.transaction((tx) =>
        recordRegisterEntry(
          tx,
          { register: 'problems', act, rowId: other, corrects: null, personId, given: fact },
          ({ entryId }) => storeFact(tx, table, { entry_id: entryId, ...fact }),
        ),
      );
    await put('assign-problem', staff.otherDistrict, 'problem_assignment', {
      owner_id: staff.district,
      due_on: '2026-03-20',
    });
    await put('report-measure', staff.supervision, 'measure_report', { done: '代为报告' });
    const close = put('close-problem', staff.district, 'problem_verdict', { outcome: 'closed', grounds: '本人已办' });
    await expect(close).rejects.toMatchObject({ code: 'DUTY_NOT_SEPARATED' });
  });

  it('tells the person and the staff manager of a certificate that ends, from sixty days before (SD16)', async () => {
    const { staff } = stage.field;
    for (const [day, kinds] of [
      ['2026-10-31', []],
      ['2026-11-01', ['certificate-expiring']],
      ['2026-12-31', ['certificate-expiring']],
      ['2027-01-01', ['certificate-expired']],
    ] as const) {
      await on(day);
      await watch();
      expect([day, (await seenBy(staff.officerA)).map(([kind]) => kind)]).toEqual([day, kinds]);
    }
    await on(MONDAY.slice(0, 10));
  });

  it('shows a firm reminders of its own projects alone, until the step was done', async () => {
    const { db, field, attacker } = stage;
    const waiting = { caseKind: 'project', caseId: field.projectId, waitingFor: '核准项目范围' };
    await db.transaction((tx) => raiseReminder(tx, waiting));
    await db.transaction((tx) => raiseReminder(tx, waiting));
    const ofDistrict = async () =>
      (await seenBy(field.staff.district, 'district-officer')).filter(([kind]) => kind === 'step-overdue');
    expect(await ofDistrict()).toHaveLength(1);
    const survey = { caseKind: 'household', caseId: field.householdId, waitingFor: '实测房屋面积' };
    await db.transaction((tx) => raiseReminder(tx, survey));
    const ofFirm = async () =>
      (await seenBy(field.staff.officerA, 'field-officer')).filter(([kind]) => kind === 'step-overdue');
    expect(await ofFirm()).toHaveLength(1);
    await attacker.plant(
      `WITH other AS (INSERT INTO organisation (name, kind) VALUES ('乙事务所', 'firm') RETURNING id)
       UPDATE account SET organisation_id = (SELECT id FROM other) WHERE username = 'officerA'`,
    );
    expect(await ofFirm()).toHaveLength(0);
  });
});
