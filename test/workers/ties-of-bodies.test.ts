import { beforeAll, describe, expect, it } from '@jest/globals';
import { bodyTiesRegister } from '../../api/registers/body-ties.register.js';
import { createOrganisation } from '../../db/repositories/accounts.repository.js';
import { noteAssignment } from '../../db/repositories/assignments.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { recordRegisterEntry } from '../../db/repositories/registers.repository.js';
import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import { CASE_VARIABLES } from '../../rules/task-case.js';
import { guardAssignmentWorker } from '../../workers/guard-assignment.worker.js';
import { guardCompletionWorker } from '../../workers/guard-completion.worker.js';
import { setStage } from '../db/stage.js';
import type { StaffName } from '../factories/staff.js';
import { clausesIn } from './attack.js';

const INVESTMENT = ['check-before-signing', 'review-investment-supervisor', 'release-payment'] as const;
const LIST = '00000000-0000-4000-8000-0000000000aa';

/** An investment supervisor whose body is tied, through another, to a firm that is supervised. */
describe('ties between bodies, at the listeners and against plain SQL', () => {
  const stage = setStage();
  let body: string;
  let holding: string;

  beforeAll(async () => {
    const [own] = await stage.attacker.rows<{ id: string }>(
      `SELECT id FROM organisation WHERE kind = 'investment-supervision-firm'`,
    );
    body = own?.id ?? '';
    holding = await stage.db.transaction((tx) => createOrganisation(tx, '甲控股', 'land-agency'));
  });

  const put = (who: StaffName, act: ActName, rowId: string | null, given: Readonly<Record<string, unknown>>) =>
    stage.db.transaction((tx) =>
      recordRegisterEntry(
        tx,
        { register: 'body-ties', act, rowId, corrects: null, personId: stage.field.staff[who], given },
        async (context) => bodyTiesRegister.entries.find((entry) => entry.act === act)?.store(tx, context, given),
      ),
    );
  const tie = async (upper: string, kind: string, lower: string, more: object = {}): Promise<string> => {
    const given = { upper, kind, lower, startsOn: '2026-01-01', evidence: '工商登记', ...more };
    return (await put('district', 'record-body-tie', null, given)).rowId;
  };
  const confirm = (who: StaffName, rowId: string) => put(who, 'confirm-body-tie', rowId, { remark: '已核对' });

  const caseOf = (act: ActName) => (actOf(act).caseKind === 'household' ? stage.field.householdId : LIST);
  const ask = async (guard: typeof guardAssignmentWorker, act: ActName): Promise<string[]> => {
    const userTask = { userTaskKey: `task-${act}`, assignee: 'investment' };
    const { jobType } = guard;
    const job = { jobKey: '1', jobType, processInstanceKey: '1', elementId: 'Task', headers: { act }, userTask };
    const variables = { [CASE_VARIABLES[actOf(act).caseKind]]: caseOf(act), verdict: actOf(act).verdicts[0] };
    const answer = await guard.run(stage.db, job, variables);
    return clausesIn(answer.kind === 'denied' ? answer.reason : '');
  };
  const bySql = (act: ActName) =>
    stage.attacker.attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict) VALUES ($1, $2, $3, 1, $4, $5)`,
      [actOf(act).caseKind, caseOf(act), act, stage.field.staff.investment, actOf(act).verdicts[0]],
    );

  it('binds nobody before another person has confirmed the tie (SD6)', async () => {
    const rows = [await tie(holding, 'owns', body), await tie(stage.field.staff.firmId, 'pays', holding)];
    for (const act of INVESTMENT) {
      expect(await ask(guardAssignmentWorker, act)).not.toContain('SD6');
      expect(await bySql(act)).not.toContain('SD6');
    }
    await expect(confirm('district', rows[0] ?? '')).rejects.toThrow('SD6');
    const alone = `INSERT INTO body_tie_confirmation SELECT id, '属实' FROM register_standing WHERE act = 'record-body-tie'`;
    expect(await stage.attacker.attempt(alone)).toBe('SD6 TRANSITION_FORBIDDEN');
    for (const row of rows) await confirm('otherDistrict', row);
  });

  it.each(INVESTMENT)(
    'then keeps %s from him at both listeners, in the ledger, and by SQL (SD6, R-50)',
    async (act) => {
      const personId = stage.field.staff.investment;
      const assigned = { taskKey: `task-${act}`, act, caseKind: actOf(act).caseKind, caseId: caseOf(act), personId };
      await stage.db.transaction((tx) => noteAssignment(tx, assigned));
      expect(await ask(guardAssignmentWorker, act)).toContain('SD6');
      expect(await ask(guardCompletionWorker, act)).toContain('SD6');
      const entries = await stage.db.transaction((tx) => entriesOf(tx, caseOf(act)));
      const refused = entries.filter(({ kind, clauses }) => kind === 'act-refused' && clauses.includes('SD6'));
      expect(refused.map(({ actorId }) => actorId)).toContain(personId);
      expect(await bySql(act)).toBe('SD6、R-50 AFFILIATED');
    },
  );

  it('neither changes nor forgets a tie, and ends it by a third person alone (SD6)', async () => {
    for (const [sql, refusal] of [
      [`UPDATE body_tie SET ends_on = '2026-01-02'`, 'R-46 TRANSITION_FORBIDDEN'],
      ['DELETE FROM body_tie_confirmation', 'R-46 TRANSITION_FORBIDDEN'],
      ['TRUNCATE body_tie_end', 'R-46 TRANSITION_FORBIDDEN'],
    ] as const) {
      expect([sql, await stage.attacker.attempt(sql)]).toEqual([sql, refusal]);
    }
    const [row] = await stage.attacker.rows<{ id: string; today: string }>(
      `SELECT row_id AS id, app_today()::text AS today FROM body_tie JOIN register_standing said ON said.id = entry_id
       WHERE kind = 'owns'`,
    );
    const end = (who: StaffName) =>
      put(who, 'end-body-tie', row?.id ?? '', { endsOn: row?.today, evidence: '股权已转让' });
    await expect(end('district')).rejects.toThrow('SD6');
    await expect(end('otherDistrict')).rejects.toThrow('SD6');
    await end('town');
    expect(await bySql('check-before-signing')).toBe('SD6、R-50 AFFILIATED');
    await stage.db.clock.pinClock(`${row?.today ?? ''}T17:00:00.000Z`);
    expect(await bySql('check-before-signing')).not.toContain('SD6');
  });

  it('finds his own body, one that his owns, and no body that another shares with it (SD6)', async () => {
    const tied = () =>
      stage.attacker.rows<{ name: string }>(
        `SELECT name FROM bodies_tied_to($1, app_today()) tied JOIN organisation ON organisation.id = organisation_id`,
        [body],
      );
    expect(await tied()).toEqual([]);
    // The town pays both: that alone ties the one to the other by nothing.
    await confirm('otherDistrict', await tie(stage.field.staff.townId, 'pays', body));
    await confirm('otherDistrict', await tie(stage.field.staff.townId, 'pays', stage.field.staff.firmId));
    expect(await bySql('check-before-signing')).not.toContain('SD6');
    await confirm('otherDistrict', await tie(body, 'owns', stage.field.staff.firmId, { endsOn: '2099-12-31' }));
    expect(await bySql('check-before-signing')).toBe('SD6、R-50 AFFILIATED');
    await expect(tie(body, 'owns', body)).rejects.toThrow('两个单位须不同');
  });
});
