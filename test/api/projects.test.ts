import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECT, projectWithHouseholds, registerLine, registerOf, startApi } from './api-under-test.js';
import type { ApiUnderTest } from './api-under-test.js';

describe('projects and their households', () => {
  let api: ApiUnderTest;
  let projectId: string;
  beforeAll(async () => {
    api = await startApi();
    ({ projectId } = await projectWithHouseholds(api));
  });
  afterAll(() => api.close());

  const importing = async (csv: string | Buffer, username = 'town-officer') =>
    (await api.as(username)).post(`/api/projects/${projectId}/households`).set('Content-Type', 'text/csv').send(csv);

  it('registers a project under the policy of its day; the same code again is the same project', async () => {
    const officer = await api.as('district-officer');
    const again = await officer.post('/api/projects').send(PROJECT).expect(201);
    expect(again.body).toEqual({ id: projectId });
    const { body } = await officer.get(`/api/projects/${projectId}`).expect(200);
    expect(body).toMatchObject({
      code: PROJECT.code,
      modeLabel: '国有土地征收',
      policyVersion: '2021-09',
      households: 2,
      signed: 0,
      rateBp: 0,
      townOrganisationName: '街镇甲',
      firmOrganisationName: '征收事务所甲',
      accountBalanceYuan: '0.00',
    });
    const list = await officer.get('/api/projects').expect(200);
    expect(list.body).toMatchObject({ total: 1, items: [{ id: projectId }] });
  });

  it.each([
    ['town-officer', { name: 'X' }, 403, 'ROLE_MISSING'],
    ['district-officer', { code: 'lower case' }, 400, 'FIELD_INVALID'],
    ['district-officer', { averagePriceYuan: '1.234' }, 400, 'FIELD_INVALID'],
    ['district-officer', { code: 'BS-9', mode: 'collective' }, 409, 'FIELD_NOT_APPLICABLE'],
    ['district-officer', { code: 'BS-9', effectiveRateBp: 10 }, 409, 'RATE_BELOW_MINIMUM'],
    [
      'district-officer',
      { code: 'BS-9', firmOrganisationId: '00000000-0000-4000-8000-000000000000' },
      400,
      'FIELD_MISSING',
    ],
  ])('refuses a project registered by %s with %j', async (username, change, status, code) => {
    const officer = await api.as(username);
    const { body } = await officer.post('/api/projects').send({ ...PROJECT, ...change });
    expect(body).toMatchObject({ status, code });
  });

  it('registers a project on collective land without any price, and shows none (R-16)', async () => {
    const officer = await api.as('district-officer');
    const { code, name, registeredOn } = { ...PROJECT, code: 'BS-2021-16' };
    const { body } = await officer.post('/api/projects').send({ code, name, registeredOn, mode: 'collective' });
    const { id } = body as { id: string };
    const project = await officer.get(`/api/projects/${id}`).expect(200);
    expect(project.body).toMatchObject({ mode: 'collective', averagePriceYuan: null, unitSizeSubsidySqm: null });
  });

  it('imports the same register twice as once, and later households beside the earlier', async () => {
    const lines = ['0001', '0002', '0003'].map((number) => registerLine(number));
    const added = await importing(registerOf(...lines));
    expect([added.status, added.body]).toEqual([201, { imported: 1, unchanged: 2 }]);
    const again = await importing(registerOf(...lines));
    expect([again.status, again.body]).toEqual([200, { imported: 0, unchanged: 3 }]);
  });

  it('reads registers as spreadsheets write them: byte order mark, blank lines at the end', async () => {
    const answer = await importing(`\uFEFF${registerOf(registerLine('0004'))}\r\n,,,,,,,,,,,,,\r\n\r\n`);
    expect(answer.body).toEqual({ imported: 1, unchanged: 0 });
  });

  it('imports nothing when one row is wrong, and says which row and column', async () => {
    const csv = registerOf(registerLine('0010'), registerLine('0011', { unitPrice: '25,000' }).replace('25,000', '-5'));
    const { status, body } = await importing(csv);
    expect(status).toBe(422);
    const { findings } = body as { findings: { path: string; message: string }[] };
    expect(findings[0]?.path).toBe('row 3, column 评估单价');
    const auditor = await api.as('auditor');
    const found = await auditor.get('/api/households').query({ q: '0010' }).expect(200);
    expect(found.body).toMatchObject({ total: 0 });
  });

  it.each([
    ['an empty file', '', 422],
    ['a file without households', registerOf(), 422],
    ['a row with too many cells', registerOf(`${registerLine('0020')},more`), 422],
    ['quotes that do not close', registerOf(`"${registerLine('0020')}`), 422],
    ['a household that is there with other figures', registerOf(registerLine('0001', { unitPrice: '1.00' })), 409],
  ])('refuses %s', async (_case, csv, status) => {
    expect((await importing(csv)).status).toBe(status);
  });

  it.each(['field-officer', 'auditor', 'administrator', 'district-officer'])(
    'lets no %s import households (R-9, SD17)',
    async (username) => {
      expect((await importing(registerOf(registerLine('0030')), username)).status).toBe(403);
    },
  );

  it('finds households by project, stage and text, page by page', async () => {
    const auditor = await api.as('auditor');
    const search = async (query: object) =>
      (await auditor.get('/api/households').query(query).expect(200)).body as object;
    expect(await search({ projectId, pageSize: 2, page: 2 })).toMatchObject({ page: 2, pageSize: 2, total: 4 });
    expect(await search({ q: '甲路 0002' })).toMatchObject({ total: 1, items: [{ number: '0002', totalYuan: null }] });
    expect(await search({ q: '%' })).toMatchObject({ total: 0 });
    expect(await search({ stage: 'paid' })).toMatchObject({ total: 0 });
    await auditor.get('/api/households').query({ stage: 'nowhere' }).expect(400);
    await auditor.get('/api/households').query({ page: 0 }).expect(400);
  });

  it('shows a case to staff with masked numbers, but not to the administrator (SD14)', async () => {
    const auditor = await api.as('auditor');
    const { body: list } = await auditor.get('/api/households').query({ q: '0001' });
    const [household] = (list as { items: { id: string }[] }).items;
    const path = `/api/households/${household?.id ?? ''}`;
    const { body } = await auditor.get(path).expect(200);
    expect(body).toMatchObject({
      household: {
        number: '0001',
        idNumberMasked: '110＊＊＊＊＊＊＊＊＊＊＊7758',
        payeeAccountMasked: '****0001',
        stage: 'registered',
      },
      project: { id: projectId },
      acts: [],
      ledger: [{ seq: 1, kind: 'case-opened', actorName: '人员 town-officer' }],
    });
    expect(JSON.stringify(body)).not.toMatch(/110101199003077758|6222000000000001|13800000000/);
    await (await api.as('administrator')).get(path).expect(403);
    await api.anonymous.get(path).expect(401);
    await auditor.get('/api/households/00000000-0000-4000-8000-000000000000').expect(404);
  });

  it('writes down who of the staff looked at a case, once a day each, and not that the household did (R-43, R-46)', async () => {
    const auditor = await api.as('auditor');
    const { body: list } = await auditor.get('/api/households').query({ q: '0002' });
    const [household] = (list as { items: { id: string }[] }).items;
    const path = `/api/households/${household?.id ?? ''}`;
    const readers = async () => {
      const { body } = await auditor.get(path).expect(200);
      return (body as { ledger: { kind: string; actorName: string }[] }).ledger
        .filter(({ kind }) => kind === 'case-read')
        .map(({ actorName }) => actorName);
    };
    await auditor.get(path).expect(200);
    expect(await readers()).toEqual(['人员 auditor']);
    await (await api.as('town-officer')).get(path).expect(200);
    await (await api.as('administrator')).get(path).expect(403);
    expect(await readers()).toEqual(['人员 auditor', '人员 town-officer']);
  });

  it('does not open signing before an area is frozen, nor for anybody but the town', async () => {
    const town = await api.as('town-officer');
    const { body } = await town.post(`/api/projects/${projectId}/signing`).send({}).expect(409);
    expect(body).toMatchObject({ code: 'AREA_NOT_FROZEN', findings: [{ clauses: ['R-24'] }] });
    await (await api.as('field-officer')).post(`/api/projects/${projectId}/signing`).send({}).expect(403);
  });

  it('books a deposit once per reference of the bank', async () => {
    const town = await api.as('town-officer');
    const deposit = (body: object) => town.post(`/api/projects/${projectId}/deposits`).send(body);
    await deposit({ amountYuan: '1000000', reference: 'R1' }).expect(200, { balanceYuan: '1000000.00' });
    await deposit({ amountYuan: '1000000.00', reference: 'R1' }).expect(200, { balanceYuan: '1000000.00' });
    await deposit({ amountYuan: '0.5', reference: 'R2' }).expect(200, { balanceYuan: '1000000.50' });
    expect((await deposit({ amountYuan: '7', reference: 'R1' })).body).toMatchObject({ code: 'AMOUNT_MISMATCH' });
    await deposit({ amountYuan: '0', reference: 'R3' }).expect(409);
    await deposit({ amountYuan: '-1', reference: 'R3' }).expect(400);
    await deposit({ amountYuan: '1e9', reference: 'R3' }).expect(400);
    await (
      await api.as('bookkeeper')
    )
      .post(`/api/projects/${projectId}/deposits`)
      .send({ amountYuan: '1', reference: 'R4' })
      .expect(403);
  });
});
