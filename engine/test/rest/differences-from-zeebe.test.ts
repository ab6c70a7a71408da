import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
  await server.deploy({
    'different.bpmn': diagram('different', row(serviceTask('A', 'io.camunda:http-json:1'))),
    'round.bpmn': diagram('round', ROUND),
  });
});
afterAll(() => server.stop());

const ROUND = `<bpmn:startEvent id="Start" />
  <bpmn:exclusiveGateway id="Again" default="Flow_3" />
  <bpmn:task id="Step" />
  <bpmn:endEvent id="End" />
  <bpmn:sequenceFlow id="Flow_1" sourceRef="Start" targetRef="Again" />
  <bpmn:sequenceFlow id="Flow_2" sourceRef="Step" targetRef="Again" />
  <bpmn:sequenceFlow id="Flow_3" sourceRef="Again" targetRef="Step" />
  <bpmn:sequenceFlow id="Flow_4" sourceRef="Again" targetRef="End">
    <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=done</bpmn:conditionExpression>
  </bpmn:sequenceFlow>`;

const statusOf = async (method: string, path: string, body?: unknown) => (await server.send(method, path, body)).status;
const start = (body: object) =>
  server.send('POST', '/v2/process-instances', { processDefinitionId: 'different', ...body });

describe("what the engine's README says is otherwise than in a Camunda cluster", () => {
  it('one broker with one partition', async () => {
    const { brokers, partitionsCount, replicationFactor } = await server.client.getTopology();
    expect([brokers.length, partitionsCount, replicationFactor]).toEqual([1, 1, 1]);
  });

  it('a search finds at once what a command has answered', async () => {
    const { processInstanceKey } = (await start({})).json;
    const { items } = await server.client.searchProcessInstances({}, AT_ONCE);
    expect(items.map((item) => item.processInstanceKey)).toEqual([processInstanceKey]);
  });

  it('processes run in one tenant', async () => {
    expect((await start({ tenantId: '<default>' })).status).toBe(200);
    expect((await start({ tenantId: 'other' })).status).toBe(400);
  });

  it('jobs of connectors wait for a worker, as all others do', async () => {
    await start({});
    const { jobs } = await server.client.activateJobs({
      type: 'io.camunda:http-json:1',
      timeout: 60_000,
      maxJobsToActivate: 1,
    });
    expect(jobs).toHaveLength(1);
  });

  it('the licence is Apache-2.0', async () => {
    expect(await server.client.getLicense()).toMatchObject({ validLicense: true, licenseType: 'apache-2.0' });
  });

  it('one store of documents, the database', async () => {
    expect(await statusOf('POST', '/v2/documents/links?storeId=aws')).not.toBe(200);
    expect((await server.send('GET', '/v2/documents/x?storeId=aws')).json['detail']).toContain("'postgresql'");
  });

  it('no interface of operators beside the API, and no web application', async () => {
    for (const path of ['/actuator/health', '/actuator/backups', '/operate', '/tasklist', '/optimize', '/identity'])
      expect([path, await statusOf('GET', path)]).toEqual([path, 404]);
  });

  it('a process that goes round without waiting is refused instead of running for ever', async () => {
    const { status, json } = await start({ processDefinitionId: 'round', variables: { done: false } });
    expect([status, json['title']]).toEqual([409, 'INVALID_STATE']);
    expect(json['detail']).toContain('goes round for ever');
  });

  it('names have at most 400 characters', async () => {
    expect((await start({ variables: { ['x'.repeat(400)]: 1 } })).status).toBe(200);
    expect((await start({ variables: { ['x'.repeat(401)]: 1 } })).status).toBe(400);
  });

  it('whole numbers beyond 64 bits are kept', async () => {
    const body = '{"processDefinitionId":"different","variables":{"n":123456789012345678901234567890}}';
    const { status, json } = await server.send('POST', '/v2/process-instances', body);
    expect(status).toBe(200);
    const filter = { processInstanceKey: json['processInstanceKey'] as never };
    const { items } = await server.client.searchVariables({ filter }, AT_ONCE);
    expect(items.map(({ value }) => value)).toEqual(['123456789012345678901234567890']);
  });

  it('the clock moves for whoever may operate the engine', async () => {
    await server.client.pinClock({ timestamp: Date.UTC(2030, 0, 1) });
    const { json } = await server.send('POST', '/v2/expression/evaluation', { expression: '=today()' });
    expect(json['result']).toBe('2030-01-01');
    await server.client.resetClock();
  });
});
