import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../../engine.js';
import { diagram, end, flows, start, task } from '../core/diagram.js';
import { decision, dmn, literal, table } from '../dmn/dmn.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

const EVALUATION = '/v2/decision-definitions/evaluation';

const bonus = dmn(
  decision(
    'bonus',
    table('years | bonus', '> 1 | 100\n > 2 | 200\n > 3 | 300', { policy: 'COLLECT', aggregation: 'SUM' }),
    {
      name: 'Bonus of a year',
    },
  ),
  'bonus_graph',
  'Bonuses',
);
const strict = dmn(decision('strict', table('a | b', '> 1 | 1\n > 2 | 2')), 'strict_graph');
const boxed = dmn(
  decision('boxed', `<list>${literal('1')}${literal('{a: date("2026-03-01")}')}</list>`),
  'boxed_graph',
);

const calling = diagram(
  'calling',
  start() +
    '<bpmn:businessRuleTask id="rule"><bpmn:extensionElements><zeebe:calledDecision decisionId="=which" resultVariable="result" /></bpmn:extensionElements></bpmn:businessRuleTask>' +
    task('after') +
    end() +
    flows('s -> rule\nrule -> after\nafter -> e'),
);

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
  await server.deploy({ 'bonus.dmn': bonus, 'strict.dmn': strict, 'boxed.dmn': boxed, 'calling.bpmn': calling });
});
afterAll(() => server.stop());

const evaluate = (body: unknown) => server.send('POST', EVALUATION, body);

describe('evaluating', () => {
  it('answers with the output as JSON text', async () => {
    const { status, json } = await evaluate({ decisionDefinitionId: 'bonus', variables: { years: 3.5 } });
    expect([status, json]).toMatchObject([200, { output: '600', decisionDefinitionName: 'Bonus of a year' }]);
    expect((await evaluate({ decisionDefinitionId: 'bonus' })).json['output']).toBe('null');
    expect((await evaluate({ decisionDefinitionId: 'boxed' })).json['output']).toBe('[1,{"a":"2026-03-01"}]');
  });

  it('that fails is a reply with the reason, and is found as failed', async () => {
    const { status, json } = await evaluate({ decisionDefinitionId: 'strict', variables: { a: 3 } });
    expect([status, json]).toMatchObject([200, { output: 'null', failedDecisionDefinitionId: 'strict' }]);
    expect(json['failureMessage']).toMatch(
      /^Expected to evaluate decision 'strict', but multiple values aren't allowed/,
    );
    const { items } = await server.client.searchDecisionInstances(
      { filter: { state: 'FAILED', evaluationFailure: json['failureMessage'] as string } },
      AT_ONCE,
    );
    expect(items).toMatchObject([{ decisionDefinitionId: 'strict', result: 'null', state: 'FAILED' }]);
  });

  it.each([
    ['nothing named', {}, 400, /exactly one of decisionDefinitionId and decisionDefinitionKey/],
    ['both', { decisionDefinitionId: 'bonus', decisionDefinitionKey: '1' }, 400, /exactly one/],
    ['variables that are a list', { decisionDefinitionId: 'bonus', variables: [1] }, 400, /variables/],
    ['an id nobody has', { decisionDefinitionId: 'nobody' }, 404, /no decision found for id 'nobody'/],
    ['a key nobody has', { decisionDefinitionKey: '12' }, 404, /no decision found for key '12'/],
  ])('is refused with %s', async (_what, body, status, detail) => {
    const reply = await evaluate(body);
    expect([reply.status, reply.json['detail']]).toEqual([status, expect.stringMatching(detail)]);
  });

  it('of boxed expressions says their kind; searches know them as UNKNOWN', async () => {
    const { json } = await evaluate({ decisionDefinitionId: 'boxed' });
    expect(json['evaluatedDecisions']).toMatchObject([{ decisionDefinitionType: 'LIST' }]);
    const { items } = await server.client.searchDecisionInstances(
      {
        filter: {
          decisionEvaluationKey: json['decisionEvaluationKey'] as never,
          decisionDefinitionType: 'UNKNOWN',
        },
      },
      AT_ONCE,
    );
    expect(items).toHaveLength(1);
  });
});

describe('a business rule task', () => {
  it('leaves decision instances that lead to it', async () => {
    const { processInstanceKey, processDefinitionKey } = await server.client.createProcessInstance({
      processDefinitionId: 'calling' as never,
      variables: { which: 'bonus', years: 2.5 },
    });
    const { items } = await server.client.searchDecisionInstances({ filter: { processInstanceKey } }, AT_ONCE);
    const elements = await server.client.searchElementInstances(
      { filter: { processInstanceKey, elementId: 'rule' as never } },
      AT_ONCE,
    );
    expect(items).toMatchObject([
      {
        decisionDefinitionId: 'bonus',
        result: '300',
        processDefinitionKey,
        rootProcessInstanceKey: processInstanceKey,
        elementInstanceKey: elements.items[0]?.elementInstanceKey,
      },
    ]);
  });

  it('without its decision has an incident; deploying and resolving goes on', async () => {
    const { processInstanceKey } = await server.client.createProcessInstance({
      processDefinitionId: 'calling' as never,
      variables: { which: 'later', a: 1 },
    });
    const incidents = async () =>
      (await server.client.searchIncidents({ filter: { processInstanceKey, state: 'ACTIVE' } }, AT_ONCE)).items;
    const [incident] = await incidents();
    expect(incident).toMatchObject({ errorType: 'CALLED_DECISION_ERROR', elementId: 'rule' });
    await server.deploy({ 'later.dmn': dmn(decision('later', literal('a + 1')), 'later_graph') });
    if (incident !== undefined) await server.client.resolveIncident({ incidentKey: incident.incidentKey });
    expect(await incidents()).toEqual([]);
    const { items } = await server.client.searchVariables({ filter: { processInstanceKey, name: 'result' } }, AT_ONCE);
    expect(items).toMatchObject([{ value: '2' }]);
  });
});

describe('decisions', () => {
  it('of older versions are found, and only the newest is the latest', async () => {
    const version = (text: string) => ({ 'versions.dmn': dmn(decision('versions', literal(text)), 'versions_graph') });
    await server.deploy(version('1'));
    await server.deploy(version('2'));
    const versions = async (filter: Record<string, unknown>) => {
      const { json } = await server.send('POST', '/v2/decision-definitions/search', {
        filter: { decisionDefinitionId: 'versions', ...filter },
        sort: [{ field: 'version', order: 'DESC' }],
      });
      return (json['items'] as { version: number }[]).map((item) => item.version);
    };
    expect(await versions({})).toEqual([2, 1]);
    expect(await versions({ isLatestVersion: true })).toEqual([2]);
    expect(await versions({ decisionRequirementsVersion: 1 })).toEqual([1]);
  });

  it('that are deleted are no longer evaluated; what they decided stays', async () => {
    await server.deploy({ 'gone.dmn': dmn(decision('gone', literal('1')), 'gone_graph') });
    await evaluate({ decisionDefinitionId: 'gone' });
    const found = await server.client.searchDecisionRequirements(
      { filter: { decisionRequirementsId: 'gone_graph' } },
      AT_ONCE,
    );
    const resourceKey = found.items[0]?.decisionRequirementsKey ?? '';
    expect((await server.send('POST', `/v2/resources/${resourceKey}/deletion`)).status).toBe(200);
    expect((await evaluate({ decisionDefinitionId: 'gone' })).status).toBe(404);
    const { page } = await server.client.searchDecisionInstances(
      { filter: { decisionDefinitionId: 'gone' as never } },
      AT_ONCE,
    );
    expect(page.totalItems).toBe(1);
  });

  it.each([
    ['/v2/decision-definitions/1', 404],
    ['/v2/decision-definitions/1/xml', 404],
    ['/v2/decision-requirements/1', 404],
    ['/v2/decision-requirements/1/xml', 404],
    ['/v2/decision-instances/1-1', 404],
    ['/v2/decision-instances/1', 400],
    ['/v2/decision-definitions/x', 400],
  ])('GET %s answers %i', async (path, status) => {
    expect((await server.send('GET', path)).status).toBe(status);
  });

  it('an evaluation that is not there cannot be deleted', async () => {
    expect((await server.send('POST', '/v2/decision-instances/1/deletion', {})).status).toBe(404);
  });

  it('a file with a fault is refused with the place', async () => {
    const body = new FormData();
    body.append('resources', new File([dmn(decision('bad', table('a | b', '> | 1')))], 'bad.dmn'));
    const reply = await fetch(`${server.url}/v2/deployments`, { method: 'POST', body });
    expect([reply.status, ((await reply.json()) as { detail: string }).detail]).toEqual([
      400,
      expect.stringMatching(/'bad\.dmn': - Decision 'bad', rule 1 \('rule1'\), input 1 \('A'\): failed to parse/),
    ]);
  });
});

describe('after a restart', () => {
  it('decisions are there with their versions, and instances that wait for one go on', async () => {
    const { processInstanceKey } = await server.client.createProcessInstance({
      processDefinitionId: 'calling' as never,
      variables: { which: 'strict', a: 5 },
    });
    await server.closeEngine();
    const engine = await Engine.open({ databaseUrl: server.databaseUrl });
    try {
      const reply = await engine.evaluateDecision({ decisionDefinitionId: 'bonus', variables: { years: 9 } });
      expect(reply).toMatchObject({ output: 600, decisionDefinitionVersion: 1 });
      const again = await engine.deploy({ resources: [{ name: 'bonus.dmn', content: bonus }] });
      expect(again.decisions).toMatchObject([{ decisionDefinitionKey: reply.decisionDefinitionKey }]);
      await engine.deploy({ resources: [{ name: 'strict.dmn', content: strict.replace('> 2', '> 9') }] });
      const { rows } = await engine.pool.query<{ incident_key: string }>(
        `SELECT incident_key FROM ${engine.schema}.incident WHERE process_instance_key = $1`,
        [processInstanceKey],
      );
      await engine.resolveIncident({ incidentKey: rows[0]?.incident_key ?? '' });
      const jobs = await engine.activateJobs({
        type: 'after',
        timeout: 1_000,
        maxJobsToActivate: 100,
        requestTimeout: -1,
      });
      expect(jobs.find((job) => job.processInstanceKey === processInstanceKey)?.variables).toMatchObject({ result: 1 });
    } finally {
      await engine.close();
    }
  });
});
