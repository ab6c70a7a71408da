import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Project } from '../../db/entities/project.entity.js';
import { findAccountByUsername } from '../../db/repositories/accounts.repository.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { mustFind } from '../../db/repositories/find.js';
import { createNotice, prepareNotice, publishNotice } from '../../db/repositories/notices.repository.js';
import { projectWithHouseholds, START, startApi } from './api-under-test.js';
import type { ApiUnderTest } from './api-under-test.js';

describe('the public board', () => {
  let api: ApiUnderTest;
  let noticeId: string;
  let households: { id: string; caseNumber: string }[];
  beforeAll(async () => {
    api = await startApi();
    const project = await projectWithHouseholds(api);
    households = project.households;
    noticeId = await noticeAbout(project.projectId, households[0]?.id ?? '');
  });
  afterAll(() => api.close());

  /** A notice about the first household, prepared as the workers do and approved by two persons (SD11). */
  async function noticeAbout(projectId: string, householdId: string): Promise<string> {
    return api.db.transaction(async (tx) => {
      const row = { caseNumber: households[0]?.caseNumber ?? '', address: '甲路 1 号', areaSqm: '18.33' };
      const id = await createNotice(tx, await mustFind(tx, Project, { id: projectId }), {
        kind: 'area-list',
        summary: '1户',
        rows: [{ ...row, holderName: '住户甲' }],
      });
      await tx.query('INSERT INTO notice_subject (notice_id, household_id) VALUES ($1, $2)', [id, householdId]);
      await prepareNotice(tx, id);
      const personId = async (username: string) => (await findAccountByUsername(tx, username))?.id ?? '';
      const masker = await personId('town-officer');
      const checker = await personId('publication-checker');
      await recordAct(tx, { act: 'mask-notice', caseId: id, personId: masker, taskKey: '1', verdict: 'masked' });
      await recordAct(tx, { act: 'approve-notice', caseId: id, personId: checker, taskKey: '2', verdict: 'approved' });
      return id;
    });
  }

  it('does not show a notice before it is published', async () => {
    await api.anonymous.get(`/api/public/notices/${noticeId}`).expect(404);
    const { body } = await api.anonymous.get('/api/public/notices').expect(200);
    expect(body).toEqual({ now: START, notices: [] });
  });

  it('shows the open web case numbers only, and the household concerned what hangs in the scope', async () => {
    await api.db.transaction((tx) => publishNotice(tx, noticeId));
    const open = await api.anonymous.get(`/api/public/notices/${noticeId}`).expect(200);
    expect(open.body).toMatchObject({ tier: 1, running: true, now: START });
    expect((open.body as { table: object }).table).toEqual({
      columns: [{ key: 'caseNumber', label: '案号' }],
      rows: [{ caseNumber: households[0]?.caseNumber }],
    });
    const home = await enter(0);
    const scope = await home.get(`/api/public/notices/${noticeId}`).expect(200);
    expect(scope.body).toMatchObject({ tier: 2 });
    expect(JSON.stringify(scope.body)).toContain('住＊');
    expect(JSON.stringify(scope.body)).not.toContain('住户甲');
    const stranger = await enter(1);
    expect((await stranger.get(`/api/public/notices/${noticeId}`)).body).toMatchObject({ tier: 1 });
  });

  const enter = async (index: number) => {
    const household = households[index];
    const officer = await api.as('field-officer');
    const { body } = await officer.post(`/api/households/${household?.id ?? ''}/access-code`).expect(201);
    await officer.delete('/api/session');
    const { accessCode } = body as { accessCode: string };
    await officer.post('/api/household-session').send({ caseNumber: household?.caseNumber, accessCode }).expect(200);
    return officer;
  };

  it('takes an objection of the household concerned, once however often it is sent, and of nobody else', async () => {
    const home = await enter(0);
    const object = (text: string) => home.post(`/api/notices/${noticeId}/objections`).send({ text });
    const first = await object('面积少算了阁楼').expect(201);
    const again = await object('面积少算了阁楼').expect(201);
    expect(again.body).toEqual(first.body);
    await object('   ').expect(400);
    const mine = await home.get('/api/my-case').expect(200);
    expect(mine.body).toMatchObject({ noticeOpenToObjection: { id: noticeId }, objections: [{ status: 'open' }] });
    const stranger = await enter(1);
    await stranger.post(`/api/notices/${noticeId}/objections`).send({ text: '代邻居提出' }).expect(409);
    await (await api.as('field-officer')).post(`/api/notices/${noticeId}/objections`).send({ text: 'x' }).expect(403);
  });

  it('takes the table down when the period is over, and objections no more', async () => {
    const home = await enter(0);
    const administrator = await api.as('administrator');
    await administrator.post('/api/clock').send({ to: '2026-03-12T01:00:00Z' }).expect(503);
    const { body } = await api.anonymous.get(`/api/public/notices/${noticeId}`).expect(200);
    expect(body).toMatchObject({ running: false, table: null });
    await home.post(`/api/notices/${noticeId}/objections`).send({ text: '太晚了' }).expect(409);
  });

  it('publishes the signing rate of every project', async () => {
    const { body } = await api.anonymous.get('/api/public/projects').expect(200);
    expect(body).toMatchObject({ projects: [{ households: 2, signed: 0, rateBp: 0 }] });
  });
});

describe('the clock', () => {
  it('tells time to everybody and is moved by the administrator of a demonstration only, never back', async () => {
    const api = await startApi();
    expect((await api.anonymous.get('/api/clock').expect(200)).body).toEqual({
      now: START,
      pinned: true,
      nextDueAt: null,
    });
    const administrator = await api.as('administrator');
    await (await api.as('auditor')).post('/api/clock').send({ to: START }).expect(403);
    await administrator.post('/api/clock').send({ to: '2026-01-01T00:00:00Z' }).expect(409);
    await administrator.post('/api/clock').send({ to: 'tomorrow' }).expect(400);
    await api.close();
  });

  it('is not moved in a real installation', async () => {
    const api = await startApi({ settings: { demonstration: false } });
    const administrator = await api.as('administrator');
    await administrator.post('/api/clock').send({ to: '2027-01-01T00:00:00Z' }).expect(409);
    expect((await api.anonymous.get('/api/clock')).body).toMatchObject({ now: START });
    await api.close();
  });
});

describe('pages and interface description', () => {
  it('serves the pages, their index for every address of theirs, and never a page for an unknown interface', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'pages-'));
    await writeFile(join(directory, 'index.html'), '<title>工作台</title>');
    const api = await startApi({ staticDir: directory });
    expect((await api.anonymous.get('/').expect(200)).text).toContain('工作台');
    expect((await api.anonymous.get('/cases/1').expect(200)).text).toContain('工作台');
    await api.anonymous.get('/api/nothing').expect(404);
    await api.close();
    await rm(directory, { recursive: true });
  });

  it('lets a browser keep what never changes and ask anew for what names it, so that an update is there at once', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'pages-'));
    await mkdir(join(directory, 'assets'));
    await writeFile(join(directory, 'index.html'), '<title>工作台</title>');
    await writeFile(join(directory, 'assets', 'index-0a1b2c3d.js'), 'export {};');
    const api = await startApi({ staticDir: directory });
    const cached = async (path: string) => (await api.anonymous.get(path).expect(200)).headers['cache-control'];
    expect(await cached('/')).toBe('no-cache');
    expect(await cached('/index.html')).toBe('no-cache');
    expect(await cached('/workbench')).toBe('no-cache');
    expect(await cached('/assets/index-0a1b2c3d.js')).toBe('public, max-age=31536000, immutable');
    // A page opened before an update asks for the script of the earlier build.
    const gone = await api.anonymous.get('/assets/index-earlier.js').expect(404);
    expect(gone.text).not.toContain('<title>');
    await api.anonymous.get('/assets/').expect(404);
    await api.close();
    await rm(directory, { recursive: true });
  });

  it('describes every route with its schemas', async () => {
    const api = await startApi();
    const { body } = await api.anonymous.get('/api/openapi.json').expect(200);
    const { paths } = body as { paths: Record<string, Record<string, { 'x-access': string }>> };
    expect(paths['/api/tasks/{taskKey}/completion']?.['post']?.['x-access']).toBe('staff');
    expect(paths['/api/households/{id}/area-surveys']?.['post']?.['x-access']).toBe('survey-area');
    expect(Object.keys(paths).length).toBeGreaterThan(30);
    await api.close();
  });
});
