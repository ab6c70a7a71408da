import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  BallotSheetView,
  ClockView,
  FirmReviewSheet,
  FirmReviewsView,
  IssuedBallots,
  TaskDetail,
  TaskPage,
} from '../../api/contract/index.js';
import { HttpSession } from '../../app/demo/http-session.js';
import { openYearlyReviews } from '../../db/repositories/yearly-reviews.repository.js';
import type { ActName } from '../../rules/acts.js';
import { addDays, shanghaiDateOf } from '../../rules/dates.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

describe('appraisal of a firm’s staff and its integrity risks, at the real engine', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await startRunningSystem();
  });
  afterAll(async () => {
    await system.stop();
  });

  const today = async () => shanghaiDateOf((await (await system.as('audit')).get<ClockView>('/api/clock')).now);
  const accountOf = async (username: string) => {
    const [row] = await system.sql<{ id: string }>('SELECT id FROM account WHERE username = $1', [username]);
    return row?.id ?? '';
  };
  async function claim(username: string, act: ActName): Promise<TaskDetail> {
    const session = await system.as(username);
    const { taskKey } = await eventually(`a task ${act} for ${username}`, async () => {
      const { items } = await session.get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find((row) => row.act === act && row.assignee === null);
    });
    await session.post(`/api/tasks/${taskKey}/claim`);
    return session.get<TaskDetail>(`/api/tasks/${taskKey}`);
  }

  async function finish(username: string, taskKey: string, verdict: string, values?: object): Promise<void> {
    const session = await system.as(username);
    if (values) await session.post(`/api/tasks/${taskKey}/entry`, { values });
    const note = verdict === 'returned' ? { note: '请补充' } : {};
    await session.post(`/api/tasks/${taskKey}/completion`, { verdict, ...note });
  }

  async function perform(username: string, act: ActName, verdict: string, values?: object): Promise<void> {
    await finish(username, (await claim(username, act)).taskKey, verdict, values);
  }

  const open = (kind: 'appraisal' | 'risk') => system.database.transaction((tx) => openYearlyReviews(tx, kind));
  async function review(kindLabel: string) {
    const { reviews } = await (await system.as('audit')).get<FirmReviewsView>('/api/firm-reviews');
    return reviews.find((each) => each.kindLabel === kindLabel);
  }
  const isClosed = (kindLabel: string) =>
    eventually(`${kindLabel} to end`, async () => ((await review(kindLabel))?.closed === true ? true : undefined));
  const sheet = async (id = '') => (await system.as('audit')).get<FirmReviewSheet>(`/api/firm-reviews/${id}`);

  it('counts every ballot once and nobody’s by name, and measures follow for those below the line (R-75)', async () => {
    expect(await open('appraisal')).toBe(1);
    expect(await open('appraisal')).toBe(0);
    const subjects = [await accountOf('field-a'), await accountOf('field-b')];
    const plan = {
      closesOn: addDays(await today(), 3),
      residents: 4,
      committee: 1,
      colleagues: 1,
      subjects: subjects.map((person) => ({ person })),
    };
    const state = await system.as('state-assets');
    const id = (await review('民主评议'))?.id ?? '';
    expect(await refused(state.post(`/api/firm-reviews/${id}/ballots`))).toContain('名单尚未拟定');
    await perform('state-assets', 'prepare-appraisal', 'prepared', plan);
    const { ballots } = await state.post<IssuedBallots>(`/api/firm-reviews/${id}/ballots`);
    expect(ballots).toHaveLength(6);
    expect(await refused(state.post(`/api/firm-reviews/${id}/ballots`))).toContain('只发一次');

    const anybody = new HttpSession(system.url);
    const vote = (code: string, scores: readonly number[]) =>
      anybody.post('/api/public/ballots', {
        code,
        scores: scores.map((score, index) => ({ accountId: subjects[index], score, favour: score < 50 })),
      });
    const first = ballots[0]?.code ?? '';
    const shown = await anybody.post<BallotSheetView>('/api/public/ballot-sheets', { code: first });
    expect(shown.subjects.map(({ displayName }) => displayName).sort()).toEqual(['经办乙', '经办甲']);
    for (const { code } of ballots) await vote(code.toLowerCase(), [90, 40]);
    expect(await refused(vote(first, [90, 40]))).toContain('已经用过');
    expect(await refused(vote('AAAAAAAAAA', [90, 40]))).toContain('没有这个评议码');
    expect(JSON.stringify(await sheet(id))).not.toContain('40');
    expect(await system.sql('SELECT code_hash FROM appraisal_ballot WHERE code_hash = $1', [first])).toEqual([]);

    const administrator = await system.as('administrator');
    await administrator.post('/api/clock', { to: `${addDays(plan.closesOn, 0)}T16:00:00Z` });
    const measures = await claim('manager', 'set-appraisal-measures');
    expect(await refused(vote(first, [90, 90]))).toContain('409');
    const of = (account = '') => ({ person: account, measure: '谈话提醒，暂停上门', carriedOut: '已谈话' });
    const forTheWrong = finish('manager', measures.taskKey, 'done', { measures: [of(subjects[0])] });
    expect(await refused(forTheWrong)).toContain('低于合格线的人员没有措施');
    await finish('manager', measures.taskKey, 'done', { measures: [of(subjects[1])] });
    await perform('state-assets', 'confirm-appraisal-measures', 'returned');
    await perform('manager', 'set-appraisal-measures', 'done', { measures: [of(subjects[1])] });
    await perform('state-assets', 'confirm-appraisal-measures', 'approved');
    await isClosed('民主评议');
    const result = JSON.stringify(await sheet(id));
    expect(result).toContain('"90.00","0 次","合格"');
    expect(result).toContain('"40.00","6 次","须定措施"');
    expect(await system.countIncidents()).toBe(0);
  });

  it('carries open risk points over to the next quarter, whoever would rather forget them (R-76)', async () => {
    const point = async (name: string, closed = false) => ({
      point: name,
      basis: '征收与补偿条例第33条',
      level: 'high',
      measure: '两人同时上门，监管部回访',
      owner: await accountOf('inspection'),
      reviewOn: addDays(await today(), 60),
      closed,
    });
    await open('risk');
    await perform('inspection', 'review-risk-points', 'done', {
      points: [await point('上门收受礼金'), await point('面积虚报', true)],
    });
    await perform('state-assets', 'confirm-risk-points', 'returned');
    await perform('inspection', 'review-risk-points', 'done', {
      points: [await point('上门收受礼金'), await point('面积虚报', true), await point('评估干预')],
    });
    await perform('state-assets', 'confirm-risk-points', 'approved');
    await isClosed('廉洁风险排查');

    await (await system.as('administrator')).post('/api/clock', { to: `${addDays(await today(), 100)}T01:00:00Z` });
    await open('risk');
    const next = await claim('inspection', 'review-risk-points');
    expect(JSON.stringify(next)).toContain('评估干预');
    const forgotten = finish('inspection', next.taskKey, 'done', { points: [await point('上门收受礼金')] });
    expect(await refused(forgotten)).toContain('上次未了结的风险点“评估干预”没有结转');
    await finish('inspection', next.taskKey, 'done', {
      points: [await point('上门收受礼金', true), await point('评估干预')],
    });
    await perform('state-assets', 'confirm-risk-points', 'approved');
    expect(await system.countIncidents()).toBe(0);
  });
});
