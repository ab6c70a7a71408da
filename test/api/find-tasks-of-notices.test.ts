import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import type { HouseholdPage, MyCase, TaskPage, TaskRow } from '../../api/contract/index.js';
import type { ActName } from '../../rules/acts.js';
import { eventually } from '../process/eventually.js';
import { Staff } from './staff.js';
import { openProject, startWholeSystem } from './system-under-test.js';
import type { SystemUnderTest } from './system-under-test.js';

/** A notice and all objections to it wait in one process instance: a search must tell them apart. */
describe('finding tasks about notices and objections', () => {
  let whole: SystemUnderTest;
  let staff: Staff;
  let projectId: string;
  beforeAll(async () => {
    whole = await startWholeSystem();
    projectId = await openProject(whole, ['0001', '0002']);
    staff = new Staff(whole.system.url);
  }, 60_000);
  afterAll(() => whole.stop(), 30_000);

  const find = async (username: string, q = '') =>
    (await (await whole.as(username)).get('/api/tasks').query({ scope: 'groups', q }).expect(200)).body as TaskPage;
  /** The staff work until somebody has something; acts that are left alone wait for the test. */
  const playUntil = <T>(what: string, look: () => Promise<T | undefined>, leftAlone: readonly ActName[] = []) =>
    eventually(what, async () => {
      const found = await look();
      if (found === undefined) await staff.round(leftAlone);
      return found;
    });
  const objectionsOpen = async (): Promise<TaskRow[]> =>
    (await find('determine-a')).items.filter(({ act }) => act === 'answer-objection');

  it('finds a notice by its number, and not by the households on it', async () => {
    const task = await playUntil(
      'a notice to check',
      async () => (await find('town-a')).items.find(({ caseKind }) => caseKind === 'notice'),
      ['mask-notice'],
    );
    expect(await find('town-a', task.caseTitle)).toMatchObject({ total: 1, items: [{ taskKey: task.taskKey }] });
    expect((await find('town-a', '甲路')).total).toBe(0);
  }, 60_000);

  it('finds of two objections to one notice that of the household asked for', async () => {
    const { body } = await (await whole.as('audit')).get('/api/households').query({ projectId });
    const homes = await Promise.all((body as HouseholdPage).items.map(({ id }) => enter(whole, id)));
    for (const home of homes) {
      const noticeId = await playUntil('a notice open to objection', async () => {
        const mine = (await home.get('/api/my-case').expect(200)).body as MyCase;
        return mine.noticeOpenToObjection?.id;
      });
      await home.post(`/api/notices/${noticeId}/objections`).send({ text: '认为认定面积偏小' }).expect(201);
    }
    await eventually('two objections to answer', async () =>
      (await objectionsOpen()).length === 2 ? true : undefined,
    );
    const found = await find('determine-a', '甲路 0002');
    expect([found.total, found.items.map(({ act, address }) => [act, address])]).toEqual([
      1,
      [['answer-objection', '甲路 0002 号']],
    ]);
    expect((await find('determine-a', '甲路')).total).toBe(2);
    expect((await find('town-a', '甲路 0002')).total).toBe(0);
  }, 90_000);
});

async function enter(whole: SystemUnderTest, householdId: string): Promise<TestAgent> {
  const home = request.agent(whole.system.url);
  const issued = await (await whole.as('field-a')).post(`/api/households/${householdId}/access-code`).expect(201);
  await home
    .post('/api/household-session')
    .send(issued.body as object)
    .expect(200);
  return home;
}
