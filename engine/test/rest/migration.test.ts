import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, messageCatch, row, serviceTask, userTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

async function deploy(xml: string) {
  const { processes } = await server.client.createDeployment({ resources: [new File([xml], 'migration.bpmn')] });
  const [process] = processes;
  if (process === undefined) throw new Error('nothing deployed');
  return process.processDefinitionKey;
}

const same = (...ids: string[]) => ids.map((id) => ({ sourceElementId: id as never, targetElementId: id as never }));

describe('the official client migrates an instance', () => {
  it('with its user task, variables and incident, and finds all of it under the new definition', async () => {
    const { client } = server;
    await deploy(diagram('grown', row(userTask('Look'), serviceTask('A', 'a'))));
    const { processInstanceKey } = await client.createProcessInstance({
      processDefinitionId: 'grown' as never,
      variables: { n: 1 },
    });
    const processDefinitionKey = await deploy(diagram('grown', row(userTask('Look'), serviceTask('B', 'b'))));
    await client.migrateProcessInstance({
      processInstanceKey,
      targetProcessDefinitionKey: processDefinitionKey,
      mappingInstructions: same('Look'),
    });
    const instance = await client.getProcessInstance({ processInstanceKey }, AT_ONCE);
    expect(instance).toMatchObject({ processDefinitionKey, processDefinitionVersion: 2, state: 'ACTIVE' });
    const filter = { processInstanceKey, processDefinitionKey };
    expect((await client.searchUserTasks({ filter }, AT_ONCE)).items).toMatchObject([
      { elementId: 'Look', state: 'CREATED', processDefinitionVersion: 2 },
    ]);
    expect((await client.searchElementInstances({ filter }, AT_ONCE)).items).toMatchObject([
      { elementId: 'Look', state: 'ACTIVE' },
    ]);
    const variables = await client.searchVariables({ filter: { processInstanceKey } }, AT_ONCE);
    expect(variables.items).toMatchObject([{ name: 'n', value: '1' }]);
  });

  it('that waits for a message; the subscription says that it was migrated', async () => {
    const { client } = server;
    const wait = messageCatch('Wait', 'paid', 'caseId');
    await deploy(diagram('waits', row(wait), wait.root));
    const { processInstanceKey } = await client.createProcessInstance({
      processDefinitionId: 'waits' as never,
      variables: { caseId: 'm-1' },
    });
    const targetProcessDefinitionKey = await deploy(
      diagram('waits', row(wait, serviceTask('A', 'waits-a')), wait.root),
    );
    await client.migrateProcessInstance({
      processInstanceKey,
      targetProcessDefinitionKey,
      mappingInstructions: same('Wait'),
    });
    const found = await client.searchMessageSubscriptions({ filter: { processInstanceKey } }, AT_ONCE);
    expect(found.items).toMatchObject([
      { processDefinitionKey: targetProcessDefinitionKey, messageSubscriptionState: 'MIGRATED' },
    ]);
    await client.correlateMessage({ name: 'paid', correlationKey: 'm-1' });
    const jobs = await client.searchJobs({ filter: { processInstanceKey } }, AT_ONCE);
    expect(jobs.items).toMatchObject([{ elementId: 'A', state: 'CREATED' }]);
  });
});

describe('on the wire a migration', () => {
  it.each([
    [
      'unmapped active element',
      (target: string) => ({ targetProcessDefinitionKey: target, mappingInstructions: [] }),
      409,
      'INVALID_STATE',
    ],
    [
      'unknown element',
      (target: string) => ({ targetProcessDefinitionKey: target, mappingInstructions: same('A', 'none') }),
      400,
      'INVALID_ARGUMENT',
    ],
    [
      'unknown definition',
      () => ({ targetProcessDefinitionKey: '1', mappingInstructions: same('A') }),
      404,
      'NOT_FOUND',
    ],
    ['no mapping at all', (target: string) => ({ targetProcessDefinitionKey: target }), 400, 'INVALID_ARGUMENT'],
    ['no definition', () => ({ mappingInstructions: same('A') }), 400, 'INVALID_ARGUMENT'],
  ])('with %s is refused, and the instance stays what it is', async (_what, body, status, title) => {
    const source = await deploy(diagram('refused', row(serviceTask('A', 'refused-a'))));
    const { processInstanceKey } = await server.client.createProcessInstance({ processDefinitionKey: source });
    const target = await deploy(diagram('target', row(serviceTask('A', 'target-a'))));
    const reply = await server.send('POST', `/v2/process-instances/${processInstanceKey}/migration`, body(target));
    expect([reply.status, reply.json['title']]).toEqual([status, title]);
    const instance = await server.client.getProcessInstance({ processInstanceKey }, AT_ONCE);
    expect(instance).toMatchObject({ processDefinitionKey: source, state: 'ACTIVE' });
  });
});
