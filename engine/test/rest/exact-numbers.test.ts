import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../../engine.js';
import { diagram, messageCatch, row, serviceTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

const VARIABLES = '{"account":6222021001234567890,"price":1.0,"rates":[2.0,1.5],"plain":7}';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
  const receive = messageCatch('C', 'exact', 'key');
  await server.deploy({
    'exact.bpmn': diagram('exact', row(serviceTask('A', 'exact-a'))),
    'waits.bpmn': diagram('waits', row(receive, serviceTask('B', 'exact-b')), receive.root),
  });
});
afterAll(() => server.stop());

/** Bodies and replies as texts: JavaScript's own numbers would hide what is asked. */
async function post(path: string, body: string): Promise<string> {
  const { status, text } = await server.send('POST', `/v2${path}`, body);
  expect([status, text]).toEqual([200, text]);
  return text;
}

const start = () => post('/process-instances', `{"processDefinitionId":"exact","variables":${VARIABLES}}`);
const activate = () => post('/jobs/activation', '{"type":"exact-a","timeout":60000.0,"maxJobsToActivate":1}');

describe('numbers that a double does not keep', () => {
  it('come back from jobs and searches as they were sent', async () => {
    const { processInstanceKey } = JSON.parse(await start()) as { processInstanceKey: string };
    expect(await activate()).toContain(`"variables":${VARIABLES}`);
    const { items } = await server.client.searchVariables(
      { filter: { processInstanceKey: processInstanceKey as never } },
      AT_ONCE,
    );
    expect(Object.fromEntries(items.map(({ name, value }) => [name, value]))).toEqual({
      account: '6222021001234567890',
      price: '1.0',
      rates: '[2.0,1.5]',
      plain: '7',
    });
  });

  it('are the same to an engine that reads them from the database', async () => {
    await start();
    const body = `{"name":"exact","correlationKey":"k","timeToLive":3600000.0,"variables":${VARIABLES}}`;
    await post('/messages/publication', body);
    await server.closeEngine();
    const again = await Engine.open({ databaseUrl: server.databaseUrl });
    try {
      const [job] = await again.activateJobs({ type: 'exact-a', timeout: 60_000, maxJobsToActivate: 1 });
      expect(JSON.stringify(job?.variables)).toBe(VARIABLES);
      await again.createInstance({ processDefinitionId: 'waits', variables: { key: 'k' } });
      const [received] = await again.activateJobs({ type: 'exact-b', timeout: 60_000, maxJobsToActivate: 1 });
      const { account, price, rates, plain } = received?.variables ?? {};
      expect(JSON.stringify({ account, price, rates, plain })).toBe(VARIABLES);
    } finally {
      await again.close();
    }
  });
});
