import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MyCase, TaskPage } from '../../api/contract/index.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import { CaseWalk, sampleRegister } from './case-walk.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';
import { TrackWalk } from './track-walk.js';

/** Both plans of one project, led side by side by the people of the bodies that each mode names. */
describe('the compensation plans of a project, at the real engine', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  let negotiated: TrackWalk;
  let formal: TrackWalk;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister(1));
    negotiated = new TrackWalk(walk, /协议/);
    formal = new TrackWalk(walk, /征收/);
    await system.database.transaction((tx) => openTrack(tx, walk.projectId, 'state'));
  }, 90_000);
  afterAll(() => system.stop(), 30_000);

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
    const task = await negotiated.claim('town-a', 'record-willingness');
    const town = await system.as('town-a');
    const values = { agreeing: 2, countedOn: '2026-03-01', witness: '示例公证员' };
    expect(await refused(town.post(`/api/tasks/${task.taskKey}/entry`, { values }))).toContain('户册共1户');
    await walk.complete('town-a', task.taskKey, await walk.enter('town-a', task));
    await negotiated.publishUntil('town-a', 'draft-plan');
  }, 60_000);

  it('is drafted by the body of its mode and by no other (R-6, R-9)', async () => {
    expect(await refused(negotiated.claim('district', 'draft-plan'))).toContain('由街镇');
    // The list says beforehand what the guard says at the claim.
    const { claim: offered } = await negotiated.find('district', 'draft-plan');
    expect(offered).toMatchObject({ allowed: false });
    expect(offered.findings.map(({ message }) => message).join()).toContain('由街镇');
    expect(await refused(formal.claim('town-a', 'draft-plan'))).toContain('由区');
    await negotiated.perform('town-a', 'draft-plan');
    await negotiated.perform('district', 'examine-plan');
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
    await negotiated.perform('town-a', 'register-opinions');
    const task = await negotiated.claim('town-a', 'answer-opinions');
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
    await negotiated.perform('district', 'file-plan');
    const { claim: mine } = await negotiated.find('town-a', 'adopt-plan');
    expect(mine.findings.flatMap(({ clauses }) => clauses)).toEqual(['R-5', 'R-6']);
    await negotiated.perform('town-b', 'adopt-plan');
    expect(await told('plan-adopted')).toEqual([]);
    await walk.publish();
    await walk.letTimePassUntil('the plan to count', async () => (await told('plan-adopted')).length > 0);
    expect(await told('plan-adopted')).toEqual([{ mode: 'negotiated' }]);
    expect(await told('decision-prepared')).toEqual([]);
  }, 60_000);

  it('of the other track is not passed with other standards and no reason (R-26)', async () => {
    const other = async (more: object) => {
      const task = await formal.claim('district', 'draft-plan');
      const district = await system.as('district');
      const given = { number: '征收方案', priceDate: '2026-01-01', ...task.entryForm?.values, ...more };
      await district.post(`/api/tasks/${task.taskKey}/entry`, { values: given });
      await walk.complete('district', task.taskKey, { verdict: 'drafted' });
    };
    await other({ subsidyCoefficient: 2500 });
    const task = await formal.claim('government', 'examine-plan');
    const approve = () => walk.complete('government', task.taskKey, { verdict: 'approved' });
    expect(await refused(approve())).toContain('价格补贴与另一轨方案不一致');
    await walk.complete('government', task.taskKey, { verdict: 'returned', note: '请统一标准' });
    await other({ subsidyCoefficient: 3000 });
    await formal.perform('government', 'examine-plan');
  }, 60_000);

  it('of an expropriation is adopted by another person of the district government, and its decision may begin (R-5)', async () => {
    await formal.publishUntil('town-a', 'register-opinions');
    await formal.perform('town-a', 'register-opinions', { values: { opinions: [] } });
    await formal.perform('district', 'answer-opinions', { values: { answers: [] } });
    const { claim: examiner } = await formal.find('government', 'adopt-plan');
    expect(examiner.allowed).toBe(false);
    await formal.perform('government-b', 'adopt-plan');
    await walk.publish();
    await walk.letTimePassUntil('the plan to count', async () => (await told('decision-prepared')).length > 0);
    expect(await told('plan-adopted')).toEqual([{ mode: 'negotiated' }, { mode: 'state' }]);
    expect(await system.countIncidents()).toBe(0);
  }, 60_000);
});
