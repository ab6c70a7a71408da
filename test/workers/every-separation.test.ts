import { beforeAll, describe, expect, it } from '@jest/globals';
import { noteAssignment } from '../../db/repositories/assignments.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import { CASE_VARIABLES } from '../../rules/task-case.js';
import { guardAssignmentWorker } from '../../workers/guard-assignment.worker.js';
import { guardCompletionWorker } from '../../workers/guard-completion.worker.js';
import type { Worker } from '../../workers/define-worker.js';
import { ACTS_OF_OTHERS, kindOf, laterOf, SEPARATED } from '../attacks/separations.js';
import { setStage } from '../db/stage.js';
import { JACK, plantJackOfAllPosts } from '../factories/jack.js';
import { clausesIn } from './attack.js';

/** A case that nothing is known about but what was done on it. */
const UNKNOWN_CASE = '00000000-0000-4000-8000-0000000000aa';

/** The listeners alone: no diagram leads here, and nothing reaches the database that its triggers could refuse. */
describe('the listeners of user tasks, asked directly', () => {
  const stage = setStage();
  beforeAll(() => plantJackOfAllPosts(stage.attacker));

  const caseOf = (act: ActName) => (kindOf(act) === 'household' ? stage.field.householdId : UNKNOWN_CASE);
  const ask = (guard: Worker, act: ActName, username: string, variables: object = {}) => {
    const userTask = { userTaskKey: `task-${act}`, assignee: username };
    const job = {
      jobKey: '1',
      jobType: guard.jobType,
      processInstanceKey: '1',
      elementId: 'Task',
      headers: { act },
      userTask,
    };
    return guard.run(stage.db, job, { [CASE_VARIABLES[kindOf(act)]]: caseOf(act), ...variables });
  };
  /** As if the listener of the assignment had let him pass. */
  const assign = (act: ActName) =>
    stage.db.transaction((tx) =>
      noteAssignment(tx, {
        taskKey: `task-${act}`,
        act,
        caseKind: kindOf(act),
        caseId: caseOf(act),
        personId: JACK.id,
      }),
    );
  const refusalsOf = async (act: ActName) =>
    (await stage.db.transaction((tx) => entriesOf(tx, caseOf(act)))).filter(({ kind }) => kind === 'act-refused');

  describe.each([guardAssignmentWorker, guardCompletionWorker])('$jobType', (guard) => {
    it.each(SEPARATED)(
      'denies whoever did %s, even if that was withdrawn, every act that must be another’s (SD1, SD2, SD8, SD11)',
      async (earlier) => {
        await stage.attacker.plant('DELETE FROM case_act');
        await stage.attacker.plant(
          `INSERT INTO case_act (case_kind, case_id, act, round, person_id, withdrawn_at)
           VALUES ($4, $1, $2, 9, $3, now())`,
          [caseOf(earlier), earlier, JACK.id, kindOf(earlier)],
        );
        const before = (await refusalsOf(earlier)).length;
        const later = laterOf(earlier);
        for (const { act, clause } of later) {
          await assign(act);
          const answer = await ask(guard, act, JACK.username, { verdict: actOf(act).verdicts[0] });
          expect([act, answer.kind]).toEqual([act, 'denied']);
          expect(clausesIn(answer.kind === 'denied' ? answer.reason : '')).toContain(clause);
        }
        expect((await refusalsOf(earlier)).length - before).toBe(later.length);
      },
    );
  });

  const readers = ['discipline', 'stateAssets'] as const;
  it.each(ACTS_OF_OTHERS)(
    'keeps %s from discipline and from the owner of the firms, who read (R-69, SD17)',
    async (act) => {
      const before = (await refusalsOf(act)).length;
      for (const username of readers) {
        expect(await ask(guardAssignmentWorker, act, username)).toMatchObject({
          kind: 'denied',
          reason: expect.stringContaining('岗位'),
        });
      }
      expect((await refusalsOf(act)).length - before).toBe(readers.length);
    },
  );
});
