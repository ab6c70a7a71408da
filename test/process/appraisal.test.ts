import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TaskDetail, TaskPage } from '../../api/contract/index.js';
import { beginAppraisal } from './appraisal-walk.js';
import { CaseWalk, sampleRegister } from './case-walk.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

describe('the appraisal of a track, at the real engine', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  let trackId: string;
  const upload = async (username: string, { taskKey }: TaskDetail, ...lines: string[]): Promise<string> => {
    const file = new File([lines.join('\n')], '结果.csv', { type: 'text/csv' });
    const session = await system.as(username);
    return (await session.upload<{ id: string }>(`/api/tasks/${taskKey}/documents`, {}, file)).id;
  };
  const enter = async (username: string, { taskKey }: TaskDetail, values: object) =>
    refused((await system.as(username)).post(`/api/tasks/${taskKey}/entry`, { values }));
  const reportsSeenBy = async (username: string): Promise<number> =>
    system.database.transaction(async (tx) => {
      const rows = await tx.query('SELECT reports_for(account.id, $1) FROM account WHERE username = $2', [
        trackId,
        username,
      ]);
      return rows.length;
    });

  const casePageOf = async (username: string): Promise<string> =>
    (await system.as(username)).getText(`/api/households/${walk.householdId}/appraisal`);

  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister());
    await walk.surveyAndDetermine();
    await walk.publish();
    await walk.waitForStage('frozen');
    trackId = await beginAppraisal(walk);
  }, 120_000);
  afterAll(async () => {
    await system.stop();
  });

  it('is the work of the chosen agency, by a file that is refused row by row (R-32)', async () => {
    await walk.do('town-a', 'set-value-date');
    const { claim } = await walk.task('valuer-c', 'enter-preliminary-results');
    expect(claim.findings.map(({ clauses }) => clauses)).toEqual([['R-32']]);
    const task = await walk.claim('valuer-a', 'enter-preliminary-results');
    const header = '户编号,面积,评估单价,评估价值,查勘照片数,权利人签认查勘';
    const wrong = await upload('valuer-a', task, header, '0001,99.00,60000.00,1.00,0,是');
    const answer = await enter('valuer-a', task, { results: wrong });
    for (const fault of ['与锁定面积不一致', '面积乘单价为', '须有实地查勘照片']) expect(answer).toContain(fault);
    await walk.complete('valuer-a', task.taskKey, await walk.enter('valuer-a', task));
    await walk.do('valuer-b', 'explain-on-site');
    await walk.publish();
    await walk.letTimePassUntil('the display to be over', async () => {
      const { items } = await (await system.as('valuer-a')).get<TaskPage>('/api/tasks?scope=groups');
      return items.some(({ act }) => act === 'issue-final-reports');
    });
  });

  it('is reviewed by somebody else of the town, and kept from the firm until it is handed down (R-34, SD4, SD5)', async () => {
    await walk.do('valuer-a', 'issue-final-reports');
    const own = await walk.task('town-a', 'review-reports');
    expect(own.claim.findings.map(({ clauses }) => clauses)).toEqual([['SD5']]);
    await walk.do('town-b', 'review-reports', { verdict: 'returned', note: '单价与周边不符，请复核' });
    await walk.do('valuer-b', 'issue-final-reports');
    await walk.do('town-b', 'review-reports');
    expect(await reportsSeenBy('field-a')).toBe(0);
    expect(await reportsSeenBy('town-b')).toBe(1);
    expect(await casePageOf('field-a')).toContain('报告经街镇审核下发后，事务所方可查看');
    expect(await casePageOf('town-b')).toContain('未下发');
    const [paper] = await system.sql<{ id: string }>(
      `SELECT id FROM case_document WHERE name = '填好的表格.csv' LIMIT 1`,
    );
    const firm = await system.as('field-a');
    expect(await refused(firm.get(`/api/documents/${paper?.id ?? ''}`))).toContain('事务所不得查看');
  });

  it('is handed down by the town and delivered by the firm, household by household (R-35, SD4)', async () => {
    await walk.do('town-b', 'hand-down-reports');
    const task = await walk.claim('field-a', 'deliver-reports');
    expect(await reportsSeenBy('field-a')).toBe(1);
    expect(await casePageOf('field-a')).toContain('未送达');
    const early = await upload('field-a', task, '户编号,送达日期,送达方式', '0001,2020-01-01,当面签收');
    expect(await enter('field-a', task, { deliveries: early })).toContain('送达日期');
    await walk.complete('field-a', task.taskKey, await walk.enter('field-a', task));
    await walk.letTimePassUntil('the household to be told', async () => {
      const told = await system.sql(`SELECT FROM outbox WHERE name = 'report-delivered'`);
      return told.length === 1;
    });
    expect(await system.countIncidents()).toBe(0);
  });
});
