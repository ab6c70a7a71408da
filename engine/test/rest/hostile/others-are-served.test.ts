import { afterEach, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase } from '../../../postgres/test-database.js';
import { diagram, row, serviceTask } from '../diagrams.js';
import { killServers, run } from '../server-process.js';
import { upload } from './upload.js';

afterEach(killServers);

/** The official clients give up after ten seconds; nobody else's call may take that long, even on a busy machine. */
const PATIENCE_MS = 10_000;

const good = diagram('good', row(serviceTask('A', 'good-a')));
const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('');
const inSubProcess = (task: string): string =>
  `<bpmn:startEvent id="S" /><bpmn:subProcess id="U"><bpmn:startEvent id="I" /></bpmn:subProcess>${task}
  <bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="U" /><bpmn:sequenceFlow id="f2" sourceRef="U" targetRef="T" />
  <bpmn:sequenceFlow id="f3" sourceRef="T" targetRef="U" />`;
const mapping = '<zeebe:ioMapping><zeebe:input source="=[list]" target="y" /></zeebe:ioMapping>';

/** Answers of the server, each with the time it took. */
class Caller {
  longest = 0;

  constructor(readonly origin: string) {}

  async post(path: string, body: unknown): Promise<{ status: number; json: Record<string, unknown> }> {
    const begin = performance.now();
    const response = await fetch(`${this.origin}/v2${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    this.longest = Math.max(this.longest, performance.now() - begin);
    return { status: response.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }

  /** A whole instance, from its start to its end. */
  async work(): Promise<void> {
    const created = await this.post('/process-instances', { processDefinitionId: 'good' });
    expect(created.status).toBe(200);
    const asked = { type: 'good-a', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 60_000 };
    const { json } = await this.post('/jobs/activation', asked);
    const [job] = json['jobs'] as { jobKey: string }[];
    expect((await this.post(`/jobs/${job?.jobKey ?? ''}/completion`, {})).status).toBe(204);
  }
}

const sum = `=1${'+1'.repeat(45_000)}`;
const FILES: readonly (readonly [what: string, xml: string])[] = [
  [
    'elements',
    diagram(
      'x',
      times(60_000, (at) => `<bpmn:task id="t${String(at)}"/>`),
    ),
  ],
  [
    'elements up to the limit',
    diagram(
      'x',
      times(49_000, (at) => `<bpmn:task id="t${String(at)}"/>`),
    ),
  ],
  ['levels', diagram('x', '<bpmn:subProcess>'.repeat(200_000))],
  ['one id', diagram('x', `<!--${'\n'.repeat(1e6)}-->${'<bpmn:task id="a"/>'.repeat(30_000)}`)],
  ['attributes', good.replace('id="A"', `id="A" ${times(200_000, (at) => `a${String(at)}="" `)}`)],
  [
    'FEEL',
    diagram('x', row(...Array.from('ABCDEFGH').map((id) => serviceTask(id, 'x', mapping.replace('=[list]', sum))))),
  ],
];
const PROCESSES: Readonly<Record<string, string>> = {
  'for-ever': inSubProcess('<bpmn:task id="T" />'),
  'for-ever-with-lists': inSubProcess(
    `<bpmn:task id="T"><bpmn:extensionElements>${mapping}</bpmn:extensionElements></bpmn:task>`,
  ),
  'a-million': `<bpmn:startEvent id="S" /><bpmn:task id="T"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
    <zeebe:loopCharacteristics inputCollection="=for i in 1..900000 return i" /></bpmn:extensionElements>
    </bpmn:multiInstanceLoopCharacteristics></bpmn:task><bpmn:sequenceFlow id="f" sourceRef="S" targetRef="T" />`,
  itself: `<bpmn:startEvent id="S" /><bpmn:callActivity id="C"><bpmn:extensionElements><zeebe:calledElement processId="=&quot;itself&quot;" />
    </bpmn:extensionElements></bpmn:callActivity><bpmn:sequenceFlow id="f" sourceRef="S" targetRef="C" />`,
};

describe('while somebody attacks the server', () => {
  it('the others work on, and nothing has to be started again', async () => {
    const database = await createEmptyDatabase();
    try {
      const server = run('--port', '0', '--database-url', database.url, '--log-level', 'error');
      const caller = new Caller((await server.ready).replace(/\/v2$/, ''));
      const deployed = [['good', good], ...Object.entries(PROCESSES).map(([id, xml]) => [id, diagram(id, xml)])];
      for (const [id = '', xml = ''] of deployed)
        expect(await upload(caller.origin, [[`${id}.bpmn`, xml]])).toMatchObject({ status: 200 });

      const list = Array.from({ length: 300_000 }, (_, at) => at);
      const attacks = [
        ...FILES.map(([what, xml]) => async () => {
          expect([what, (await upload(caller.origin, [['x.bpmn', xml]])).status]).toEqual([what, 400]);
        }),
        ...Object.keys(PROCESSES).map((processDefinitionId) => async () => {
          const body = { processDefinitionId, variables: { list } };
          const { status } = await new Caller(caller.origin).post('/process-instances', body);
          expect([processDefinitionId, [200, 409].includes(status) || status]).toEqual([processDefinitionId, true]);
        }),
      ];
      for (const attack of attacks) {
        const over = attack();
        await Promise.all([over, caller.work(), caller.work()]);
      }
      expect(caller.longest).toBeLessThan(PATIENCE_MS);
      server.child.kill('SIGTERM');
      expect([await server.ended, server.said.err]).toEqual([0, '']);
    } finally {
      await database.drop();
    }
  }, 180_000);
});
