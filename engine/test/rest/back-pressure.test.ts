import { expect, it } from '@jest/globals';
import { diagram, row, serviceTask } from './diagrams.js';
import { startRest } from './rest-server.js';

it('answers commands of a closing engine so that the official clients try again, and lets held requests go', async () => {
  const server = await startRest();
  await server.deploy({ 'late.bpmn': diagram('late', row(serviceTask('A', 'late'))) });
  const activation = { type: 'late', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 30_000 };
  const held = server.send('POST', '/v2/jobs/activation', activation);
  const result = server.send('POST', '/v2/process-instances', { processDefinitionId: 'late', awaitCompletion: true });
  const job = (await held).json['jobs'] as unknown[];
  expect(job).toHaveLength(1);
  const waiting = server.send('POST', '/v2/jobs/activation', activation);
  await server.closeEngine();
  expect((await result).json).toMatchObject({ status: 503, title: 'RESOURCE_EXHAUSTED' });
  expect([200, 503]).toContain((await waiting).status);
  const refused = await server.send('POST', '/v2/process-instances', { processDefinitionId: 'late' });
  expect(refused.json).toMatchObject({ status: 503, title: 'RESOURCE_EXHAUSTED', instance: '/v2/process-instances' });
  expect((await server.send('GET', '/v2/status')).status).toBe(503);
  await server.stop();
});
