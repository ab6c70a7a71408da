import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, PROJECT, projectWithHouseholds, registerLine, registerOf, startApi } from './api-under-test.js';
import type { ApiUnderTest } from './api-under-test.js';

describe('signing in', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it('says nobody is signed in, and after signing in who it is with which roles and certificate', async () => {
    await api.anonymous.get('/api/session').expect(200, { kind: 'anonymous' });
    const officer = await api.as('field-officer');
    const { body } = await officer.get('/api/session').expect(200);
    expect(body).toMatchObject({
      kind: 'staff',
      username: 'field-officer',
      organisationName: '征收事务所甲',
      roles: ['field-officer'],
      certificateValidTo: '2026-12-31',
    });
  });

  it('gives a cookie that scripts and other sites cannot use, and a fresh one with each sign-in', async () => {
    const sign = () => api.anonymous.post('/api/session').send({ username: 'auditor', password: PASSWORD }).expect(200);
    const cookies = [await sign(), await sign()].map(({ headers }) => String(headers['set-cookie']));
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/);
    const ids = cookies.map((cookie) => cookie.split(';')[0]);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('ends the session for good: the old cookie opens nothing any more', async () => {
    const officer = await api.as('auditor');
    await officer.delete('/api/session').expect(204);
    await officer.delete('/api/session').expect(204);
    await officer.get('/api/households').expect(401);
  });

  it.each([
    ['a wrong password', { username: 'approver', password: 'wrong' }, 401, 'SIGN_IN_FAILED'],
    ['an unknown name, in the same words', { username: 'nobody', password: 'wrong' }, 401, 'SIGN_IN_FAILED'],
    ['an empty name', { username: '', password: 'x' }, 400, 'FIELD_INVALID'],
    ['no password', { username: 'approver' }, 400, 'FIELD_INVALID'],
  ])('refuses %s', async (_case, body, status, code) => {
    const answer = await api.anonymous.post('/api/session').send(body).expect(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, code, instance: '/api/session' });
  });

  it('makes whoever guesses a password wait, but nobody else', async () => {
    const guess = (username: string) => api.anonymous.post('/api/session').send({ username, password: 'guess' });
    for (let attempt = 0; attempt < 5; attempt += 1) await guess('finance-head').expect(401);
    const refused = await guess('finance-head').expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await api.anonymous.post('/api/session').send({ username: 'finance-head', password: PASSWORD }).expect(429);
    await guess('general-manager').expect(401);
    api.realTime.now += 31_000;
    await api.anonymous.post('/api/session').send({ username: 'finance-head', password: PASSWORD }).expect(200);
  });

  it('makes an address wait that tries one password on every name, at whatever speed and whatever address it claims', async () => {
    const guess = (number: number) =>
      api.anonymous
        .post('/api/session')
        .set('X-Forwarded-For', `192.0.2.${String(number)}`)
        .send({ username: `name-${String(number)}`, password: 'guess' });
    const answers = await Promise.all(Array.from({ length: 60 }, (_, number) => guess(number)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(20);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    api.realTime.now += 61_000;
    await guess(100).expect(401);
    await guess(101).expect(429);
    await api.anonymous.post('/api/session').send({ username: 'auditor', password: PASSWORD }).expect(429);
    api.realTime.now += 3_600_000;
    await api.anonymous.post('/api/session').send({ username: 'auditor', password: PASSWORD }).expect(200);
  });

  it('offers sample accounts in a demonstration, and in a real installation none, whatever it was given', async () => {
    const sampleAccounts = [
      {
        username: 'approver',
        displayName: '审批甲',
        organisationName: '示例单位',
        roleLabels: ['审批人'],
        password: PASSWORD,
      },
    ];
    await api.anonymous.get('/api/sample-accounts').expect(200, []);
    const shown = await startApi({ sampleAccounts });
    await shown.anonymous.get('/api/sample-accounts').expect(200, sampleAccounts);
    await shown.close();
    const real = await startApi({ sampleAccounts, settings: { demonstration: false } });
    await real.anonymous.get('/api/sample-accounts').expect(200, []);
    await real.close();
  });

  it('takes away a role from the day it ends and an account at once, without a new sign-in', async () => {
    const officer = await api.as('town-officer');
    await officer.get('/api/households').expect(200);
    await api.db.query(
      `UPDATE account_role SET valid_to = '2026-03-01' FROM account WHERE id = account_id AND username = 'town-officer'`,
    );
    await officer.get('/api/households').expect(403);
    await api.db.query(`UPDATE account SET active = false WHERE username = 'town-officer'`);
    await officer.get('/api/households').expect(401);
    await api.db.query(`UPDATE account SET active = true WHERE username = 'town-officer'`);
    await api.db.query(`UPDATE account_role SET valid_to = NULL`);
  });

  it('refuses requests that another site makes with the cookie', async () => {
    const officer = await api.as('town-officer');
    const forged = officer.delete('/api/session').set('Host', 'case.example').set('Origin', 'https://evil.example');
    expect((await forged.expect(403)).body).toMatchObject({ code: 'ORIGIN_REFUSED' });
    await officer.delete('/api/session').set('Sec-Fetch-Site', 'cross-site').expect(403);
    await officer.delete('/api/session').set('Host', 'case.example').set('Origin', 'http://case.example').expect(204);
  });

  it('lets a household in with its newest access code only, and to its own case only (R-43)', async () => {
    const { households } = await projectWithHouseholds(api);
    const [own, other] = households;
    const officer = await api.as('field-officer');
    const issue = async (id = '') =>
      (await officer.post(`/api/households/${id}/access-code`).expect(201)).body as { accessCode: string };
    const first = await issue(own?.id);
    const enter = (accessCode: string) =>
      api.anonymous.post('/api/household-session').send({ caseNumber: own?.caseNumber, accessCode });
    await enter(first.accessCode).expect(200);
    const home = api.anonymous;
    const { body } = await home.get('/api/my-case').expect(200);
    expect(body).toMatchObject({ household: { id: own?.id }, agreementToSign: null });
    expect(JSON.stringify(body)).not.toContain('110101199003077758');
    await home.get(`/api/households/${own?.id ?? ''}`).expect(403);
    await home.get(`/api/households/${other?.id ?? ''}`).expect(403);
    await home.get('/api/tasks').expect(403);
    await home.get(`/api/households/${own?.id ?? ''}/documents/${own?.id ?? ''}`).expect(404);
    const second = await issue(own?.id);
    await home.get('/api/my-case').expect(401);
    await enter(first.accessCode).expect(401);
    await enter(second.accessCode.toLowerCase()).expect(200);
    await officer.get('/api/my-case').expect(403);
  });

  it('lets the owner of a let house in by a code of his own, to his share and agreement and nothing of the tenant (R-43)', async () => {
    const town = await api.as('town-officer');
    const district = await api.as('district-officer');
    const { body: project } = await district
      .post('/api/projects')
      .send({ ...PROJECT, code: 'BS-T-OWNER' })
      .expect(201);
    const { id: projectId } = project as { id: string };
    const let1 = registerLine('0001', { tenure: '公房承租', owner: '公房产权单位' });
    await town
      .post(`/api/projects/${projectId}/households`)
      .set('Content-Type', 'text/csv')
      .send(registerOf(let1, registerLine('0002')))
      .expect(201);
    const { body: found } = await town.get('/api/households').query({ projectId }).expect(200);
    const [own, other] = (found as { items: { id: string; caseNumber: string }[] }).items;
    const officer = await api.as('field-officer');
    await officer.post(`/api/households/${other?.id ?? ''}/owner-code`).expect(409);
    const issued = await officer.post(`/api/households/${own?.id ?? ''}/owner-code`).expect(201);
    const { accessCode } = issued.body as { accessCode: string };
    const owner = api.anonymous;
    const enter = (caseNumber = '') => owner.post('/api/household-session').send({ caseNumber, accessCode });
    await enter(other?.caseNumber).expect(401);
    expect((await enter(own?.caseNumber).expect(200)).body).toEqual({ kind: 'owner', caseNumber: own?.caseNumber });
    const { body } = await owner.get('/api/my-house').expect(200);
    expect(body).toMatchObject({ ownerName: '公房产权单位', share: null, turn: 'none', agreementToSign: null });
    for (const hidden of ['110101199003077758', '13800000000', '住户0001', '6222000000000001']) {
      expect(JSON.stringify(body)).not.toContain(hidden);
    }
    const path = `/api/households/${own?.id ?? ''}`;
    for (const closed of [path, `${path}/evidence-chain`, `${path}/appraisal`, '/api/my-case', '/api/tasks']) {
      await owner.get(closed).expect(403);
    }
    await officer.post(`${path}/owner-code`).expect(201);
    await owner.get('/api/my-house').expect(401);
  });
});
