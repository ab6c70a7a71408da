import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import type {
  AccountBook,
  EvidenceView,
  CaseView,
  HouseholdPage,
  MyCase,
  PaymentList,
  ProjectView,
  PublicNotice,
  PublicNotices,
} from '../../api/contract/index.js';
import { answerAsBank, notifyAsBank } from '../../app/demo/fake-bank.js';
import { ACT_NAMES, actOf } from '../../rules/acts.js';
import { prepareToSign, samplePlanStaff } from '../factories/plan.js';
import { eventually } from '../process/eventually.js';
import { Staff } from './staff.js';
import { openProject, startWholeSystem } from './system-under-test.js';
import type { SystemUnderTest } from './system-under-test.js';
import { smallPdf } from '../helpers/small-pdf.js';

const NOWHERE = '00000000-0000-4000-8000-000000000000';
const PDF = smallPdf('a scan of the tests');
const PATIENCE_MS = 80_000;
/** Plan, agency and appraisal of a track are stories of their own: nobody plays them here. */
const OF_TRACKS = ACT_NAMES.filter((act) => actOf(act).caseKind === 'track');

/** From frozen areas to money at the bank; the persons of the demonstration do what is not attacked here. */
describe('agreements, file bags and payments', () => {
  let whole: SystemUnderTest;
  let staff: Staff;
  let projectId: string;
  let ids: string[];
  let homes: TestAgent[];
  let listId: string;
  beforeAll(async () => {
    whole = await startWholeSystem();
    projectId = await openProject(whole, ['0001', '0002']);
    staff = new Staff(whole.system.url);
    const { body } = await (await whole.as('audit')).get('/api/households').query({ projectId });
    ids = (body as HouseholdPage).items.map(({ id }) => id);
  }, 60_000);
  afterAll(() => whole.stop(), 30_000);

  /** Lets the persons of the demonstration act, and time pass when nobody can, until something is so. */
  async function playUntil(isSo: () => Promise<boolean>): Promise<void> {
    let idle = 0;
    const look = async () => {
      if (await isSo()) return true;
      if ((await staff.round(OF_TRACKS)) > 0) return undefined;
      idle += 1;
      if (idle % 3 === 0) await staff.letTimePass();
      return undefined;
    };
    await eventually('the case to come that far', look, PATIENCE_MS);
  }

  const caseOf = async (id: string) =>
    (await (await whole.as('audit')).get(`/api/households/${id}`).expect(200)).body as CaseView;
  const everyCase = async (isSo: (view: CaseView) => boolean) => (await Promise.all(ids.map(caseOf))).every(isSo);
  const myCase = async (home: TestAgent) => (await home.get('/api/my-case').expect(200)).body as MyCase;

  async function enter(id: string): Promise<TestAgent> {
    const home = request.agent(whole.system.url);
    const issued = await (await whole.as('field-a')).post(`/api/households/${id}/access-code`).expect(201);
    const { accessCode, caseNumber } = issued.body as Record<string, string>;
    await home.post('/api/household-session').send({ accessCode, caseNumber }).expect(200);
    return home;
  }

  it('comes to agreements that wait for their households', async () => {
    await playUntil(() => everyCase(({ household }) => household.stage === 'frozen'));
    const open = async () => (await whole.as('town-a')).post(`/api/projects/${projectId}/signing`);
    expect((await open()).status).toBe(409);
    await whole.system.database.transaction(async (tx) => prepareToSign(tx, projectId, await samplePlanStaff(tx)));
    const first = await open();
    expect(first.status).toBe(200);
    expect((await open()).body).toEqual(first.body);
    await playUntil(() => everyCase(({ agreements }) => agreements.at(-1)?.status === 'prepared'));
    homes = await Promise.all(ids.map(enter));
  }, 90_000);

  it('lets a household sign its own agreement, as shown, with its consent, once', async () => {
    const [home, neighbour] = homes;
    if (!home || !neighbour) throw new Error('expected two households');
    const { agreementToSign } = await myCase(home);
    const { id = '', contentHash = '' } = agreementToSign ?? {};
    const sign = (agent: TestAgent, body: object, agreementId = id) =>
      agent.post(`/api/agreements/${agreementId}/household-signature`).send(body);
    const good = { contentHash, consent: true };
    expect((await sign(neighbour, good)).body).toMatchObject({ status: 403, code: 'NOT_YOUR_CASE' });
    await neighbour.get(`/api/agreements/${id}`).expect(403);
    expect((await sign(await whole.as('field-a'), good)).status).toBe(403);
    expect((await sign(request.agent(whole.system.url), good)).status).toBe(401);
    expect((await sign(home, { contentHash, consent: false })).status).toBe(400);
    expect((await sign(home, { contentHash: 'x', consent: true })).status).toBe(400);
    expect((await sign(home, { contentHash: 'a'.repeat(64), consent: true })).body).toMatchObject({
      code: 'CONTENT_CHANGED',
    });
    expect((await sign(home, good, NOWHERE)).status).toBe(404);
    expect((await sign(home, good)).body).toEqual({ id, status: 'household-signed' });
    expect((await sign(home, good)).body).toEqual({ id, status: 'household-signed' });
    const read = await home.get(`/api/agreements/${id}`).expect(200);
    expect(read.body).toMatchObject({ signatures: [{ party: 'household', personName: '被征收户' }] });
    expect((await myCase(home)).agreementToSign).toBeNull();
    const file = await home.get(`/api/agreements/${id}/file`).expect(200);
    expect(
      createHash('sha256')
        .update(file.body as Buffer)
        .digest('hex'),
    ).toBe(contentHash);
    await neighbour.get(`/api/agreements/${id}/file`).expect(403);
    await (await whole.as('audit')).get(`/api/agreements/${id}/file`).expect(200);
    await request(whole.system.url).get(`/api/agreements/${id}/file`).expect(401);
  });

  it('keeps papers as they came, and shows them to their household and to staff only', async () => {
    const [own = ''] = ids;
    const [home, neighbour] = homes;
    if (!home || !neighbour) throw new Error('expected two households');
    const path = `/api/households/${own}/documents`;
    const upload = async (username: string, bytes: Buffer, type = 'other', name = '协商记录.pdf') =>
      (await whole.as(username)).post(path).field('type', type).attach('file', bytes, name);
    const stored = await upload('field-a', PDF);
    expect(stored.status).toBe(201);
    expect((await upload('field-b', PDF)).body).toEqual(stored.body);
    expect((await upload('audit', PDF)).status).toBe(403);
    expect((await upload('field-a', PDF, 'secret')).status).toBe(400);
    expect((await upload('field-a', Buffer.from('MZ\u0000\u0001'))).body).toMatchObject({ status: 415 });
    expect((await upload('field-a', Buffer.alloc(0))).status).toBe(400);
    expect((await upload('field-a', Buffer.alloc(11 * 1024 * 1024, 0x25))).body).toMatchObject({ code: 'TOO_LARGE' });
    await (await whole.as('field-a')).post(path).send({ type: 'other' }).expect(415);
    const { id } = stored.body as { id: string };
    const file = await home.get(`${path}/${id}`).expect(200);
    expect(file.headers['content-disposition']).toContain('attachment');
    expect(Buffer.compare(file.body as Buffer, PDF)).toBe(0);
    const { contentHash } = stored.body as { contentHash: string };
    const { documents } = await myCase(home);
    expect(documents.find((document) => document.id === id)).toEqual({
      id,
      typeLabel: '其他材料',
      name: '协商记录.pdf',
      uploadedAt: expect.any(String) as unknown,
      contentHash,
    });
    expect((await myCase(neighbour)).documents.map((document) => document.id)).not.toContain(id);
    await neighbour.get(`${path}/${id}`).expect(403);
    await home.get(`/api/households/${ids[1] ?? ''}/documents/${id}`).expect(403);
    await (await whole.as('audit')).get(`/api/households/${ids[1] ?? ''}/documents/${id}`).expect(404);
    await (await whole.as('administrator')).get(`${path}/${id}`).expect(403);
  });

  it('lets a household that wants paper sign by hand: an officer of its talks records the scan (R-48)', async () => {
    const [, other] = homes;
    if (!other) throw new Error('expected two households');
    const { agreementToSign } = await myCase(other);
    const { id = '', contentHash = '' } = agreementToSign ?? {};
    const officer = await whole.as('field-a');
    const scan = await officer
      .post(`/api/households/${ids[1] ?? ''}/documents`)
      .field('type', 'signed-agreement')
      .attach('file', PDF, '协议签字页.pdf');
    const { id: documentId } = scan.body as { id: string };
    const record = async (username: string, body: object = {}) =>
      (await whole.as(username))
        .post(`/api/agreements/${id}/paper-signature`)
        .send({ contentHash, documentId, keptAt: '某镇档案室', ...body });
    expect((await record('audit')).status).toBe(403);
    expect((await record('field-a', { keptAt: ' ' })).status).toBe(400);
    expect((await record('field-a', { documentId: NOWHERE })).status).toBe(404);
    expect((await record('field-a', { contentHash: 'a'.repeat(64) })).body).toMatchObject({ code: 'CONTENT_CHANGED' });
    expect((await record('field-a')).body).toEqual({ id, status: 'household-signed' });
    const read = await other.get(`/api/agreements/${id}`).expect(200);
    expect(read.body).toMatchObject({ signatures: [{ party: 'household', form: 'paper' }] });
  });

  it('comes to a list at the bank once everybody has signed', async () => {
    await playUntil(async () => {
      for (const home of homes) {
        const { agreementToSign } = await myCase(home);
        if (agreementToSign === null) continue;
        const body = { contentHash: agreementToSign.contentHash, consent: true };
        await home.post(`/api/agreements/${agreementToSign.id}/household-signature`).send(body).expect(200);
      }
      const { body } = await (await whole.as('audit')).get(`/api/projects/${projectId}`).expect(200);
      const sent = (body as ProjectView).paymentLists.find(({ status }) => status === 'sent');
      listId = sent?.id ?? '';
      return sent !== undefined;
    });
    const { body } = await (await whole.as('audit')).get(`/api/payment-lists/${listId}`).expect(200);
    const list = body as PaymentList;
    expect(list.items.map(({ payeeAccountMasked }) => payeeAccountMasked)).toEqual(['****0001', '****0001']);
    expect(list.acts.map(({ personName }) => personName)).toEqual(
      expect.arrayContaining(['制单甲', '会计甲', '总经理甲']),
    );
    await (await whole.as('administrator')).get(`/api/payment-lists/${listId}`).expect(403);
  }, 120_000);

  it('shows what every square metre, person and yuan of a signed file rests on (R-40)', async () => {
    const path = `/api/households/${ids[0] ?? ''}/evidence-chain`;
    const { body } = await (await whole.as('audit')).get(path).expect(200);
    const [state, claims, ...gaps] = (body as EvidenceView).sections;
    expect(gaps).toEqual([]);
    expect(state).toMatchObject({ lines: [{ value: expect.stringMatching(/^完整/u) as unknown }] });
    const rows = claims?.kind === 'table' ? claims.rows : [];
    expect(rows.filter(([, , ground]) => ground === '无')).toEqual([]);
    expect(rows.find(([label]) => label === '房屋评估补偿')?.[2]).toMatch(
      /分户评估报告（.*已下发的评估结果（.*公布的补偿方案（\d{4}-\d{2}-\d{2} 通过，摘要 [0-9a-f]{8}）/u,
    );
    await (await whole.as('administrator')).get(path).expect(403);
    await request(whole.system.url).get(path).expect(401);
  });

  it('hands out what a stranger can check, and says of any file what it proves (R-43)', async () => {
    await playUntil(() => everyCase(({ agreements }) => Boolean(agreements.at(-1)?.sealedAt)));
    const [home] = homes;
    const [agreement] = (home && (await myCase(home)).agreements) ?? [];
    const signed = `/api/agreements/${agreement?.id ?? ''}/signed-file`;
    const file = (await home?.get(signed).expect(200))?.body as Buffer;
    await homes[1]?.get(signed).expect(403);
    const check = (bytes: Buffer) =>
      request(whole.system.url).post('/api/public/file-checks').attach('file', bytes, '协议.pdf');
    const { body: held } = await check(file).expect(200);
    expect(held).toMatchObject({ ok: true, agreement: agreement?.number });
    expect(JSON.stringify(held)).toContain('阅读器中显示的签章（PAdES，RSA）出自同一印章');
    expect((await check(PDF).expect(200)).body).toMatchObject({ ok: false });
    await request(whole.system.url).post('/api/public/file-checks').field('x', 'y').expect(400);
    const kept = (await home?.get('/api/my-case/receipt').expect(200))?.body as Buffer;
    expect((await check(kept).expect(200)).body).toMatchObject({ ok: true, kind: 'receipt', notProved: [] });
    await (await whole.as('audit')).get('/api/my-case/receipt').expect(403);
  });

  it('believes the bank to the fen, once, and lets the bookkeeper alone say what it said', async () => {
    const bookkeeper = await whole.as('bookkeeper');
    const file = await bookkeeper.get(`/api/payment-lists/${listId}/bank-file`).expect(200);
    const { body: clock } = await bookkeeper.get('/api/clock');
    const statement = answerAsBank(file.text, (clock as { now: string }).now);
    const send = (agent: TestAgent, xml: string) =>
      agent.post('/api/bank-statements').set('Content-Type', 'application/xml').send(xml);
    expect((await send(await whole.as('maker'), statement)).status).toBe(403);
    expect((await send(bookkeeper, statement.slice(0, -30))).status).toBe(400);
    const shifted = statement.replace(/(InstdAmt Ccy="CNY">)\d+/, '$11');
    expect((await send(bookkeeper, shifted)).body).toMatchObject({ status: 409, code: 'AMOUNT_MISMATCH' });
    const unknown = { receipts: [{ endToEndId: 'P-unknown', amountYuan: '1.00', status: 'paid' }] };
    await bookkeeper.post('/api/bank-statements').send(unknown).expect(404);
    expect((await send(bookkeeper, statement)).body).toEqual({ lists: [listId], recorded: 2, paid: 2, failed: 0 });
    expect((await send(bookkeeper, statement)).body).toEqual({ lists: [listId], recorded: 0, paid: 2, failed: 0 });
    // The bookings of the same payments, told once more, are no news.
    const bookings = notifyAsBank(file.text, (clock as { now: string }).now);
    expect((await send(bookkeeper, bookings)).body).toEqual({ lists: [listId], recorded: 0, paid: 2, failed: 0 });
    const contradiction = statement.replace('ACSC', 'RJCT');
    expect((await send(bookkeeper, contradiction)).body).toMatchObject({ status: 409, code: 'RECEIPT_DUPLICATE' });
    await playUntil(() => everyCase(({ household }) => household.stage === 'closed'));
    const [own] = homes;
    if (!own) throw new Error('expected a household');
    expect(await myCase(own)).toMatchObject({ payments: [{ status: 'paid' }], household: { stage: 'closed' } });
  }, 60_000);

  it('shows the book in balance and what the bank said that did not fit, which finance settles with a reason', async () => {
    const path = `/api/projects/${projectId}/account-book`;
    await (await whole.as('field-a')).get(path).expect(403);
    const book = async () => (await (await whole.as('audit')).get(path).expect(200)).body as AccountBook;
    const { balanced, accounts, movements, exceptions } = await book();
    expect(balanced).toBe(true);
    // What came in was paid out to the fen: every account gave what it took.
    expect(accounts.map(({ label, balanceYuan }) => [label, balanceYuan])).toEqual(
      ['银行存款', '可用资金', '协议留存', '补偿决定留存', '在途款项'].map((label) => [label, '0.00']),
    );
    expect(movements.map(({ kindLabel }) => kindLabel)).toEqual(['付讫', '付讫', '发出', '发出', '留存', '入账']);
    expect(movements[4]?.document).toMatch(/-付-001 第\d+版$/);
    expect(exceptions.map(({ kind, reason }) => [kind, reason]).sort()).toEqual([
      ['amount', null],
      ['contradiction', null],
      ['unknown', null],
    ]);
    const unknown = exceptions.find(({ kind }) => kind === 'unknown');
    const settle = (agent: TestAgent, reason: string) =>
      agent.post(`/api/bank-exceptions/${unknown?.id ?? ''}/settlement`).send({ reason });
    expect((await settle(await whole.as('bookkeeper'), '他行误汇，已退')).status).toBe(403);
    expect((await settle(await whole.as('finance'), '无')).status).toBe(400);
    expect((await settle(await whole.as('finance'), '他行误汇，已退')).status).toBe(204);
    expect((await settle(await whole.as('finance'), '他行误汇，已退')).status).toBe(409);
    expect((await book()).exceptions.at(-1)).toMatchObject({ kind: 'unknown', reason: '他行误汇，已退' });
    const older = await (await whole.as('audit')).get(path).query({ before: 3 }).expect(200);
    expect((older.body as AccountBook).movements.map(({ number }) => number)).toEqual([2, 1]);
  });

  it('announces the effective agreements in words, times as people write them', async () => {
    const { body } = await request.agent(whole.system.url).get('/api/public/notices').expect(200);
    const notice = (body as PublicNotices).notices.find(({ kind }) => kind === 'effective-notice');
    const shown = await request
      .agent(whole.system.url)
      .get(`/api/public/notices/${notice?.id ?? ''}`)
      .expect(200);
    const { summary } = shown.body as PublicNotice;
    expect(summary).toMatch(/协议生效。计户总数：2 户；已盖章：2 户；签约率：100\.00%；生效比例：90\.00%；/);
    expect(summary).toMatch(/达到时间：\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}。$/);
  });

  it('takes no payee and no new version without the task they belong to', async () => {
    const maker = await whole.as('maker');
    const { body } = await maker.get(`/api/payment-lists/${listId}`).expect(200);
    const [item] = (body as PaymentList).items;
    const payee = { taskKey: '4503599627370497', payeeName: '住户甲', payeeAccount: '6222000000000009' };
    await maker
      .put(`/api/payment-items/${item?.id ?? ''}/payee`)
      .send(payee)
      .expect(404);
    await maker
      .put(`/api/payment-items/${item?.id ?? ''}/payee`)
      .send({ ...payee, payeeAccount: '12' })
      .expect(400);
    await maker.post(`/api/payment-lists/${listId}/versions`).send({ taskKey: '4503599627370497' }).expect(404);
    await (await whole.as('finance')).post(`/api/payment-lists/${listId}/versions`).send({ taskKey: '1' }).expect(403);
  });
});
