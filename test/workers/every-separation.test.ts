import { beforeAll, describe, expect, it } from '@jest/globals';
import { noteAssignment } from '../../db/repositories/assignments.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { ACT_NAMES, actOf } from '../../rules/acts.js';
import type { ActName, Role } from '../../rules/acts.js';
import { incompatibleWith } from '../../rules/staff/separation.js';
import { CASE_VARIABLES } from '../../rules/task-case.js';
import { guardAssignmentWorker } from '../../workers/guard-assignment.worker.js';
import { guardCompletionWorker } from '../../workers/guard-completion.worker.js';
import type { Worker } from '../../workers/define-worker.js';
import { setStage } from '../db/stage.js';
import { JACK, plantJackOfAllPosts } from '../factories/jack.js';
import { clausesIn } from './attack.js';

const households = ACT_NAMES.filter((act) => actOf(act).caseKind === 'household');
const isOfHousehold = (act: string): act is ActName => households.some((each) => each === act);
/** What whoever did this act may not do on the same household, with the clause. */
const laterOf = (earlier: ActName) =>
  incompatibleWith(earlier).flatMap(({ act, clause }) => (isOfHousehold(act) ? [{ act, clause }] : []));
const separated = households.filter((act) => laterOf(act).length > 0);

/** The listeners alone: no diagram leads here, and nothing reaches the database that its triggers could refuse. */
describe('the listeners of user tasks, asked directly', () => {
  const stage = setStage();
  beforeAll(() => plantJackOfAllPosts(stage.attacker));

  const ask = (guard: Worker, act: ActName, username: string, variables: object = {}) => {
    const { caseKind } = actOf(act);
    const userTask = { userTaskKey: `task-${act}`, assignee: username };
    const job = {
      jobKey: '1',
      jobType: guard.jobType,
      processInstanceKey: '1',
      elementId: 'Task',
      headers: { act },
      userTask,
    };
    return guard.run(stage.db, job, { [CASE_VARIABLES[caseKind]]: stage.field.householdId, ...variables });
  };
  /** As if the listener of the assignment had let him pass. */
  const assign = (act: ActName) =>
    stage.db.transaction((tx) =>
      noteAssignment(tx, {
        taskKey: `task-${act}`,
        act,
        caseKind: 'household',
        caseId: stage.field.householdId,
        personId: JACK.id,
      }),
    );
  const refusals = async () =>
    (await stage.db.transaction((tx) => entriesOf(tx, stage.field.householdId))).filter(
      ({ kind }) => kind === 'act-refused',
    );

  describe.each([guardAssignmentWorker, guardCompletionWorker])('$jobType', (guard) => {
    it.each(separated)(
      'denies whoever did %s, even if that was withdrawn, every act that must be another’s (SD1, SD2, SD7, SD8, SD9, SD12)',
      async (earlier) => {
        await stage.attacker.plant('DELETE FROM case_act');
        await stage.attacker.plant(
          `INSERT INTO case_act (case_kind, case_id, act, round, person_id, withdrawn_at)
           VALUES ('household', $1, $2, 9, $3, now())`,
          [stage.field.householdId, earlier, JACK.id],
        );
        const before = (await refusals()).length;
        const later = laterOf(earlier);
        for (const { act, clause } of later) {
          await assign(act);
          const answer = await ask(guard, act, JACK.username, { verdict: actOf(act).verdicts[0] });
          expect([act, answer.kind]).toEqual([act, 'denied']);
          expect(clausesIn(answer.kind === 'denied' ? answer.reason : '')).toContain(clause);
        }
        expect((await refusals()).length - before).toBe(later.length);
      },
    );
  });

  const readers = ['discipline', 'stateAssets'] as const;
  const theirs: readonly Role[] = ['discipline-inspector', 'state-assets-inspector'];
  const ofOthers = households.filter((act) => !actOf(act).roles.some((role) => theirs.includes(role)));
  it.each(ofOthers)('keeps %s from discipline and from the owner of the firms, who read (R-69, SD17)', async (act) => {
    const before = (await refusals()).length;
    for (const username of readers) {
      expect(await ask(guardAssignmentWorker, act, username)).toMatchObject({
        kind: 'denied',
        reason: expect.stringContaining('岗位'),
      });
    }
    expect((await refusals()).length - before).toBe(readers.length);
  });
});
