import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RegisterPage, RegisterRow } from '../../api/contract/index.js';
import { schemaOfFields } from '../../api/entries/form-schema.js';
import { registers } from '../../api/registers/index.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { ACT_NAMES, actOf } from '../../rules/acts.js';
import { SqlAttacker } from '../db/sql-attacker.js';
import { startApi } from './api-under-test.js';
import type { ApiUnderTest } from './api-under-test.js';

describe('the registers', () => {
  it('take every act on a row of a register, each in one place', () => {
    const taken = registers.flatMap(({ entries }) => entries.map(({ act }) => act));
    expect(taken.sort()).toEqual(
      ACT_NAMES.filter((act) => actOf(act).caseKind === 'register-entry' && actOf(act).verdicts.length === 0).sort(),
    );
  });

  const fields = registers.flatMap(({ entries }) =>
    entries.flatMap(({ act, fields: shape }) =>
      Object.entries(schemaOfFields(shape).properties ?? {}).map(([name, field]) => [`${act}.${name}`, field] as const),
    ),
  );
  it.each(fields)('draw %s with a Chinese title and a widget', (_path, field) => {
    expect(field.title).toMatch(/\p{Script=Han}/u);
    expect(field['x-widget']).toBeDefined();
  });
});

describe('a register', () => {
  let api: ApiUnderTest;
  let attacker: SqlAttacker;
  beforeAll(async () => {
    api = await startApi();
    attacker = await SqlAttacker.connect(api.databaseUrl);
  });
  afterAll(async () => {
    await attacker.close();
    await api.close();
  });

  const read = async (who: string, name: string, query: object = {}): Promise<RegisterPage> =>
    (await (await api.as(who)).get(`/api/registers/${name}`).query(query).expect(200)).body as RegisterPage;
  const add = async (who: string, name: string, body: object) =>
    (await api.as(who)).post(`/api/registers/${name}/entries`).send(body);
  const added = async (who: string, name: string, body: object): Promise<string> => {
    const answer = await add(who, name, body);
    expect(answer.body).toMatchObject({ rowId: expect.any(String) });
    return (answer.body as { rowId: string }).rowId;
  };
  const row = async (who: string, name: string, id: string): Promise<RegisterRow | undefined> =>
    (await read(who, name, { pageSize: 100 })).items.find((each) => each.id === id);
  const personId = async (username: string): Promise<string> =>
    (await attacker.rows<{ id: string }>(`SELECT id FROM account WHERE username = '${username}'`))[0]?.id ?? '';

  it.each(registers.map(({ name }) => [name]))('%s is a page, and a file for a spreadsheet', async (name) => {
    const page = await read('discipline-inspector', name);
    expect(page.columns.length).toBeGreaterThan(3);
    const file = await (await api.as('auditor')).get(`/api/registers/${name}`).query({ format: 'csv' }).expect(200);
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.text.split('\r\n')).toHaveLength(page.total + 2);
  });

  it('is shown to nobody who sees no cases, and to none who is not signed in', async () => {
    await (await api.as('administrator')).get('/api/registers/problems').expect(403);
    await api.anonymous.get('/api/registers/problems').expect(401);
    await (await api.as('auditor')).get('/api/registers/moon').expect(404);
    const list = await (await api.as('administrator')).get('/api/registers').expect(200);
    expect(list.body).toEqual({ items: [] });
  });

  it('of the basis names the opinions sought and the two meetings (R-3)', async () => {
    const page = await read('auditor', 'basis-of-plan');
    expect(page.items.map(({ cells }) => [cells['body'], cells['held_on']])).toEqual([
      ['区纪委监委', null],
      ['区审计局', null],
      ['区规划资源局', null],
      ['区房管局', null],
      ['区政府第151次常务会议', '2021-07-07'],
      ['区委第200次常委会会议', '2021-07-08'],
      ['区政府办公室', null],
    ]);
    expect((await read('auditor', 'basis-of-plan', { kind: 'meeting' })).total).toBe(2);
    expect((await read('auditor', 'basis-of-plan', { q: '审计' })).total).toBe(1);
  });

  it('of the problems begins with the five of the plan; the owner reports and another person closes (R-22)', async () => {
    const five = await read('state-assets-inspector', 'problems');
    expect(five.items.map(({ state }) => state)).toEqual(['open', 'open', 'open', 'open', 'open']);
    const rowId = five.items[0]?.id ?? '';
    const on = (act: string, values: object) => ({ act, rowId, values });
    const owner = await personId('supervision-department');
    const report = on('report-measure', { done: '已按新尺度复核三个项目' });
    const close = on('close-problem', { outcome: 'closed', grounds: '抽查五户，尺度一致' });
    // Nobody reports on what was given to nobody, and no day lies in the past.
    expect((await add('supervision-department', 'problems', report)).status).toBe(409);
    const past = on('assign-problem', { owner, dueOn: '2026-03-01' });
    expect((await add('district-officer', 'problems', past)).body).toMatchObject({ code: 'FIELD_OUT_OF_RANGE' });
    await added('district-officer', 'problems', on('assign-problem', { owner, dueOn: '2026-03-20' }));
    // Another than the owner does not report for him; nothing unreported is closed.
    expect((await add('project-supervisor', 'problems', report)).body).toMatchObject({ code: 'DUTY_NOT_SEPARATED' });
    expect((await add('district-officer', 'problems', close)).status).toBe(409);
    await added('supervision-department', 'problems', report);
    expect((await row('supervision-department', 'problems', rowId))?.next).toEqual([]);
    const own = await add('supervision-department', 'problems', close);
    expect(own.body).toMatchObject({ code: 'DUTY_NOT_SEPARATED', findings: [{ clauses: ['R-22'] }] });
    await added('district-officer', 'problems', on('close-problem', { outcome: 'returned', grounds: '还缺一个项目' }));
    expect(await row('auditor', 'problems', rowId)).toMatchObject({ state: 'open' });
    await added('supervision-department', 'problems', on('report-measure', { done: '第四个项目也已复核' }));
    await added('district-officer', 'problems', close);
    expect(await row('auditor', 'problems', rowId)).toMatchObject({ state: 'closed', next: [], overdue: false });
    const kinds = (await api.db.transaction((tx) => entriesOf(tx, rowId))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'entry-recorded')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'act-refused').length).toBeGreaterThanOrEqual(2);
  });

  it('shows refused attempts to everybody by unit (R-74)', async () => {
    const { items } = await read('town-officer', 'rule-execution', { kind: '办理被拒' });
    expect(items.map(({ cells }) => cells['matter'])).toContain('核对整改并销号');
    expect(items.every(({ cells }) => cells['unit'] !== null)).toBe(true);
  });

  it('gives one wording to all: asked by a town, answered by the department, never by who asked (R-8, R-29)', async () => {
    const values = { matter: '阁楼面积', question: '层高 1.7 米以下的阁楼是否计入？' };
    const rowId = await added('town-officer', 'guidance', { act: 'ask-guidance', values });
    expect(await added('town-officer', 'guidance', { act: 'ask-guidance', values })).toBe(rowId);
    const answer = (wording: string) => ({
      act: 'answer-guidance',
      rowId,
      values: { wording, legalBasis: '市政府令第71号', holdsFrom: '2026-03-02' },
    });
    expect((await add('town-officer', 'guidance', answer('计入'))).status).toBe(403);
    await added('district-officer', 'guidance', answer('不计入'));
    expect((await add('planning-officer', 'guidance', answer('计入'))).status).toBe(409);
    for (const who of ['field-officer', 'general-manager', 'auditor']) {
      expect((await row(who, 'guidance', rowId))?.cells['wording']).toBe('不计入');
    }
    // A correction takes the place of the first answer for everybody; both stay in the database.
    const { correctable } = (await row('planning-officer', 'guidance', rowId)) ?? {};
    const better = { ...answer('按层高 2.2 米计'), corrects: correctable?.entryId };
    await added('planning-officer', 'guidance', better);
    expect((await row('field-officer', 'guidance', rowId))?.cells['wording']).toBe('按层高 2.2 米计');
    expect(
      (await add('district-officer', 'guidance', { ...answer('又变'), corrects: correctable?.entryId })).status,
    ).toBe(409);
    expect(await attacker.rows('SELECT wording FROM guidance_answer')).toHaveLength(2);
  });

  const DECISION = {
    decidedOn: '2026-03-01',
    matter: '购置办公设备',
    major: true,
    participants: ['甲', '乙', '丙'].map((name) => ({ name: `领导${name}`, post: '班子成员' })),
    votesFor: 2,
    votesAgainst: 1,
    decision: '同意',
    legalBasis: '公司章程',
    reasons: '现有设备不足',
  };
  it.each([
    ['a major matter by two', { participants: DECISION.participants.slice(0, 2), votesAgainst: 0 }, 'DECIDED_ALONE'],
    ['half the votes', { votesFor: 1, votesAgainst: 2 }, 'NO_MAJORITY'],
    ['more votes than people', { votesFor: 3, votesAgainst: 1 }, 'FIELD_INVALID'],
    [
      'one person twice',
      { participants: [...DECISION.participants, DECISION.participants[0]], votesFor: 3 },
      'ROW_DUPLICATE',
    ],
  ])('of the leaders refuses %s (R-67)', async (_what, wrong, code) => {
    const body = { act: 'record-leadership-decision', values: { ...DECISION, ...wrong } };
    expect((await add('general-manager', 'leadership-decisions', body)).body).toMatchObject({ code });
  });

  it('of the leaders holds a decision that another of them confirms (R-67)', async () => {
    const rowId = await added('general-manager', 'leadership-decisions', {
      act: 'record-leadership-decision',
      values: DECISION,
    });
    const confirm = { act: 'confirm-leadership-decision', rowId, values: { remark: '属实' } };
    expect((await add('general-manager', 'leadership-decisions', confirm)).body).toMatchObject({
      code: 'DUTY_NOT_SEPARATED',
    });
    await added('approver', 'leadership-decisions', confirm);
    expect(await row('auditor', 'leadership-decisions', rowId)).toMatchObject({ state: 'closed' });
  });

  it('of the targets counts what was done from the acts, and is judged by the supervision department (R-69)', async () => {
    const values = {
      post: 'general-manager',
      target: '完成领导班子决策登记',
      quantity: 4,
      countedAct: 'record-leadership-decision',
      startsOn: '2026-03-01',
      endsOn: '2026-03-02',
    };
    const target = { act: 'set-post-target', values };
    const rowId = await added('general-manager', 'post-targets', target);
    expect((await row('auditor', 'post-targets', rowId))?.cells).toMatchObject({ done: '1', rate: '25%' });
    const judge = { act: 'judge-post-target', rowId, values: { outcome: 'missed', consequence: '下月补齐' } };
    expect((await add('supervision-department', 'post-targets', judge)).status).toBe(409);
    const upsideDown = { ...target, values: { ...values, endsOn: '2026-02-01' } };
    expect((await add('general-manager', 'post-targets', upsideDown)).body).toMatchObject({ code: 'FIELD_INVALID' });
  });

  it('of integrity takes the report of the leader himself and of nobody else (R-73)', async () => {
    const values = {
      leader: await personId('general-manager'),
      year: 2026,
      duties: '一岗双责',
      reportDueOn: '2026-03-31',
    };
    const rowId = await added('state-assets-inspector', 'integrity-responsibility', {
      act: 'assign-integrity-duty',
      values,
    });
    const report = {
      act: 'report-integrity',
      rowId,
      values: { report: '已履行', giftsDeclared: false, relativesDeclared: false },
    };
    expect((await add('approver', 'integrity-responsibility', report)).status).toBe(409);
    await added('general-manager', 'integrity-responsibility', report);
    expect(await row('auditor', 'integrity-responsibility', rowId)).toMatchObject({ state: 'reported' });
  });

  it('of cooperation is answered by the post that is asked and settled by who asked (R-68)', async () => {
    const rowId = await added('project-supervisor', 'cooperation', {
      act: 'request-cooperation',
      values: { kind: 'support', askedPost: 'archivist', matter: '调阅案卷', dueOn: '2026-03-05' },
    });
    const answer = { act: 'answer-cooperation', rowId, values: { answer: '已调出' } };
    expect((await add('bookkeeper', 'cooperation', answer)).body).toMatchObject({ code: 'ROLE_MISSING' });
    await added('archivist', 'cooperation', answer);
    const close = { act: 'close-cooperation', rowId, values: { outcome: 'closed', remark: '收到' } };
    expect((await add('bookkeeper', 'cooperation', close)).status).toBe(409);
    await added('project-supervisor', 'cooperation', close);
  });

  it('names every body with its duties, and every firm that is not yet supervised (R-2, R-4, R-5, R-6, R-7)', async () => {
    const { items } = await read('auditor', 'legal-duties', { pageSize: 100 });
    expect(items.every(({ cells }) => (cells['duty'] ?? '') !== '')).toBe(true);
    await added('town-officer', 'legal-duties', {
      act: 'acknowledge-duties',
      values: { personInCharge: '街镇负责人', statement: '专人负责' },
    });
    const firms = await read('state-assets-inspector', 'supervised-units');
    expect(firms.items.every(({ overdue }) => overdue)).toBe(true);
    expect(firms.opening).toEqual(['register-supervised-unit']);
  });

  it('of the panel names everybody who may sit in one, with the body he comes from (R-30)', async () => {
    await attacker.plant(`INSERT INTO panel_person (account_id, category) VALUES ($1, 'lawyer')`, [
      await personId('town-officer'),
    ]);
    const { items } = await read('auditor', 'panel-pool');
    expect(items.map(({ cells }) => cells)).toMatchObject([{ category: '律师', seated: '0', held: '不在任' }]);
  });

  it.each([
    [
      'an entry of nobody',
      `INSERT INTO register_entry (register, row_id, act, given, content_hash)
      VALUES ('problems', gen_random_uuid(), 'open-problem', '{}', 'x')`,
      'R-46 TRANSITION_FORBIDDEN',
    ],
    [
      'another answer in the place of the one given',
      `UPDATE guidance_answer SET wording = '计入'`,
      'R-46 TRANSITION_FORBIDDEN',
    ],
    ['a problem that vanishes', 'DELETE FROM problem', 'R-46 TRANSITION_FORBIDDEN'],
    [
      'a major decision of two',
      `INSERT INTO leadership_decision SELECT id, '2026-03-01', 'x', true, 2, 2, 0, 'x', 'x', 'x'
      FROM register_entry WHERE register = 'basis-of-plan' LIMIT 1`,
      'major_matter_decided_together',
    ],
    [
      'half a majority',
      `INSERT INTO leadership_decision SELECT id, '2026-03-01', 'x', false, 4, 2, 0, 'x', 'x', 'x'
      FROM register_entry WHERE register = 'basis-of-plan' LIMIT 1`,
      'decided_by_majority',
    ],
    [
      'a problem closed that nobody reported on',
      `INSERT INTO problem_verdict SELECT id, 'closed', 'x'
      FROM register_entry WHERE act = 'open-problem' ORDER BY seq DESC LIMIT 1`,
      'R-22 FIELD_MISSING',
    ],
  ])('keeps plain SQL from %s (R-22, R-67)', async (_what, sql, refused) => {
    expect(await attacker.attempt(sql)).toContain(refused.split(' ')[0]);
  });

  it('runs no formula of a cell in a spreadsheet', async () => {
    const values = { matter: '=1+1', question: '@SUM(A1)' };
    await added('town-officer', 'guidance', { act: 'ask-guidance', values });
    const file = await (await api.as('auditor')).get('/api/registers/guidance').query({ format: 'csv' });
    expect(file.text).toContain(`"'=1+1","'@SUM(A1)"`);
  });
});
