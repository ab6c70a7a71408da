import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type TestAgent from 'supertest/lib/agent.js';
import type { TaskRow } from '../../api/contract/index.js';
import { entries } from '../../api/entries/index.js';
import { schemaOfFields } from '../../api/entries/form-schema.js';
import type { FieldSchema } from '../../api/entries/form-schema.js';
import { SAMPLE_PROJECT } from '../../app/load-sample.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { ACT_NAMES, actOf } from '../../rules/acts.js';
import { detailOf, startWholeSystem } from './system-under-test.js';
import type { SystemUnderTest } from './system-under-test.js';
import { smallPdf } from '../helpers/small-pdf.js';

const SCOPE = {
  boundary: '东至甲路，西至乙路',
  land: 'state',
  area: '5200.00',
  householdsExpected: 40,
  oldAreaRenewal: true,
  launchFunds: '1000000.00',
};

const paths = (body: unknown): string[] =>
  (body as { findings: { path?: string }[] }).findings.map(({ path }) => path ?? '').sort();

describe('the entries', () => {
  it('are there for every act that demands one, and for no other', () => {
    const demanding = ACT_NAMES.filter((act) => actOf(act).entry);
    expect(entries.map(({ act }) => act).sort()).toEqual([...demanding].sort());
  });

  const fieldsIn = (schema: FieldSchema, path: string): [string, FieldSchema][] =>
    Object.entries(schema.properties ?? {}).flatMap(([name, field]): [string, FieldSchema][] => [
      [`${path}.${name}`, field],
      ...(field.items ? fieldsIn(field.items, `${path}.${name}`) : []),
    ]);
  const fields = entries.flatMap(({ act, fields: shape }) => fieldsIn(schemaOfFields(shape), act));
  it.each(fields)('draw %s with a Chinese title and a widget', (_path, field) => {
    expect(field.title).toMatch(/\p{Script=Han}/u);
    expect(field['x-widget']).toBeDefined();
  });
});

describe('what is entered for a task', () => {
  let running: SystemUnderTest;
  let town: TestAgent;
  let task: TaskRow;
  let projectId: string;
  beforeAll(async () => {
    running = await startWholeSystem();
    const district = await running.as('district');
    const clock = await district.get('/api/clock');
    const registeredOn = (clock.body as { now: string }).now.slice(0, 10);
    const registered = await district.post('/api/projects').send({ ...SAMPLE_PROJECT, registeredOn });
    projectId = (registered.body as { id: string }).id;
    town = await running.as('town-a');
    task = await running.waitForTask('town-a', 'define-scope');
  }, 60_000);
  afterAll(async () => {
    await running.stop();
  });
  const enter = (agent: TestAgent, values: unknown) => agent.post(`/api/tasks/${task.taskKey}/entry`).send({ values });
  const facts = async (): Promise<number> => {
    const rows = await running.system.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM project_scope',
    );
    return rows[0]?.count ?? -1;
  };

  it('is refused before the task is claimed, and of a task that another claimed', async () => {
    const early = await enter(town, SCOPE).expect(409);
    expect(early.body).toMatchObject({ code: 'TASK_NOT_YOURS' });
    await town.post(`/api/tasks/${task.taskKey}/claim`).expect(204);
    const foreign = await enter(await running.as('district'), SCOPE);
    expect(foreign.status).toBeGreaterThanOrEqual(403);
    expect(await facts()).toBe(0);
  });

  it('keeps the task open while nothing is entered: the guard names what is missing', async () => {
    const denied = await town.post(`/api/tasks/${task.taskKey}/completion`).send({ verdict: 'defined' }).expect(409);
    expect(denied.body).toMatchObject({ code: 'DENIED', detail: expect.stringContaining('尚未填写“划定项目范围”') });
  });

  it.each([
    ['nothing', {}, ['area', 'boundary', 'householdsExpected', 'land', 'launchFunds', 'oldAreaRenewal']],
    ['a word that is none', { ...SCOPE, land: 'moon' }, ['land']],
    ['a number as text', { ...SCOPE, householdsExpected: '40' }, ['householdsExpected']],
    ['a part of a household', { ...SCOPE, householdsExpected: 1.5 }, ['householdsExpected']],
    ['money as a number', { ...SCOPE, launchFunds: 1_000_000 }, ['launchFunds']],
    ['a third decimal', { ...SCOPE, area: '1.234' }, ['area']],
    ['a fact of another kind', { ...SCOPE, verdict: 'approved' }, ['']],
    ['a paper of nobody', { ...SCOPE, map: '00000000-0000-4000-8000-000000000001' }, ['map']],
    ['text instead of an id', { ...SCOPE, map: 'map.pdf' }, ['map']],
  ])('is refused with %s, at the field, and stores nothing', async (_what, values, wrong) => {
    const answer = await enter(town, values).expect(400);
    expect(paths(answer.body)).toEqual(wrong.map((field) => (field === '' ? 'body.values' : `body.values.${field}`)));
    expect(await facts()).toBe(0);
  });

  it('is refused where it is no object', async () => {
    for (const values of [null, [], 'SCOPE', 7]) await enter(town, values).expect(400);
  });

  it('comes back with the task, with its papers, and twice is once', async () => {
    const file = smallPdf('范围图');
    const upload = () => town.post(`/api/tasks/${task.taskKey}/documents`).attach('file', file, '范围图.pdf');
    const paper = (await upload().expect(201)).body as { id: string };
    expect((await upload().expect(201)).body).toMatchObject({ id: paper.id });
    const values = { ...SCOPE, map: paper.id };
    const first = await enter(town, values).expect(200);
    const again = await enter(town, values).expect(200);
    expect(again.body).toEqual(first.body);
    expect(await facts()).toBe(1);
    const detail = await detailOf(town, task.taskKey);
    expect(detail).toMatchObject({
      entry: 'form',
      entryDone: true,
      entryForm: { values, documents: { [paper.id]: expect.any(String) } },
    });
    const ledger = await running.system.database.transaction((tx) => entriesOf(tx, projectId));
    expect(ledger.filter(({ kind }) => kind === 'entry-recorded')).toHaveLength(1);
    const download = await town.get(`/api/documents/${paper.id}`).expect(200);
    expect(download.headers['content-disposition']).toContain('attachment');
    await (await running.as('administrator')).get(`/api/documents/${paper.id}`).expect(403);
  });

  it('leaves a trace of who was shown the sheet or a paper of it, once for each person and day (R-43)', async () => {
    const readers = async () => {
      const ledger = await running.system.database.transaction((tx) => entriesOf(tx, projectId));
      return ledger.filter(({ kind }) => kind === 'case-read').length;
    };
    expect(await readers()).toBe(1);
    const detail = await detailOf(town, task.taskKey);
    const [paper = ''] = Object.keys(detail.entryForm?.documents ?? {});
    const audit = await running.as('audit');
    for (let time = 0; time < 3; time += 1) await audit.get(`/api/documents/${paper}`).expect(200);
    expect(await readers()).toBe(2);
  });

  it('may be put right while the task is open; both stay in the register, one stands', async () => {
    await enter(town, { ...SCOPE, householdsExpected: 41 }).expect(200);
    expect(await facts()).toBe(2);
    expect((await detailOf(town, task.taskKey)).entryForm?.values).toMatchObject({ householdsExpected: 41 });
  });

  it('is fixed once the task is completed, even past the API', async () => {
    await town.post(`/api/tasks/${task.taskKey}/completion`).send({ verdict: 'defined' }).expect(204);
    await enter(town, { ...SCOPE, householdsExpected: 1 }).expect(409);
    expect(await facts()).toBe(2);
  });

  it('is taken for no task that asks for nothing', async () => {
    const confirm = await running.waitForTask('district', 'confirm-scope');
    const district = await running.as('district');
    await district.post(`/api/tasks/${confirm.taskKey}/claim`).expect(204);
    await district.post(`/api/tasks/${confirm.taskKey}/entry`).send({ values: {} }).expect(409);
    const upload = district.post(`/api/tasks/${confirm.taskKey}/documents`);
    await upload.attach('file', smallPdf(''), 'a.pdf').expect(409);
    const sheet = await detailOf(district, confirm.taskKey);
    expect(sheet.facts).toMatchObject({ kind: 'sheet' });
    expect(JSON.stringify(sheet.facts)).toContain('东至甲路');
  });
});
