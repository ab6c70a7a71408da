import { expect } from '@jest/globals';
import { AT_ONCE } from '../rest/rest-server.js';
import { decision, dmn, literal } from '../dmn/dmn.js';
import { boundary, end, error, exclusive, flows, line, onError, start, task } from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';
import { only, refused } from './play.js';

onOneServer();

const simple = start() + task('a') + end() + line('a');
const changed = start() + task('b') + end() + line('b');

const definitions = async (play: Play, more: object = {}) => {
  const filter = { processDefinitionId: play.id() as never, ...more };
  return (await play.client.searchProcessDefinitions({ filter }, AT_ONCE)).items;
};

async function refusedAsProblem(play: Play, xml: string) {
  const form = new FormData();
  form.append('resources', new File([xml], 'bad.bpmn'));
  const reply = await fetch(`${play.server.url}/v2/deployments`, { method: 'POST', body: form });
  expect([reply.status, reply.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  expect(await reply.json()).toMatchObject({ title: 'INVALID_ARGUMENT', detail: expect.stringContaining('bad.bpmn') });
  expect(await definitions(play)).toEqual([]);
}

example('deployment.first-version', async (play) => {
  const reply = await play.client.createDeployment({ resources: [play.file(simple)] });
  const deployed = only(reply.processes);
  expect(deployed).toMatchObject({
    processDefinitionId: play.id(),
    processDefinitionVersion: 1,
    resourceName: `${play.id()}.bpmn`,
    tenantId: '<default>',
  });
  const { processDefinitionKey } = deployed;
  const read = await play.client.getProcessDefinition({ processDefinitionKey }, AT_ONCE);
  expect(read).toMatchObject({ name: play.id(), state: 'ACTIVE', version: 1 });
});

example('deployment.new-version', async (play) => {
  const first = await play.deploy(simple);
  const second = await play.deploy(changed);
  expect(second).toMatchObject({ processDefinitionId: play.id(), processDefinitionVersion: 2 });
  expect(second.processDefinitionKey).not.toBe(first.processDefinitionKey);
  expect(only(await definitions(play, { isLatestVersion: true }))).toMatchObject({ version: 2 });
  expect(await definitions(play)).toHaveLength(2);
});

example('deployment.duplicate-keeps-version', async (play) => {
  const first = await play.deploy(simple);
  expect(await play.deploy(simple)).toEqual(first);
  expect(await definitions(play)).toHaveLength(1);
});

example('deployment.atomic', async (play) => {
  const bad = new File(['<bpmn'], 'bad.bpmn');
  await refused(play.client.createDeployment({ resources: [play.file(simple), bad] }), 400);
  expect(await definitions(play)).toEqual([]);
  await refused(play.create(), 404);
});

example('deployment.broken-xml', (play) => refusedAsProblem(play, play.xml(simple).slice(0, -20)));

example('deployment.service-task-without-type', (play) =>
  refusedAsProblem(play, play.xml(start() + '<bpmn:serviceTask id="a" />' + end() + line('a'))),
);

example('deployment.xor-flow-without-condition', (play) => {
  const branches = exclusive('x') + task('a') + task('b') + flows('s -> x\nx -> a : =true\nx -> b\na -> e\nb -> e');
  return refusedAsProblem(play, play.xml(start() + branches + end()));
});

example('deployment.two-error-boundaries-same-code', (play) => {
  const both = boundary('b1', 'a', onError('E')) + boundary('b2', 'a', onError('E'));
  const body = start() + task('a') + both + end() + line('a') + flows('b1 -> e\nb2 -> e');
  return refusedAsProblem(play, play.xml(body, error('E', 'E')));
});

example('deployment.form', async (play) => {
  const schema = JSON.stringify({ id: play.id(), type: 'default', components: [] });
  const { forms } = await play.client.createDeployment({ resources: [new File([schema], 'survey.form')] });
  expect(only(forms)).toMatchObject({
    formId: play.id(),
    version: 1,
    resourceName: 'survey.form',
    formKey: expect.stringMatching(/^\d+$/),
  });
});

example('deployment.dmn', async (play) => {
  const graph = dmn(decision(play.id(), literal('1')), `graph-${play.id()}`, 'Rates');
  const reply = await play.client.createDeployment({ resources: [new File([graph], 'rates.dmn')] });
  const decided = only(reply.decisions);
  const requirements = only(reply.decisionRequirements);
  expect(decided).toMatchObject({ decisionDefinitionId: play.id(), name: play.id(), version: 1 });
  expect(requirements).toMatchObject({
    decisionRequirementsId: `graph-${play.id()}`,
    decisionRequirementsName: 'Rates',
    version: 1,
    resourceName: 'rates.dmn',
    decisionRequirementsKey: expect.stringMatching(/^\d+$/),
  });
  const { decisionRequirementsId, decisionRequirementsKey } = requirements;
  expect(decided).toMatchObject({ decisionRequirementsId, decisionRequirementsKey });
});
