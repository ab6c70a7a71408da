import { Metadata, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { USER } from '../../identity/kinds.js';
import { hashPassword } from '../../identity/passwords.js';
import { diagram, row, serviceTask } from '../rest/diagrams.js';
import { startGrpc } from './grpc-server.js';
import type { RunningGrpc } from './grpc-server.js';

let server: RunningGrpc;
beforeAll(async () => {
  server = await startGrpc({ identity: true });
  await server.deploy({ 'work.bpmn': diagram('work', row(serviceTask('A', 'work'))) });
  const { identity } = server.engine;
  for (const username of ['root', 'worker', 'clerk', 'stranger'])
    await identity.create(USER, username, { passwordHash: await hashPassword(username) });
  await identity.assign({ holder: { type: 'ROLE', id: 'admin' }, member: { type: 'USER', id: 'root' } });
  const grant = (ownerId: string, resourceId: string) =>
    identity.authorize({
      ownerType: 'USER',
      ownerId,
      resourceType: 'PROCESS_DEFINITION',
      resourceId,
      resourcePropertyName: null,
      permissionTypes: ['UPDATE_PROCESS_INSTANCE'],
    });
  await grant('worker', '*');
  await grant('clerk', 'work');
});
afterAll(() => server.stop());

function as(username: string) {
  const metadata = new Metadata();
  metadata.set('authorization', `Basic ${btoa(`${username}:${username}`)}`);
  return server.newRaw(metadata);
}

const refused = { code: status.PERMISSION_DENIED };
const creation = { bpmnProcessId: 'work', version: -1 };

describe('the rights of the cluster, over gRPC,', () => {
  it('let an administrator do everything and a worker work', async () => {
    await as('root').call('CreateProcessInstance', creation);
    const [job] = await as('worker').jobs({ type: 'work' });
    await as('worker').call('CompleteJob', { jobKey: job?.['key'] });
    await expect(as('worker').call('CreateProcessInstance', creation)).rejects.toMatchObject(refused);
    await expect(as('worker').call('BroadcastSignal', { signalName: 's' })).rejects.toMatchObject(refused);
  });

  it.each(['stranger', 'clerk'])('keep out who has none, or not all: %s', async (username) => {
    const client = as(username);
    await client.call('Topology', {});
    await expect(client.jobs({ type: 'work' })).rejects.toMatchObject(refused);
    const stream = client.stream('StreamActivatedJobs', { type: 'work', timeout: 1_000 });
    await expect(stream.toArray()).rejects.toMatchObject(refused);
    for (const [name, message] of [
      ['CreateProcessInstance', creation],
      ['CancelProcessInstance', { processInstanceKey: '1' }],
      ['PublishMessage', { name: 'm', correlationKey: 'k' }],
      ['DeployResource', { resources: [{ name: 'x.form', content: Buffer.from('{"id":"x"}') }] }],
      ['DeleteResource', { resourceKey: '1' }],
      ['CompleteJob', { jobKey: '1' }],
      ['ResolveIncident', { incidentKey: '1' }],
      ['SetVariables', { elementInstanceKey: '1', variables: '{}' }],
      ['EvaluateDecision', { decisionId: 'd', variables: '{}' }],
    ] as const)
      await expect(client.call(name, message)).rejects.toMatchObject(refused);
  });
});
