import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExpropriationView, TaskDetail } from '../../api/contract/index.js';
import { HttpSession } from '../../app/demo/http-session.js';
import { findAccountByUsername } from '../../db/repositories/accounts.repository.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import { CaseWalk, sampleRegister } from './case-walk.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';
import { TrackWalk } from './track-walk.js';

/** The formal track beside a negotiated project: its plan is adopted, and the district government decides. */
describe('an expropriation decision, at the real engine', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  let track: TrackWalk;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister(1));
    track = new TrackWalk(walk, /征收/);
    await system.database.transaction((tx) => openTrack(tx, walk.projectId, 'state'));
  }, 90_000);
  afterAll(() => system.stop(), 30_000);

  /** The page of the decision, as anybody or as this person reads it. */
  const pageFor = async (username?: string): Promise<ExpropriationView> => {
    const [formal] = await system.sql<{ id: string }>(`SELECT id FROM track WHERE mode = 'state'`);
    const path = `/tracks/${formal?.id ?? ''}/expropriation`;
    const reader = username === undefined ? new HttpSession(system.url) : await system.as(username);
    return reader.get<ExpropriationView>(username === undefined ? `/api/public${path}` : `/api${path}`);
  };
  const told = () => system.sql<{ name: string }>(`SELECT name FROM outbox WHERE name = 'expropriation-decided'`);
  const linesOf = ({ facts }: TaskDetail) =>
    (facts.kind === 'sheet' ? facts.sections : []).flatMap((section) =>
      section.kind === 'lines' ? section.lines.map(({ label, value }) => `${label} ${value}`) : [],
    );

  it('begins when the plan of the formal track is adopted (R-13)', async () => {
    await walk.surveyAndDetermine();
    await walk.publish();
    await walk.waitForStage('frozen');
    await track.perform('district', 'draft-plan');
    await track.perform('government', 'examine-plan');
    await track.publishUntil('town-a', 'register-opinions');
    await track.perform('town-a', 'register-opinions');
    await track.perform('district', 'answer-opinions');
    await track.perform('government-b', 'adopt-plan');
    await track.publishUntil('district', 'assess-stability-risk');
  }, 90_000);

  it('counts the money by the plan for tenant and owner of the house, and nobody confirms what is not in the account (R-56)', async () => {
    const task = await track.claim('town-a', 'secure-compensation-funds');
    const need = linesOf(task).find((line) => line.startsWith('应补偿金额'));
    expect(need).toBe('应补偿金额 1001443.08 元');
    const say = () => walk.complete('town-a', task.taskKey, { verdict: 'funded' });
    expect(await refused(say())).toContain('专户资金比应补偿金额少1001443.08元');
    await walk.deposit('1001443.08', '征收资金');
    await say();
    await track.perform('finance', 'confirm-compensation-funds');
  }, 60_000);

  it('is assessed by the department of its mode, anew after a high risk, and reviewed by another (R-6, R-7, R-15)', async () => {
    expect(await refused(track.claim('planning', 'assess-stability-risk'))).toContain('由区');
    await track.perform('district', 'assess-stability-risk', { verdict: 'high-risk' });
    await track.perform('town-a', 'mitigate-stability-risk');
    await track.perform('district', 'assess-stability-risk', { verdict: 'medium-risk' });
    await track.perform('government', 'review-stability-risk');
  }, 60_000);

  it('is decided by nobody who prepared it, not without a lawful ground, and returned to the step that must change (R-5)', async () => {
    const { claim: reviewer } = await track.find('government', 'decide-expropriation');
    expect(reviewer.findings.flatMap(({ clauses }) => clauses)).toEqual(['R-5']);
    const task = await track.claim('government-b', 'decide-expropriation');
    const decide = (body: object) => walk.complete('government-b', task.taskKey, body);
    await track.enter('government-b', task, { reason: '资金来源须再核' });
    expect(await refused(decide({ verdict: 'approved' }))).toContain('尚未确认公共利益事由');
    expect(await refused(decide({ verdict: 'returned', note: '请核' }))).toContain('退回须选择要改变的步骤');
    await track.enter('government-b', task, { reason: '无须上会', returnTo: 'meeting' });
    expect(await refused(decide({ verdict: 'returned', note: '请核' }))).toContain('不须经政府常务会议');
    await track.enter('government-b', task, { reason: '资金来源须再核', returnTo: 'funds' });
    await decide({ verdict: 'returned', note: '资金来源须再核' });
    await track.perform('finance', 'confirm-compensation-funds');
    await system.database.transaction(async (tx) => {
      const person = await findAccountByUsername(tx, 'government');
      const ground = { act: 'decide-formal-preparation', taskKey: 'planted:ground', verdict: 'approved' } as const;
      await recordAct(tx, { ...ground, caseId: walk.projectId, personId: person?.id ?? '' });
    });
    await track.perform('government-b', 'decide-expropriation');
  }, 60_000);

  it('is told when its notice was published with the remedies, and the formal choice of an agency begins (R-14, R-19, R-21)', async () => {
    expect(await told()).toEqual([]);
    expect(await pageFor()).toMatchObject({ sections: [], stateLabel: expect.stringContaining('准备中') });
    const inside = JSON.stringify(await pageFor('audit'));
    for (const part of ['社会稳定风险评估', '1001443.08 元', '未发布', '作出征收决定']) expect(inside).toContain(part);
    await track.publishUntil('district', 'call-agencies');
    expect(await told()).toHaveLength(1);
    const [notice] = await system.sql<{ summary: string }>(
      `SELECT content -> 'notice' ->> 'summary' AS summary FROM notice WHERE kind = 'expropriation-decision'`,
    );
    const open = JSON.stringify(await pageFor());
    for (const part of ['决定已公告', '申请行政复议', '提起行政诉讼']) expect(open).toContain(part);
    expect(open).not.toContain('1001443.08');
    expect(notice?.summary).toContain('国有土地使用权同时收回');
    expect(notice?.summary).toContain('自公告之日起60日内申请行政复议，或者6个月内提起行政诉讼');
  }, 60_000);

  it('stays in force while it is contested, until every period is over (R-1)', async () => {
    const task = await track.claim('district', 'track-expropriation-remedies');
    const { now } = await (await system.as('district')).get<{ now: string }>('/api/clock');
    const filedOn = now.slice(0, 10);
    const review = { kind: 'review', authority: '示例市人民政府', number: '复议一号', filedOn, outcome: 'pending' };
    const say = (verdict: string) => walk.complete('district', task.taskKey, { verdict });
    await track
      .enter('district', task, { proceedings: [{ ...review, filedOn: '2020-01-01' }] })
      .catch((error: unknown) => {
        expect(String(error)).toContain('决定公告之后');
      });
    await track.enter('district', task, { proceedings: [{ ...review, suspension: '停止执行一号' }] });
    expect(await refused(say('exhausted'))).toContain('期限未满或尚在审理');
    expect(await refused(say('annulled'))).toContain('没有撤销决定的结果');
    await say('recorded');
    const [halted] = await system.sql<{ halted: boolean }>(
      'SELECT expropriation_halted(id) AS halted FROM track ORDER BY mode DESC LIMIT 1',
    );
    expect(halted?.halted).toBe(true);
    expect(linesOf(await track.claim('district', 'track-expropriation-remedies')).join()).toContain('可提起诉讼至');
    expect(await system.countIncidents()).toBe(0);
  }, 60_000);
});
