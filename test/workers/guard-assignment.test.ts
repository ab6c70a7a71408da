import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MyCase, TaskDetail } from '../../api/contract/index.js';
import { actOf } from '../../rules/acts.js';
import type { ActName, Role } from '../../rules/acts.js';
import { STRANGERS_AT_THE_ENGINE } from '../attacks/at-the-engine.js';
import { CaseWalk, sampleRegister } from '../process/case-walk.js';
import { eventually } from '../process/eventually.js';
import { startRunningSystem } from '../process/running-system.js';
import type { RunningSystem } from '../process/running-system.js';
import { expectDenied, expectTurnedAway, giveRole, refusedByApi, refusedByEngine } from './attack.js';

/** Who tries to take a task and may not. */
interface Claim {
  readonly name: string;
  readonly who: string;
  /** Taken for this attack alone, so that the role is not what refuses. */
  readonly role?: Role;
  readonly clauses: readonly string[];
  readonly codes: readonly string[];
}

/** A real case, and at each station everybody who must not take its task; each tries the API and the engine itself. */
describe('guard-assignment', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister());
    await Promise.all(['field-a', 'field-b', 'field-d', 'maker', 'checker', 'audit'].map((name) => system.as(name)));
  }, 90_000);
  afterAll(() => system.stop(), 30_000);

  const assign = (who: string, taskKey: string, assignee = who) =>
    refusedByEngine(system.atEngine(who, 'POST', `/user-tasks/${taskKey}/assignment`, { assignee }));
  const claim = async (who: string, taskKey: string) =>
    refusedByApi((await system.as(who)).post(`/api/tasks/${taskKey}/claim`));
  function deniesClaims(
    seenBy: string,
    act: ActName,
    claims: readonly Claim[],
    caseId: () => string | Promise<string>,
  ) {
    it.each(claims)(
      `refuses ${act} to $name`,
      async ({ who, role, clauses, codes }) => {
        const { taskKey } = await walk.task(seenBy, act);
        const takeBack = role === undefined ? undefined : await giveRole(system, who, role);
        await system.as(who);
        const expected = { caseId: await caseId(), status: 409, clauses, codes };
        await expectDenied(system, () => claim(who, taskKey), expected);
        await expectDenied(system, () => assign(who, taskKey), expected);
        await takeBack?.();
      },
      60_000,
    );
  }
  const household = () => walk.householdId;

  describe('while the area is measured', () => {
    let first: TaskDetail;
    deniesClaims(
      'field-a',
      'survey-area',
      [
        {
          name: 'an officer without certificate',
          who: 'field-d',
          clauses: ['R-42', 'SD16'],
          codes: ['CERTIFICATE_INVALID'],
        },
      ],
      household,
    );

    it('refuses it to an officer whose certificate ended yesterday (SD16)', async () => {
      await system.sql(
        `UPDATE staff_certificate SET valid_from = valid_from - 200, valid_to = valid_from - 1 WHERE number = $1`,
        ['示例-field-c'],
      );
      const { taskKey } = await walk.task('field-a', 'survey-area');
      await system.as('field-c');
      const expected = {
        caseId: household(),
        status: 409,
        clauses: ['R-42', 'SD16'],
        codes: ['CERTIFICATE_INVALID'],
      };
      await expectDenied(system, () => claim('field-c', taskKey), expected);
      await system.sql(
        `UPDATE staff_certificate SET valid_from = valid_from + 200, valid_to = valid_from + 365 WHERE number = $1`,
        ['示例-field-c'],
      );
    });

    it('refuses it to somebody of another post, at the door of the API and by the guard at the engine (R-69)', async () => {
      const { taskKey } = await walk.task('field-a', 'survey-area');
      await expectDenied(system, () => claim('maker', taskKey), {
        caseId: household(),
        status: 403,
        clauses: [...actOf('survey-area').clauses],
        codes: ['ROLE_MISSING'],
      });
      await expectDenied(system, () => assign('maker', taskKey), {
        caseId: household(),
        status: 409,
        clauses: ['R-23', 'R-42', 'SD1', 'SD16'],
        codes: ['ROLE_MISSING', 'CERTIFICATE_INVALID'],
      });
    });

    it.each(STRANGERS_AT_THE_ENGINE)('refuses it to %s at the engine, in the own name (R-69)', async (who) => {
      const { taskKey } = await walk.task('field-a', 'survey-area');
      const [account] = await system.sql<{ id: string }>('SELECT id FROM account WHERE username = $1', [who]);
      const { status, clauses } = await assign(who, taskKey);
      expect(status).toBe(409);
      expect(clauses).toEqual(expect.arrayContaining([...actOf('survey-area').clauses]));
      const entries = await system.sql<{ codes: string[]; clauses: string[] }>(
        `SELECT payload -> 'codes' AS codes, clauses FROM ledger_entry
         WHERE kind = 'act-refused' AND case_id = $1 AND actor = $2 AND NOT payload ? 'door'`,
        [household(), account?.id ?? ''],
      );
      expect(entries.at(-1)?.codes).toContain('ROLE_MISSING');
      expect([...(entries.at(-1)?.clauses ?? [])].sort()).toEqual([...new Set(clauses)].sort());
    });

    it('lets nobody be assigned by somebody else, and no task be taken away', async () => {
      const { taskKey } = await walk.task('field-a', 'survey-area');
      const toAnother = () => assign('field-a', taskKey, 'field-b');
      await expectTurnedAway(system, toAnother, { caseId: household(), status: 403 });
      first = await walk.claim('field-a', 'survey-area');
      const release = () =>
        refusedByEngine(system.atEngine('field-b', 'DELETE', `/user-tasks/${first.taskKey}/assignee`));
      await expectTurnedAway(system, () => claim('field-b', first.taskKey), { caseId: household(), status: 409 });
      await expectTurnedAway(system, () => assign('field-b', first.taskKey), { caseId: household(), status: 409 });
      await expectTurnedAway(system, release, { caseId: household(), status: 403 });
    });

    it('refuses the second survey of a round to the officer of the first, before and after that is done (R-42, SD2)', async () => {
      const { taskKey } = await walk.task('field-b', 'survey-area');
      const expected = { caseId: household(), status: 409, clauses: ['R-42', 'SD2'], codes: ['SAME_OFFICER_TWICE'] };
      await expectDenied(system, () => claim('field-a', taskKey), expected);
      await walk.complete('field-a', first.taskKey, await walk.enter('field-a', first));
      await expectDenied(system, () => assign('field-a', taskKey), expected);
      await walk.do('field-b', 'survey-area');
    }, 60_000);
  });

  describe('while the area is determined', () => {
    deniesClaims(
      'determine-a',
      'determine-area',
      [
        {
          name: 'an officer who measured it',
          who: 'field-a',
          role: 'determination-officer',
          clauses: ['SD1'],
          codes: ['DUTY_NOT_SEPARATED'],
        },
      ],
      household,
    );
  });

  describe('while an objection to the area is answered', () => {
    beforeAll(async () => {
      await walk.do('determine-a', 'determine-area');
      await walk.publish();
      const home = await walk.home();
      const noticeId = await eventually(
        'a notice to object to',
        async () => (await home.get<MyCase>('/api/my-case')).noticeOpenToObjection?.id,
      );
      await home.post(`/api/notices/${noticeId}/objections`, { text: '请求复查面积。' });
    }, 60_000);
    deniesClaims(
      'determine-b',
      'answer-objection',
      [
        { name: 'whoever determined the area', who: 'determine-a', clauses: ['SD12'], codes: ['DUTY_NOT_SEPARATED'] },
        {
          name: 'an officer who measured it',
          who: 'field-b',
          role: 'determination-officer',
          clauses: ['SD12'],
          codes: ['DUTY_NOT_SEPARATED'],
        },
      ],
      async () => {
        const [objection] = await system.sql<{ id: string }>('SELECT id FROM objection');
        return objection?.id ?? '';
      },
    );
  });

  describe('while the file bag is reviewed', () => {
    beforeAll(async () => {
      const task = await walk.claim('determine-b', 'answer-objection');
      await walk.complete('determine-b', task.taskKey, await walk.enter('determine-b', task));
      await walk.waitForStage('frozen');
      await walk.openSigning();
      await walk.negotiate();
      await walk.signAsHousehold();
    }, 120_000);

    deniesClaims(
      'field-a',
      'sign-as-officer',
      [
        {
          name: 'an officer who did not negotiate',
          who: 'field-c',
          clauses: ['R-42'],
          codes: ['NOT_NEGOTIATING_OFFICER'],
        },
      ],
      household,
    );

    describe('and both officers have signed', () => {
      beforeAll(async () => {
        await walk.do('field-a', 'sign-as-officer');
        await walk.do('field-b', 'sign-as-officer');
      }, 60_000);
      deniesClaims(
        'supervisor',
        'review-project-supervisor',
        [
          {
            name: 'a reviewer who negotiated and signed',
            who: 'field-a',
            role: 'project-supervisor',
            clauses: ['SD2'],
            codes: ['DUTY_NOT_SEPARATED', 'DUTY_NOT_SEPARATED'],
          },
        ],
        household,
      );
    });

    describe('and the first gate has been passed', () => {
      beforeAll(() => walk.do('supervisor', 'review-project-supervisor'), 60_000);
      deniesClaims(
        'inspection',
        'review-supervision-department',
        [
          {
            name: 'the person who passed the gate before',
            who: 'supervisor',
            role: 'supervision-department',
            clauses: ['SD2'],
            codes: ['DUTY_NOT_SEPARATED'],
          },
        ],
        household,
      );
    });

    describe('and all gates have been passed', () => {
      beforeAll(async () => {
        await walk.do('inspection', 'review-supervision-department');
        await walk.do('investment', 'review-investment-supervisor');
        await walk.do('approver', 'approve-agreement');
      }, 60_000);
      deniesClaims(
        'seal',
        'seal-agreement',
        [
          {
            name: 'the approver',
            who: 'approver',
            role: 'seal-keeper',
            clauses: ['SD2'],
            codes: ['DUTY_NOT_SEPARATED'],
          },
        ],
        household,
      );
    });
  });

  describe('while the notice of effectiveness is prepared', () => {
    beforeAll(async () => {
      await walk.do('seal', 'seal-agreement');
      await walk.do('town-a', 'mask-notice');
    }, 60_000);
    deniesClaims(
      'checker',
      'approve-notice',
      [
        {
          name: 'the person who masked it',
          who: 'town-a',
          role: 'publication-checker',
          clauses: ['SD11'],
          codes: ['DUTY_NOT_SEPARATED'],
        },
      ],
      async () => {
        const [notice] = await system.sql<{ id: string }>(`SELECT id FROM notice WHERE kind = 'effective-notice'`);
        return notice?.id ?? '';
      },
    );
  });
});
