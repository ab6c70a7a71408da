import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProcessInstanceKey } from '@camunda8/orchestration-cluster-api';
import { diagram, end, flows, start, subprocess, task } from '../core/diagram.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

const call =
  '<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="called" /></bpmn:extensionElements></bpmn:callActivity>';
const inside = start('is') + call + end('ie') + flows('is -> call\ncall -> ie');

/** An instance whose subprocess has called a process, where a job has failed for good. */
let server: RestServer;
let caller: ProcessInstanceKey;
let called: ProcessInstanceKey;
beforeAll(async () => {
  server = await startRest();
  await server.deploy({
    'called.bpmn': diagram('called', start() + task('a') + end() + flows('s -> a\na -> e')),
    'caller.bpmn': diagram('caller', start() + subprocess('sub', inside) + end() + flows('s -> sub\nsub -> e')),
  });
  caller = (await server.client.createProcessInstance({ processDefinitionId: 'caller' as never })).processInstanceKey;
  const request = { type: 'a', worker: 'w', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: -1 };
  const [job] = (await server.client.activateJobs(request)).jobs;
  if (job === undefined) throw new Error('no job');
  called = job.processInstanceKey;
  await server.client.failJob({ jobKey: job.jobKey, retries: 0, errorMessage: 'no answer' });
});
afterAll(() => server.stop());

const instancesOf = (items: readonly { readonly processInstanceKey: ProcessInstanceKey }[]) =>
  items.map(({ processInstanceKey }) => processInstanceKey);

async function elementKey(elementId: string) {
  const filter = { elementId: elementId as never };
  const [element] = (await server.client.searchElementInstances({ filter }, AT_ONCE)).items;
  if (element === undefined) throw new Error(`no ${elementId}`);
  return element.elementInstanceKey;
}

describe('the incidents of a thing are also those of what came of it:', () => {
  it('of a process instance, those of the called process', async () => {
    for (const processInstanceKey of [caller, called]) {
      const found = await server.client.searchProcessInstanceIncidents({ processInstanceKey }, AT_ONCE);
      expect(instancesOf(found.items)).toEqual([called]);
    }
  });

  it('of an element, those of the elements inside it and of the called process', async () => {
    for (const elementId of ['sub', 'call', 'a']) {
      const elementInstanceKey = await elementKey(elementId);
      const found = await server.client.searchElementInstanceIncidents({ elementInstanceKey }, AT_ONCE);
      expect([elementId, instancesOf(found.items)]).toEqual([elementId, [called]]);
    }
    const elementInstanceKey = await elementKey('is');
    const none = await server.client.searchElementInstanceIncidents({ elementInstanceKey }, AT_ONCE);
    expect(none.items).toEqual([]);
  });

  it('of what does not exist, none: that is said', async () => {
    const unknown = '4503599627370497' as never;
    const { client } = server;
    await expect(client.searchProcessInstanceIncidents({ processInstanceKey: unknown }, AT_ONCE)).rejects.toMatchObject(
      { status: 404 },
    );
    await expect(client.searchElementInstanceIncidents({ elementInstanceKey: unknown }, AT_ONCE)).rejects.toMatchObject(
      { status: 404 },
    );
  });
});
