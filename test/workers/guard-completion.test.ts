import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TaskDetail } from '../../api/contract/index.js';
import { noteAssignment } from '../../db/repositories/assignments.repository.js';
import { actOf } from '../../rules/acts.js';
import type { ActName, Role } from '../../rules/acts.js';
import { guardCompletionWorker } from '../../workers/guard-completion.worker.js';
import { CaseWalk, sampleRegister } from '../process/case-walk.js';
import { startRunningSystem } from '../process/running-system.js';
import type { RunningSystem } from '../process/running-system.js';
import { clausesIn, expectDenied, expectTurnedAway, giveRole, refusedByApi, refusedByEngine } from './attack.js';
import type { Refusal } from './attack.js';

const OTHER_HASH = 'f'.repeat(64);

/** A real case; at each station its task is claimed by the right person and completed in every wrong way. */
describe('guard-completion', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  let task: TaskDetail;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister(2));
    await Promise.all(['field-a', 'field-b', 'determine-a', 'audit'].map((name) => system.as(name)));
  }, 90_000);
  afterAll(() => system.stop(), 30_000);

  const atEngine = (who: string, variables: Record<string, unknown> = {}, taskKey = task.taskKey) =>
    refusedByEngine(system.atEngine(who, 'POST', `/user-tasks/${taskKey}/completion`, { variables }));
  const atApi = (who: string, body: Parameters<CaseWalk['complete']>[2] = {}) =>
    refusedByApi(walk.complete(who, task.taskKey, body));
  const denied = (attempt: () => Promise<Refusal>, clauses: readonly string[], codes: readonly string[]) =>
    expectDenied(system, attempt, { caseId: walk.householdId, status: 409, clauses, codes });
  const turnedAway = (attempt: () => Promise<Refusal>, status: number) =>
    expectTurnedAway(system, attempt, { caseId: walk.householdId, status });
  const claim = async (who: string, act: ActName) => {
    task = await walk.claim(who, act, walk.householdId);
  };
  const enterAndComplete = async (who: string) => walk.complete(who, task.taskKey, await walk.enter(who, task));

  describe('of a survey', () => {
    beforeAll(() => claim('field-a', 'survey-area'), 60_000);

    it('refuses it while the officer has measured nothing (R-23, R-42)', async () => {
      await denied(() => atApi('field-a'), ['R-23', 'R-42'], ['FIELD_MISSING']);
      await denied(() => atEngine('field-a'), ['R-23', 'R-42'], ['FIELD_MISSING']);
    });

    it('lets nobody complete what somebody else has claimed', async () => {
      await denied(() => atApi('field-b'), ['R-46'], ['TASK_NOT_YOURS']);
      await turnedAway(() => atApi('field-b'), 409);
      await turnedAway(() => atEngine('field-b'), 403);
      await turnedAway(() => atEngine('audit'), 403);
    });

    it('lets nobody complete what nobody has claimed', async () => {
      const { taskKey } = await walk.task('field-b', 'survey-area', walk.householdId);
      await turnedAway(() => atEngine('field-b', {}, taskKey), 403);
      await turnedAway(async () => refusedByApi(walk.complete('field-b', taskKey, {})), 409);
    });

    it('does not believe the process a case that the task is not about', async () => {
      const neighbourId = walk.neighbourIds[0] ?? '';
      const other = await walk.claim('field-a', 'survey-area', neighbourId);
      await walk.enter('field-a', other);
      await system.atEngine('field-a', 'DELETE', `/user-tasks/${other.taskKey}/assignee`);
      await denied(() => atEngine('field-a', { householdId: neighbourId }), ['R-46'], ['TRANSITION_FORBIDDEN']);
      await denied(() => atEngine('field-a', { householdId: 'nowhere' }), ['R-46'], ['TRANSITION_FORBIDDEN']);
      await denied(() => atEngine('field-a', { householdId: 7 }), ['R-46'], ['TRANSITION_FORBIDDEN']);
    });

    it('refuses it when the certificate has ended since it was claimed (SD16)', async () => {
      await walk.enter('field-a', task);
      const end =
        'UPDATE staff_certificate SET valid_from = valid_from + $1::int, valid_to = valid_to + $1::int WHERE number = $2';
      await system.sql(end, [-366, '示例-field-a']);
      await denied(() => atApi('field-a'), ['R-42', 'SD16'], ['CERTIFICATE_INVALID']);
      await system.sql(end, [366, '示例-field-a']);
    });

    it('takes nothing but the verdict from whoever completes it', async () => {
      const variables = { surveyRound: 7, projectId: 'another', note: '完成' };
      const { status } = await system.atEngine('field-a', 'POST', `/user-tasks/${task.taskKey}/completion`, {
        variables,
      });
      expect(status).toBe(204);
      const kept = await system.sql<{ name: string }>(
        `SELECT name FROM engine.variable WHERE scope_key = process_instance_key
           AND (value::text LIKE '%another%' OR (name = 'surveyRound' AND value::text = '7'))`,
      );
      expect(kept).toEqual([]);
    });
  });

  describe('of a determination', () => {
    beforeAll(async () => {
      await claim('field-b', 'survey-area');
      await enterAndComplete('field-b');
      await claim('determine-a', 'determine-area');
    }, 60_000);

    it('refuses it without area and basis', () =>
      denied(() => atApi('determine-a', { verdict: 'determined' }), ['R-24', 'R-25'], ['FIELD_MISSING']));

    it('refuses a verdict that the act does not have', async () => {
      await walk.enter('determine-a', task);
      await turnedAway(() => atApi('determine-a', { verdict: 'approved' }), 400);
      await denied(() => atEngine('determine-a', { verdict: 'approved' }), ['R-40'], ['VERDICT_INVALID']);
      await denied(() => atEngine('determine-a'), ['R-40'], ['VERDICT_INVALID']);
      await denied(() => atEngine('determine-a', { verdict: { determined: true } }), ['R-40'], ['VERDICT_INVALID']);
      expect(await system.countIncidents()).toBe(0);
    });
  });

  describe('of a negotiation and its check', () => {
    beforeAll(async () => {
      await enterAndComplete('determine-a');
      await publishAndFreeze();
      await claim('field-a', 'negotiate');
    }, 120_000);

    /** The list is displayed when the neighbour, too, is determined. */
    async function publishAndFreeze(): Promise<void> {
      const neighbourId = walk.neighbourIds[0] ?? '';
      for (const officer of ['field-a', 'field-b']) {
        const survey = await walk.claim(officer, 'survey-area', neighbourId);
        await walk.complete(officer, survey.taskKey, await walk.enter(officer, survey));
      }
      await walk.do('determine-b', 'determine-area');
      await walk.publish();
      await walk.waitForStage('frozen');
      await walk.openSigning();
    }

    it('refuses it without a record of what was said', () =>
      denied(() => atApi('field-a'), ['R-42', 'R-46', 'SD16', 'SD2'], ['FIELD_MISSING']));

    it('refuses to send a calculation back without reason and note', async () => {
      await enterAndComplete('field-a');
      await claim('field-b', 'negotiate');
      await enterAndComplete('field-b');
      await claim('investment', 'check-before-signing');
      await turnedAway(() => atApi('investment', { verdict: 'returned', note: '口径有误' }), 400);
      const codes = ['RETURN_REASON_MISSING', 'RETURN_REASON_MISSING'];
      await denied(() => atEngine('investment', { verdict: 'returned' }), ['R-40'], codes);
      const wrong = { verdict: 'returned', returnReason: 'd', note: '口径有误' };
      await denied(() => atEngine('investment', wrong), ['R-40'], ['RETURN_REASON_MISSING']);
    }, 60_000);
  });

  describe('of signature and review', () => {
    beforeAll(async () => {
      await enterAndComplete('investment');
      await walk.signAsHousehold();
      await claim('field-a', 'sign-as-officer');
    }, 60_000);

    it('refuses a signature task without a signature', () =>
      denied(() => atApi('field-a'), ['R-42'], ['FIELD_MISSING']));

    it('refuses a review of another text than the one that lies there (R-41)', async () => {
      await enterAndComplete('field-a');
      await claim('field-b', 'sign-as-officer');
      await enterAndComplete('field-b');
      await claim('supervisor', 'review-project-supervisor');
      const outdated = { verdict: 'approved', contentHash: OTHER_HASH };
      await denied(() => atEngine('supervisor', outdated), ['R-41'], ['CONTENT_CHANGED']);
    }, 60_000);

    it('refuses a review of a text that was changed in the database since', async () => {
      const [{ hash } = { hash: '' }] = await system.sql<{ hash: string }>(
        'SELECT content_hash AS hash FROM agreement WHERE household_id = $1',
        [walk.householdId],
      );
      const change = (to: string) =>
        withoutTriggers('agreement', () =>
          system.sql('UPDATE agreement SET content_hash = $2 WHERE household_id = $1', [walk.householdId, to]),
        );
      await change(OTHER_HASH);
      await denied(() => atApi('supervisor', { verdict: 'approved' }), ['R-41'], ['CONTENT_CHANGED']);
      await change(hash);
    });

    it('refuses to approve a file bag that lacks a paper, naming it (R-40, R-52)', async () => {
      const superseded = (at: string) =>
        withoutTriggers('file_bag_document', () =>
          system.sql(`UPDATE file_bag_document SET superseded_at = ${at} WHERE household_id = $1 AND type = $2`, [
            walk.householdId,
            'appraisal-report',
          ]),
        );
      await superseded('app_now()');
      await denied(() => atApi('supervisor', { verdict: 'approved' }), ['R-40', 'R-52'], ['FILE_BAG_INCOMPLETE']);
      await superseded('NULL');
    });
  });

  async function withoutTriggers<T>(table: string, work: () => Promise<T>): Promise<T> {
    await system.sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    try {
      return await work();
    } finally {
      await system.sql(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    }
  }

  /** The second ring alone: the task has come to the wrong person somehow, and the database would take anything. */
  describe('with the triggers of the database off', () => {
    async function complete(who: string, act: ActName, variables: Record<string, unknown>): Promise<Refusal> {
      const { caseKind } = actOf(act);
      const userTaskKey = '4611686018427387904';
      const [person] = await system.sql<{ id: string }>('SELECT id FROM account WHERE username = $1', [who]);
      await system.database.transaction((tx) =>
        noteAssignment(tx, {
          taskKey: userTaskKey,
          act,
          caseKind,
          caseId: walk.householdId,
          personId: person?.id ?? '',
        }),
      );
      const job = {
        jobKey: '4611686018427387905',
        jobType: 'guard-completion',
        processInstanceKey: '1',
        elementId: 'Task',
        headers: { act },
        userTask: { userTaskKey, assignee: who },
      };
      const answer = await guardCompletionWorker.run(system.database, job, {
        householdId: walk.householdId,
        contentHash: await standingHash(),
        ...variables,
      });
      await system.sql('DELETE FROM task_assignment WHERE task_key = $1', [userTaskKey]);
      if (answer.kind !== 'denied') throw new Error(`expected a denial of ${act} by ${who}`);
      return { status: 409, clauses: clausesIn(answer.reason) };
    }

    async function standingHash(): Promise<string> {
      const [row] = await system.sql<{ hash: string }>(
        `SELECT content_hash AS hash FROM agreement WHERE household_id = $1 AND status <> 'superseded'`,
        [walk.householdId],
      );
      return row?.hash ?? '';
    }

    beforeAll(() => system.sql('ALTER TABLE case_act DISABLE TRIGGER USER'));
    afterAll(() => system.sql('ALTER TABLE case_act ENABLE TRIGGER USER'));

    interface Wrong {
      readonly name: string;
      readonly who: string;
      readonly role?: Role;
      readonly act: ActName;
      readonly variables: Record<string, unknown>;
      readonly clauses: readonly string[];
      readonly codes: readonly string[];
    }
    const approved = { verdict: 'approved' };
    const before: readonly Wrong[] = [
      {
        name: 'a review by an officer who negotiated and signed',
        who: 'field-a',
        role: 'project-supervisor',
        act: 'review-project-supervisor',
        variables: approved,
        clauses: ['SD2'],
        codes: ['DUTY_NOT_SEPARATED', 'DUTY_NOT_SEPARATED'],
      },
      {
        name: 'a review by somebody of another post',
        who: 'inspection',
        act: 'review-project-supervisor',
        variables: approved,
        clauses: ['R-37', 'R-40', 'SD2'],
        codes: ['ROLE_MISSING'],
      },
      {
        name: 'the last gate before the first',
        who: 'approver',
        act: 'approve-agreement',
        variables: approved,
        clauses: ['R-37', 'R-38'],
        codes: ['GATE_NOT_DUE'],
      },
      {
        name: 'the seal before the reviews',
        who: 'seal',
        act: 'seal-agreement',
        variables: { verdict: 'sealed' },
        clauses: ['R-41'],
        codes: ['REVIEW_INCOMPLETE'],
      },
      {
        name: 'a second signature of one officer',
        who: 'field-a',
        act: 'sign-as-officer',
        variables: {},
        clauses: ['R-42', 'SD2'],
        codes: ['SAME_OFFICER_TWICE'],
      },
      {
        name: 'a survey by an officer without certificate',
        who: 'field-d',
        act: 'survey-area',
        variables: {},
        clauses: ['R-42', 'SD16', 'R-23'],
        codes: ['CERTIFICATE_INVALID', 'FIELD_MISSING'],
      },
    ];
    const afterReturn: readonly Wrong[] = [
      {
        name: 'the seal while a return is open',
        who: 'seal',
        act: 'seal-agreement',
        variables: { verdict: 'sealed' },
        clauses: ['R-41'],
        codes: ['REVIEW_INCOMPLETE', 'RETURN_OPEN'],
      },
      {
        name: 'a review while a return is open',
        who: 'supervisor',
        act: 'review-project-supervisor',
        variables: approved,
        clauses: ['R-40', 'R-41'],
        codes: ['RETURN_OPEN'],
      },
    ];

    async function isRefused({ who, role, act, variables, clauses, codes }: Wrong): Promise<void> {
      const takeBack = role === undefined ? undefined : await giveRole(system, who, role);
      await denied(() => complete(who, act, variables), clauses, codes);
      await takeBack?.();
    }

    it.each(before)('refuses $name', isRefused);

    describe('and the file bag returned', () => {
      beforeAll(async () => {
        await system.sql('ALTER TABLE case_act ENABLE TRIGGER USER');
        const returned = { verdict: 'returned', returnReason: 'b', note: '面积依据不清' } as const;
        await walk.complete('supervisor', task.taskKey, returned);
        await walk.task('field-a', 'rectify-file-bag');
        await system.sql('ALTER TABLE case_act DISABLE TRIGGER USER');
      }, 60_000);
      it.each(afterReturn)('refuses $name', isRefused);
    });
  });
});
