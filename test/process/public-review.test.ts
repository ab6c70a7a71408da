import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseView, ClockView, MyCase, ReviewList, ReviewView } from '../../api/contract/index.js';
import { membersNamed, SPECIAL_PROBLEM } from '../../app/demo/play-review.js';
import { CaseWalk, sampleRegister } from './case-walk.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

const FIRST = ['评议代表甲', '评议律师乙', '评议居委丙', '评议代表丁', '评议居民戊'];

/** A special problem with every detour: a recused member, a sitting without quorum, an upheld objection. */
describe('the public-credibility review of a special problem, at the real engine', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister());
    await walk.surveyAndDetermine();
    await walk.publish();
    await walk.waitForStage('frozen');
    await walk.openSigning();
  }, 120_000);
  afterAll(() => system.stop(), 30_000);

  const path = () => `/api/households/${walk.householdId}/special-problems`;
  const propose = async (username: string, body: object = SPECIAL_PROBLEM) =>
    (await system.as(username)).post<{ id: string }>(path(), body);
  const review = async (): Promise<ReviewView> => {
    const { items } = await (await system.as('audit')).get<ReviewList>(path());
    const last = items.at(-1);
    if (last === undefined) throw new Error('expected a review');
    return last;
  };
  const table = async (title: string): Promise<string[][]> => {
    const section = (await review()).sections.find((each) => each.title === title);
    return section?.kind === 'table' ? section.rows : [];
  };

  async function compose(names: readonly string[], username = 'town-b'): Promise<string> {
    const task = await walk.claim(username, 'compose-panel');
    const session = await system.as(username);
    const enter = (people: readonly string[]) =>
      session.post(`/api/tasks/${task.taskKey}/entry`, { values: { members: membersNamed(task, people) } });
    const tooFew = await refused(enter(names.slice(0, 4)));
    await enter(names);
    await walk.complete(username, task.taskKey, { verdict: 'composed' });
    return tooFew;
  }

  async function act(letter: string, name: 'declare-ties' | 'vote-on-review', values: object): Promise<void> {
    const username = `panel-${letter}`;
    const task = await walk.claim(username, name);
    await (await system.as(username)).post(`/api/tasks/${task.taskKey}/entry`, { values });
    const verdict = name === 'declare-ties' ? 'declared' : 'voted';
    await walk.complete(username, task.taskKey, { verdict });
  }
  const declare = (letter: string, tie = 'none') => act(letter, 'declare-ties', { tie });
  const vote = (letter: string, choice: string) =>
    act(letter, 'vote-on-review', { vote: choice, reason: `理由${letter}` });
  const drawUp = () => walk.do('town-a', 'draw-up-opinion');

  it('is proposed by town or supervisor alone, within the plan, once at a time (R-30, SD18)', async () => {
    expect(await refused(propose('field-a'))).toContain('没有办理“提请公信评议”的岗位');
    const beyond = { ...SPECIAL_PROBLEM, amountYuan: '10000.01' };
    expect(await refused(propose('supervisor', beyond))).toContain('超出方案标准');
    const named = { ...SPECIAL_PROBLEM, question: '电话 13800138000 的户' };
    expect(await refused(propose('supervisor', named))).toContain('公示前须删去');
    const { id } = await propose('town-a');
    expect(await propose('town-a')).toEqual({ id });
    expect(await refused(propose('supervisor', { ...SPECIAL_PROBLEM, problem: 'area' }))).toContain('正在评议');
  }, 60_000);

  it('interrupts the negotiation, and whoever proposed it does not compose the panel (R-43)', async () => {
    const own = await walk.task('town-a', 'compose-panel');
    expect(own.claim.allowed).toBe(false);
    const field = await system.as('field-a');
    const { items } = await field.get<{ items: { act: string }[] }>('/api/tasks?scope=groups');
    expect(items.filter(({ act: name }) => name === 'negotiate')).toEqual([]);
    expect(await compose(FIRST)).toContain('单数');
  }, 60_000);

  it('lets nobody outside the panel declare or vote, and replaces a member with a tie (SD7)', async () => {
    const task = await walk.task('panel-f', 'declare-ties');
    expect(task.claim.findings.map(({ clauses }) => clauses.join())).toEqual(['R-30,SD7']);
    const stranger = await system.as('panel-f');
    expect(await refused(stranger.post(`/api/tasks/${task.taskKey}/claim`))).toContain('不是本次评议小组的人员');
    for (const letter of ['a', 'b', 'c', 'd']) await declare(letter);
    await declare('e', 'relative');
    const again = await walk.claim('town-b', 'compose-panel');
    const town = await system.as('town-b');
    const enter = (names: readonly string[]) =>
      town.post(`/api/tasks/${again.taskKey}/entry`, { values: { members: membersNamed(again, names) } });
    expect(await refused(enter(FIRST))).toContain('应当回避');
    await enter([...FIRST.slice(0, 4), '评议居民壬']);
    await walk.complete('town-b', again.taskKey, { verdict: 'composed' });
    await declare('i');
    expect((await table('评议小组')).map(([, , state]) => state)).toEqual(Array(5).fill('没有利害关系'));
  }, 90_000);

  it('is voted by one vote a member, sits again without quorum, and shows nobody a vote before the count', async () => {
    for (const letter of ['a', 'b', 'c']) await vote(letter, 'for');
    const twice = await walk.task('panel-a', 'vote-on-review');
    expect(twice.claim.allowed).toBe(false);
    expect(await table('表决结果')).toEqual([]);
    const administrator = await system.as('administrator');
    const { now } = await administrator.get<ClockView>('/api/clock');
    await administrator.post('/api/clock', { to: new Date(Date.parse(now) + 8 * 86_400_000).toISOString() });
    await eventually('the first count', async () => ((await table('表决结果')).length === 1 ? true : undefined));
    expect(await table('表决结果')).toEqual([['第 1 次', '5', '3', '3', '未达法定人数']]);
    for (const letter of ['a', 'b', 'c', 'd']) await vote(letter, 'for');
    await vote('i', 'against');
    await eventually('the second count', async () => ((await table('表决结果')).length === 2 ? true : undefined));
    expect(await table('表决结果')).toContainEqual(['第 2 次', '5', '5', '4', '通过']);
    expect(JSON.stringify(await review())).not.toContain('理由a');
  }, 120_000);

  it('is heard again by other people when an objection to the displayed opinion is upheld (R-31, SD12)', async () => {
    await drawUp();
    await walk.publish();
    const home = await walk.home();
    const notice = await eventually('the opinion to be displayed', async () => {
      const { noticeOpenToObjection: open } = await home.get<MyCase>('/api/my-case');
      return open?.kind === 'review-opinion' ? open : undefined;
    });
    await home.post(`/api/notices/${notice.id}/objections`, { text: '漏看了一份材料，请重新评议。' });
    const task = await walk.claim('determine-b', 'answer-objection');
    const objectionId = task.facts.kind === 'objection' ? task.facts.objection.id : '';
    const answer = { taskKey: task.taskKey, answer: '异议成立，由其他人员复议。', upheld: true };
    await (await system.as('determine-b')).post(`/api/objections/${objectionId}/answer`, answer);
    await walk.complete('determine-b', task.taskKey, { verdict: 'upheld' });
    const { act: next } = await eventually('a second hearing', async () => {
      await walk.letTimePassUntil('the display to end', async () => (await review()).sections.some(isSecondHearing));
      return walk.task('town-b', 'compose-panel');
    });
    expect(next).toBe('compose-panel');
    const again = await walk.claim('town-b', 'compose-panel');
    const town = await system.as('town-b');
    const enter = (names: readonly string[]) =>
      town.post(`/api/tasks/${again.taskKey}/entry`, { values: { members: membersNamed(again, names) } });
    expect(await refused(enter([...FIRST.slice(0, 4), '评议居民壬']))).toContain('复议须由其他人员组成');
    await enter(['评议代表己', '评议律师庚', '评议居委辛', '评议居委癸', '评议代表子']);
    await walk.complete('town-b', again.taskKey, { verdict: 'composed' });
    for (const letter of ['f', 'g', 'h', 'j', 'k']) await declare(letter);
    for (const letter of ['f', 'g', 'h', 'j', 'k']) await vote(letter, 'for');
    await drawUp();
    await walk.publish();
    await walk.letTimePassUntil('the opinion to be in force', async () => (await review()).stateLabel === '意见已生效');
  }, 180_000);

  const isSecondHearing = (section: ReviewView['sections'][number]): boolean =>
    section.kind === 'lines' && section.lines.some(({ value }) => value.startsWith('第 2 次'));

  it('comes back to a new round of negotiation, with exactly what the opinion grants (SD18)', async () => {
    expect((await walk.task('field-a', 'negotiate')).round).toBe(2);
    await walk.negotiate();
    const view = await (await system.as('audit')).get<CaseView>(`/api/households/${walk.householdId}`);
    const [calculation] = view.calculations;
    expect(calculation?.components.at(-1)).toMatchObject({ label: '公信评议特殊处理', yuan: '5000.00' });
    expect(calculation?.totalYuan).toBe('914353.16');
    expect(await refused(propose('supervisor'))).toContain('协商期间');
    expect(await system.countIncidents()).toBe(0);
  }, 90_000);
});

describe('a special problem that is not supported', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister());
    await walk.surveyAndDetermine();
    await walk.publish();
    await walk.waitForStage('frozen');
    await walk.openSigning();
  }, 120_000);
  afterAll(() => system.stop(), 30_000);

  it('keeps the pre-signing check from passing, is displayed, and leaves the negotiation without it (R-31)', async () => {
    await walk.do('field-a', 'negotiate');
    await walk.do('field-b', 'negotiate');
    const check = await walk.claim('investment', 'check-before-signing');
    const supervisor = await system.as('supervisor');
    await supervisor.post(`/api/households/${walk.householdId}/special-problems`, SPECIAL_PROBLEM);
    expect(await refused(walk.complete('investment', check.taskKey, { verdict: 'passed' }))).not.toBe('done');
    await walk.do('town-a', 'compose-panel');
    const members = ['a', 'b', 'c', 'd', 'e'].map((letter) => `panel-${letter}`);
    for (const member of members) await walk.do(member, 'declare-ties');
    for (const [index, member] of members.entries()) {
      const task = await walk.claim(member, 'vote-on-review');
      const values = { vote: index < 2 ? 'for' : 'against', reason: '材料不足以支持' };
      await (await system.as(member)).post(`/api/tasks/${task.taskKey}/entry`, { values });
      await walk.complete(member, task.taskKey, { verdict: 'voted' });
    }
    await walk.do('town-a', 'draw-up-opinion');
    await walk.publish();
    await walk.letTimePassUntil('a new round', async () => {
      const view = await (await system.as('audit')).get<CaseView>(`/api/households/${walk.householdId}`);
      return view.household.stage === 'negotiating';
    });
    await walk.negotiate();
    const view = await (await system.as('audit')).get<CaseView>(`/api/households/${walk.householdId}`);
    expect(view.calculations.at(-1)?.totalYuan).toBe('909353.16');
    const shown = view.notices.find(({ kind }) => kind === 'review-opinion');
    expect(shown?.status).toBe('archived');
    expect(await system.countIncidents()).toBe(0);
  }, 180_000);
});
