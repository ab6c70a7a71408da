import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

/** A new version of the process, and an instance of it. */
async function started(id: string) {
  const xml = diagram(id, row(serviceTask('A', `${id}-a`)));
  const { processes } = await server.client.createDeployment({ resources: [new File([xml], `${id}.bpmn`)] });
  const processDefinitionKey = processes[0]?.processDefinitionKey;
  if (processDefinitionKey === undefined) throw new Error('nothing deployed');
  const { processInstanceKey } = await server.client.createProcessInstance({ processDefinitionKey });
  return { processDefinitionKey, processInstanceKey };
}

describe('deleting an instance', () => {
  it('is refused while it runs; afterwards nothing of it is found any more', async () => {
    const { client } = server;
    const { processInstanceKey } = await started('one');
    const path = `/v2/process-instances/${processInstanceKey}/deletion`;
    const running = await server.send('POST', path, {});
    expect([running.status, running.json['title']]).toEqual([409, 'INVALID_STATE']);
    await client.cancelProcessInstance({ processInstanceKey });
    expect((await server.send('POST', path)).status).toBe(204);
    const filter = { processInstanceKey };
    expect((await client.searchProcessInstances({ filter }, AT_ONCE)).items).toEqual([]);
    expect((await client.searchElementInstances({ filter }, AT_ONCE)).items).toEqual([]);
    expect((await client.searchJobs({ filter }, AT_ONCE)).items).toEqual([]);
    const gone = await server.send('POST', path);
    expect([gone.status, gone.json['title']]).toEqual([404, 'NOT_FOUND']);
    expect((await server.send('GET', path.replace('deletion', 'call-hierarchy'))).status).toBe(404);
  });
});

describe('deleting a decision', () => {
  it('with its history deletes its evaluations in a batch operation', async () => {
    const { client } = server;
    const decision = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drg" name="drg" namespace="n">
      <decision id="one" name="one"><variable name="v" /><literalExpression><text>1</text></literalExpression></decision>
      </definitions>`;
    const deployed = await client.createDeployment({ resources: [new File([decision], 'one.dmn')] });
    await client.evaluateDecision({ decisionDefinitionId: 'one' as never });
    const resourceKey = deployed.decisionRequirements[0]?.decisionRequirementsKey;
    if (resourceKey === undefined) throw new Error('nothing deployed');
    const { batchOperation } = await client.deleteResource({ resourceKey, deleteHistory: true });
    expect(batchOperation).toMatchObject({ batchOperationType: 'DELETE_DECISION_INSTANCE' });
    const batchOperationKey = batchOperation?.batchOperationKey as never;
    while ((await client.getBatchOperation({ batchOperationKey }, AT_ONCE)).endDate === null);
    expect((await client.searchDecisionInstances({}, AT_ONCE)).items).toEqual([]);
  });
});

describe('deleting a process definition', () => {
  it('lets it drain: no new instances, the running ones go on', async () => {
    const { client } = server;
    const { processDefinitionKey, processInstanceKey } = await started('draining');
    const state = async () => (await client.getProcessDefinition({ processDefinitionKey }, AT_ONCE)).state;
    expect(await state()).toBe('ACTIVE');
    await client.deleteResource({ resourceKey: processDefinitionKey });
    expect(await state()).toBe('DRAINING');
    const filter = { state: 'DRAINING' as const };
    expect((await client.searchProcessDefinitions({ filter }, AT_ONCE)).items).toMatchObject([
      { processDefinitionKey },
    ]);
    const refused = await server.send('POST', '/v2/process-instances', { processDefinitionKey });
    expect(refused.status).toBe(404);
    await client.cancelProcessInstance({ processInstanceKey });
    expect(await state()).toBe('DELETED');
    expect((await client.searchProcessInstances({ filter: { processInstanceKey } }, AT_ONCE)).items).toHaveLength(1);
  });

  it('with its history leaves nothing to be found once its last instance has ended', async () => {
    const { client } = server;
    const { processDefinitionKey, processInstanceKey } = await started('forgotten');
    const reply = await client.deleteResource({ resourceKey: processDefinitionKey, deleteHistory: true });
    expect(reply).toEqual({ resourceKey: processDefinitionKey, batchOperation: null });
    expect((await client.getProcessDefinition({ processDefinitionKey }, AT_ONCE)).state).toBe('DRAINING');
    await client.cancelProcessInstance({ processInstanceKey });
    await server.engine.sweepHistory();
    expect((await client.searchProcessInstances({ filter: { processInstanceKey } }, AT_ONCE)).items).toEqual([]);
    for (const path of ['', '/xml', '/form']) {
      const gone = await server.send('GET', `/v2/process-definitions/${processDefinitionKey}${path}`);
      expect([path, gone.status]).toEqual([path, 404]);
    }
  });
});
