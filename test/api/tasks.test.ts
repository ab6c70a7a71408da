import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { CaseView, ProcessView, TaskPage, TaskRow } from '../../api/contract/index.js';
import { eventually } from '../process/eventually.js';
import { detailOf, openProject, startWholeSystem } from './system-under-test.js';
import type { SystemUnderTest } from './system-under-test.js';

/** One household from the first survey to the determined area, with everything that must not happen on the way. */
describe('the workbench on a running case', () => {
  let whole: SystemUnderTest;
  let survey: TaskRow;
  let householdId: string;
  beforeAll(async () => {
    whole = await startWholeSystem();
    await openProject(whole, ['0001']);
    survey = await whole.waitForTask('field-a', 'survey-area');
    householdId = survey.caseId;
  }, 60_000);
  afterAll(() => whole.stop(), 30_000);

  const measuring = async (username: string, taskKey: string, measuredAreaSqm: string, id = householdId) =>
    (await whole.as(username)).post(`/api/households/${id}/area-surveys`).send({ taskKey, measuredAreaSqm });
  const complete = async (username: string, taskKey: string, body: object = {}) =>
    (await whole.as(username)).post(`/api/tasks/${taskKey}/completion`).send(body);
  const claim = async (username: string, taskKey: string) =>
    (await whole.as(username)).post(`/api/tasks/${taskKey}/claim`);

  it('shows two survey tasks to field officers, with what people need to choose', async () => {
    const { body } = await (await whole.as('field-a')).get('/api/tasks').query({ scope: 'groups' }).expect(200);
    const { items, total } = body as TaskPage;
    expect([total, items.map(({ act }) => act)]).toEqual([2, ['survey-area', 'survey-area']]);
    expect(items[0]).toMatchObject({
      actLabel: '实测房屋面积',
      caseNumber: 'BS-2026-001-0001',
      address: '甲路 0001 号',
      round: 1,
      assignee: null,
      overdue: false,
      claim: { allowed: true, findings: [] },
    });
  });

  it('shows an officer without certificate why the task is not for him, and denies the claim', async () => {
    const { body } = await (await whole.as('field-d')).get('/api/tasks').query({ scope: 'groups' });
    const [row] = (body as TaskPage).items;
    expect(row?.claim).toMatchObject({
      allowed: false,
      findings: [{ code: 'CERTIFICATE_INVALID', clauses: ['R-42', 'SD16'] }],
    });
    const denied = await claim('field-d', survey.taskKey);
    expect(denied.body).toMatchObject({ status: 409, title: '办理被拒绝' });
    expect((denied.body as { findings: { clauses: string[] }[] }).findings[0]?.clauses).toContain('SD16');
  });

  it.each([
    ['without signing in', undefined, 401],
    ['in a role that does not survey', 'determine-a', 403],
    ['as auditor, who only reads', 'audit', 403],
    ['as administrator', 'administrator', 403],
  ])('refuses a claim %s', async (_case, username, status) => {
    const agent = username === undefined ? request.agent(whole.system.url) : await whole.as(username);
    await agent.post(`/api/tasks/${survey.taskKey}/claim`).expect(status);
    await agent.get(`/api/tasks/${survey.taskKey}`).expect(status);
  });

  it('knows no task that never was', async () => {
    await (await whole.as('field-a')).get('/api/tasks/4503599627370497').expect(404);
    await (await whole.as('field-a')).get('/api/tasks/none').expect(404);
  });

  it('stores nothing for a task before it is claimed', async () => {
    expect((await measuring('field-a', survey.taskKey, '18.36')).body).toMatchObject({
      status: 409,
      code: 'TASK_NOT_YOURS',
    });
    expect((await complete('field-a', survey.taskKey)).body).toMatchObject({ status: 409, code: 'TASK_NOT_YOURS' });
  });

  it('gives a task to the first who claims it, once, and back again', async () => {
    expect((await claim('field-a', survey.taskKey)).status).toBe(204);
    expect((await claim('field-a', survey.taskKey)).status).toBe(204);
    expect((await claim('field-b', survey.taskKey)).body).toMatchObject({ status: 409, code: 'TASK_CLAIMED' });
    const other = (await whole.as('field-b')).delete(`/api/tasks/${survey.taskKey}/claim`);
    expect((await other).body).toMatchObject({ code: 'TASK_NOT_YOURS' });
    const own = await whole.as('field-a');
    await own.delete(`/api/tasks/${survey.taskKey}/claim`).expect(204);
    await own.delete(`/api/tasks/${survey.taskKey}/claim`).expect(204);
    expect((await claim('field-a', survey.taskKey)).status).toBe(204);
    const mine = await own.get('/api/tasks').query({ scope: 'mine' }).expect(200);
    expect((mine.body as TaskPage).items).toMatchObject([{ taskKey: survey.taskKey, assignee: 'field-a' }]);
  });

  it('lets nobody do both surveys of a round (R-42)', async () => {
    const { body } = await (await whole.as('field-a')).get('/api/tasks').query({ scope: 'groups' });
    const [second] = (body as TaskPage).items;
    expect(second?.claim).toMatchObject({
      allowed: false,
      findings: [{ code: 'SAME_OFFICER_TWICE', clauses: ['R-42', 'SD2'] }],
    });
    const denied = await claim('field-a', second?.taskKey ?? '');
    expect(denied.body).toMatchObject({ status: 409, title: '办理被拒绝' });
  });

  it.each([
    ['an area of zero', '0.00', 400],
    ['a negative area', '-18.36', 400],
    ['three decimals', '18.365', 400],
    ['a word', '很大', 400],
  ])('refuses %s', async (_case, area, status) => {
    expect((await measuring('field-a', survey.taskKey, area)).status).toBe(status);
  });

  it('takes the measurement of this task for this household only', async () => {
    const stranger = '00000000-0000-4000-8000-000000000000';
    expect((await measuring('field-a', survey.taskKey, '18.36', stranger)).body).toMatchObject({
      code: 'TASK_OF_OTHER_ACT',
    });
    const wrongAct = (await whole.as('field-a'))
      .post(`/api/tasks/${survey.taskKey}/entry`)
      .send({ values: { summary: '协商' } });
    expect((await wrongAct).body).toMatchObject({ status: 409, code: 'TASK_OF_OTHER_ACT' });
  });

  it('refuses to complete before the data is there, and a verdict the act does not have', async () => {
    const early = await complete('field-a', survey.taskKey);
    expect(early.body).toMatchObject({ status: 409, title: '办理被拒绝' });
    expect((await complete('field-a', survey.taskKey, { verdict: 'approved' })).body).toMatchObject({
      status: 400,
      code: 'VERDICT_INVALID',
    });
  });

  it('keeps the two measurements apart until both are done, then shows both for determination', async () => {
    expect((await measuring('field-a', survey.taskKey, '18.40')).status).toBe(201);
    expect((await measuring('field-a', survey.taskKey, '18.36')).status).toBe(201);
    const second = await whole.waitForTask('field-b', 'survey-area');
    expect((await claim('field-b', second.taskKey)).status).toBe(204);
    const blind = await detailOf(await whole.as('field-b'), second.taskKey);
    expect(blind).toMatchObject({ entry: 'area-survey', entryDone: false, facts: { kind: 'survey', ownSurvey: null } });
    expect(JSON.stringify(blind.facts)).not.toContain('18.36');
    expect((await measuring('field-b', second.taskKey, '18.36')).status).toBe(201);
    expect((await complete('field-a', survey.taskKey)).status).toBe(204);
    expect((await complete('field-b', second.taskKey)).status).toBe(204);
    const determine = await whole.waitForTask('determine-a', 'determine-area');
    const detail = await detailOf(await whole.as('determine-a'), determine.taskKey);
    expect(detail).toMatchObject({
      verdicts: [{ value: 'determined', label: '已认定' }],
      form: { formId: 'determine-area' },
      facts: { kind: 'determination', surveys: [{ measuredAreaSqm: '18.36' }, { measuredAreaSqm: '18.36' }] },
    });
  }, 30_000);

  it('refuses what comes again after a task is over', async () => {
    expect((await complete('field-a', survey.taskKey)).body).toMatchObject({ status: 409, code: 'TASK_CLOSED' });
    expect((await measuring('field-a', survey.taskKey, '20.00')).body).toMatchObject({ code: 'TASK_CLOSED' });
    expect((await claim('field-b', survey.taskKey)).body).toMatchObject({ code: 'TASK_CLOSED' });
  });

  it('shows the case, its acts and where it stands on its diagrams', async () => {
    const auditor = await whole.as('audit');
    const { body } = await auditor.get(`/api/households/${householdId}`).expect(200);
    expect(body).toMatchObject({
      household: { stage: 'surveying' },
      surveys: [{ officerName: '经办甲' }, { officerName: '经办乙' }],
      acts: [
        { act: 'survey-area', personName: '经办甲', clauses: expect.arrayContaining(['SD1']) as unknown },
        { act: 'survey-area', personName: '经办乙' },
      ],
    });
    const { ledger } = body as CaseView;
    const done = ledger.filter(({ kind }) => kind === 'act-recorded');
    expect(done).toMatchObject([{ actLabel: '实测房屋面积', reasons: [] }, { actLabel: '实测房屋面积' }]);
    const refused = ledger.filter(({ kind }) => kind === 'act-refused');
    expect(refused).toContainEqual(expect.objectContaining({ actLabel: '实测房屋面积', reasons: ['上岗证无效'] }));
    expect(refused.flatMap(({ reasons }) => reasons)).toContain('两名经办人是同一人');
    expect(ledger.find(({ kind }) => kind === 'case-opened')?.actLabel ?? null).toBeNull();
    const process = await auditor.get(`/api/households/${householdId}/process`).expect(200);
    const { instances } = process.body as ProcessView;
    expect(instances.map(({ processId }) => processId)).toEqual(['household-case', 'area-determination']);
    expect(instances[1]).toMatchObject({
      parentProcessInstanceKey: instances[0]?.processInstanceKey,
      activeElements: ['Task_DetermineArea'],
      incidents: [],
    });
    expect(instances[1]?.xml).toContain('Task_DetermineArea');
    expect(instances[1]?.completedElements).toEqual(expect.arrayContaining(['Task_SurveyFirst', 'Task_SurveySecond']));
    expect(instances[1]?.takenFlows.length).toBeGreaterThan(3);
    await (await whole.as('administrator')).get(`/api/households/${householdId}/process`).expect(403);
  });
});

describe('finding tasks over all pages', () => {
  let whole: SystemUnderTest;
  beforeAll(async () => {
    whole = await startWholeSystem();
    await openProject(whole, ['0001', '0002', '0003']);
    await eventually('six survey tasks', async () => ((await find({})).total === 6 ? true : undefined));
  }, 60_000);
  afterAll(() => whole.stop(), 30_000);

  const find = async (query: object, username = 'field-a') =>
    (
      await (
        await whole.as(username)
      )
        .get('/api/tasks')
        .query({ scope: 'groups', ...query })
        .expect(200)
    ).body as TaskPage;
  const numbers = ({ items }: TaskPage) => items.map(({ caseNumber }) => caseNumber?.slice(-4));

  it.each([
    ['the case number in small letters', 'bs-2026-001-0002'],
    ['the end of the case number', ' -0002 '],
    ['the address', '甲路 0002'],
    ['the holder', '住户0002'],
  ])('finds the tasks of one household by %s', async (_by, q) => {
    const found = await find({ q });
    expect([found.total, numbers(found), found.truncated]).toEqual([2, ['0002', '0002'], false]);
  });

  it.each([['乙路'], ['%'], ['_'], ['0004']])('finds nothing for %s, which no case holds', async (q) => {
    expect(await find({ q })).toMatchObject({ total: 0, items: [] });
  });

  it('takes no text as long as a letter', async () => {
    await (
      await whole.as('field-a')
    )
      .get('/api/tasks')
      .query({ q: '甲'.repeat(61) })
      .expect(400);
  });

  it('shows nobody tasks of roles he does not have', async () => {
    expect(await find({ q: '甲路' }, 'determine-a')).toMatchObject({ total: 0, items: [] });
    expect(await find({ q: '甲路' }, 'audit')).toMatchObject({ total: 0, items: [] });
  });

  it('leafs through what it found: every task once, oldest first, the total on each page', async () => {
    const all = await find({});
    const leaves = await Promise.all([1, 2, 3, 4].map((page) => find({ q: '甲路', page, pageSize: 2 })));
    expect(leaves.map(({ total, items }) => [total, items.length])).toEqual([
      [6, 2],
      [6, 2],
      [6, 2],
      [6, 0],
    ]);
    const keys = leaves.flatMap(({ items }) => items.map(({ taskKey }) => taskKey));
    expect(keys).toEqual(all.items.map(({ taskKey }) => taskKey));
  });

  it('finds what somebody has claimed among his tasks only', async () => {
    const [task] = (await find({ q: '0003' })).items;
    await (await whole.as('field-a')).post(`/api/tasks/${task?.taskKey ?? ''}/claim`).expect(204);
    expect((await find({ q: '0003' })).total).toBe(1);
    expect(await find({ q: '0003', scope: 'mine' })).toMatchObject({ total: 1, items: [{ taskKey: task?.taskKey }] });
    expect((await find({ q: '0001', scope: 'mine' })).total).toBe(0);
    expect((await find({ q: '0003', scope: 'mine' }, 'field-b')).total).toBe(0);
  });

  it('knows what is late by the clock of the cases', async () => {
    expect((await find({ overdue: 'true' })).total).toBe(0);
    const { now } = (await (await whole.as('administrator')).get('/api/clock')).body as { now: string };
    const to = new Date(Date.parse(now) + 6 * 24 * 3600 * 1000).toISOString();
    await (await whole.as('administrator')).post('/api/clock').send({ to }).expect(200);
    const late = await find({ overdue: 'true' });
    expect([late.total, late.items.every(({ overdue }) => overdue)]).toEqual([5, true]);
    expect((await find({ overdue: 'true', q: '0002' })).total).toBe(2);
    expect((await find({ overdue: 'true', scope: 'mine' })).total).toBe(1);
    expect((await find({ overdue: 'false' })).total).toBe(5);
  }, 30_000);
});
