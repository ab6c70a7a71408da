import { beforeAll, describe, expect, it } from '@jest/globals';
import { createOrganisation } from '../../db/repositories/accounts.repository.js';
import { noteAssignment } from '../../db/repositories/assignments.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import { CASE_VARIABLES } from '../../rules/task-case.js';
import { guardAssignmentWorker } from '../../workers/guard-assignment.worker.js';
import { guardCompletionWorker } from '../../workers/guard-completion.worker.js';
import { setStage } from '../db/stage.js';
import { BodyTies } from '../factories/body-ties.js';
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

  const ties = new BodyTies(stage);
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
    const rows = [await ties.tie(holding, 'owns', body), await ties.tie(stage.field.staff.firmId, 'pays', holding)];
    for (const act of INVESTMENT) {
      expect(await ask(guardAssignmentWorker, act)).not.toContain('SD6');
      expect(await bySql(act)).not.toContain('SD6');
    }
    await expect(ties.confirm('district', rows[0] ?? '')).rejects.toThrow('SD6');
    const alone = `INSERT INTO body_tie_confirmation SELECT id, '属实' FROM register_standing WHERE act = 'record-body-tie'`;
    expect(await stage.attacker.attempt(alone)).toBe('SD6 TRANSITION_FORBIDDEN');
    for (const row of rows) await ties.confirm('otherDistrict', row);
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
});
