import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MyCase, TaskDetail, TaskPage, TaskRow } from '../../api/contract/index.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import type { ActName } from '../../rules/acts.js';
import { CaseWalk, sampleRegister } from './case-walk.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

/** Both plans of one project, led side by side by the people of the bodies that each mode names. */
describe('the compensation plans of a project, at the real engine', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister(1));
    await system.database.transaction((tx) => openTrack(tx, walk.projectId, 'state'));
  }, 90_000);
  afterAll(() => system.stop(), 30_000);

  const find = (username: string, act: ActName, track: string): Promise<TaskRow> =>
    eventually(`${act} of the ${track} plan for ${username}`, async () => {
      const { items } = await (await system.as(username)).get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find((row) => row.act === act && row.assignee === null && row.caseTitle.includes(track));
    });
  async function claim(username: string, act: ActName, track: string): Promise<TaskDetail> {
    const { taskKey } = await find(username, act, track);
    const session = await system.as(username);
    await session.post(`/api/tasks/${taskKey}/claim`);
    return session.get<TaskDetail>(`/api/tasks/${taskKey}`);
  }
  async function perform(username: string, act: ActName, track: string, values?: object): Promise<void> {
    const task = await claim(username, act, track);
    const usual = values ? {} : await walk.enter(username, task);
    if (values) await (await system.as(username)).post(`/api/tasks/${task.taskKey}/entry`, { values });
    const verdict = task.verdicts[0]?.value;
    await walk.complete(username, task.taskKey, { ...(verdict !== undefined && { verdict }), ...usual });
  }
  /** Publishes the notices that are due and lets their periods pass. */
  async function publishUntil(username: string, act: ActName, track: string): Promise<void> {
    await walk.publish();
    await walk.letTimePassUntil(`${act} to be due`, async () => {
      const { items } = await (await system.as(username)).get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.some((row) => row.act === act && row.caseTitle.includes(track));
    });
  }
  const told = (name: string) =>
    system.sql<{ mode: string }>(`SELECT variables ->> 'mode' AS mode FROM outbox WHERE name = $1 ORDER BY seq`, [
      name,
    ]);

  it('begin, one a track, only when the areas have been displayed without error (R-13, R-24)', async () => {
    await walk.surveyAndDetermine();
    expect(await told('plan-opened')).toEqual([]);
    await walk.publish();
    await walk.waitForStage('frozen');
    expect(await told('plan-opened')).toEqual([{ mode: 'negotiated' }, { mode: 'state' }]);
  }, 60_000);

  it('asks of a negotiated project who agrees, before anybody drafts, and publishes the count (R-12, R-21)', async () => {
    const task = await claim('town-a', 'record-willingness', '协议');
    const town = await system.as('town-a');
    const values = { agreeing: 2, countedOn: '2026-03-01', witness: '示例公证员' };
    expect(await refused(town.post(`/api/tasks/${task.taskKey}/entry`, { values }))).toContain('户册共1户');
    await walk.complete('town-a', task.taskKey, await walk.enter('town-a', task));
    await publishUntil('town-a', 'draft-plan', '协议');
  }, 60_000);

  it('is drafted by the body of its mode and by no other (R-6, R-9)', async () => {
    expect(await refused(claim('district', 'draft-plan', '协议'))).toContain('由街镇');
    // The list says beforehand what the guard says at the claim.
    const { claim: offered } = await find('district', 'draft-plan', '协议');
    expect(offered).toMatchObject({ allowed: false });
    expect(offered.findings.map(({ message }) => message).join()).toContain('由街镇');
    expect(await refused(claim('town-a', 'draft-plan', '征收'))).toContain('由区');
    await perform('town-a', 'draft-plan', '协议');
    await perform('district', 'examine-plan', '协议');
  }, 60_000);

  it('is out for thirty days; then every opinion is answered, and none left out (R-29)', async () => {
    await walk.publish();
    const home = await walk.home();
    const open = await eventually('a draft to say something on', async () => {
      const { draftsOpenToOpinion } = await home.get<MyCase>('/api/my-case');
      return draftsOpenToOpinion[0];
    });
    const opinion = { text: '补贴标准请说明依据', unlawful: false };
    await home.post(`/api/notices/${open.id}/opinions`, opinion);
    expect(await refused(home.post(`/api/notices/${open.id}/opinions`, opinion))).toContain('每户一份');
    await walk.letTimePassUntil('opinions to be registered', async () => {
      const { items } = await (await system.as('town-a')).get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.some((row) => row.act === 'register-opinions' && row.caseTitle.includes('协议'));
    });
    const [notice] = await system.sql<{ days: number }>(
      `SELECT minimum_days AS days FROM notice WHERE kind = 'plan-draft'`,
    );
    expect(notice?.days).toBe(30);
    await perform('town-a', 'register-opinions', '协议');
    const task = await claim('town-a', 'answer-opinions', '协议');
    const town = await system.as('town-a');
    const answer = town.post(`/api/tasks/${task.taskKey}/entry`, { values: { answers: [] } });
    expect(await refused(answer)).toContain('第1、2条意见未答复');
    const both = { number: 1, through: 2, accepted: false, answer: '依照方案' };
    await town.post(`/api/tasks/${task.taskKey}/entry`, { values: { answers: [both] } });
    await walk.complete('town-a', task.taskKey, { verdict: 'answered' });
    const { planOpinions } = await home.get<MyCase>('/api/my-case');
    expect(planOpinions).toMatchObject([{ ...opinion, accepted: false, answer: '依照方案' }]);
  }, 60_000);

  it('is filed, and adopted by another person than who drafted it, and published (R-5, R-6, R-9, R-21)', async () => {
    await perform('district', 'file-plan', '协议');
    const { claim: mine } = await find('town-a', 'adopt-plan', '协议');
    expect(mine.findings.flatMap(({ clauses }) => clauses)).toEqual(['R-5', 'R-6']);
    await perform('town-b', 'adopt-plan', '协议');
    expect(await told('plan-adopted')).toEqual([]);
    await walk.publish();
    await walk.letTimePassUntil('the plan to count', async () => (await told('plan-adopted')).length > 0);
    expect(await told('plan-adopted')).toEqual([{ mode: 'negotiated' }]);
    expect(await told('decision-prepared')).toEqual([]);
  }, 60_000);

  it('of the other track is not passed with other standards and no reason (R-26)', async () => {
    const other = async (more: object) => {
      const task = await claim('district', 'draft-plan', '征收');
      const district = await system.as('district');
      const given = { number: '征收方案', priceDate: '2026-01-01', ...task.entryForm?.values, ...more };
      await district.post(`/api/tasks/${task.taskKey}/entry`, { values: given });
      await walk.complete('district', task.taskKey, { verdict: 'drafted' });
    };
    await other({ subsidyCoefficient: 2500 });
    const task = await claim('government', 'examine-plan', '征收');
    const approve = () => walk.complete('government', task.taskKey, { verdict: 'approved' });
    expect(await refused(approve())).toContain('价格补贴与另一轨方案不一致');
    await walk.complete('government', task.taskKey, { verdict: 'returned', note: '请统一标准' });
    await other({ subsidyCoefficient: 3000 });
    await perform('government', 'examine-plan', '征收');
  }, 60_000);

  it('of an expropriation is adopted by another person of the district government, and its decision may begin (R-5)', async () => {
    await publishUntil('town-a', 'register-opinions', '征收');
    await perform('town-a', 'register-opinions', '征收', { opinions: [] });
    await perform('district', 'answer-opinions', '征收', { answers: [] });
    const { claim: examiner } = await find('government', 'adopt-plan', '征收');
    expect(examiner.allowed).toBe(false);
    await perform('government-b', 'adopt-plan', '征收');
    await walk.publish();
    await walk.letTimePassUntil('the plan to count', async () => (await told('decision-prepared')).length > 0);
    expect(await told('plan-adopted')).toEqual([{ mode: 'negotiated' }, { mode: 'state' }]);
    expect(await system.countIncidents()).toBe(0);
  }, 60_000);
});
