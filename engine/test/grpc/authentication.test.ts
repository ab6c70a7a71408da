import { Metadata, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask } from '../rest/diagrams.js';
import { startGrpc } from './grpc-server.js';
import type { RunningGrpc } from './grpc-server.js';

let server: RunningGrpc;
beforeAll(async () => {
  server = await startGrpc({
    users: {
      'officer-1': { password: 'one', permissions: ['read', 'work-on-tasks'] },
      application: { password: 'app', permissions: ['read', 'operate'] },
    },
  });
  await server.deploy({ 'work.bpmn': diagram('work', row(serviceTask('A', 'work'))) });
});
afterAll(() => server.stop());

const as = (authorization?: string) => {
  const metadata = new Metadata();
  if (authorization !== undefined) metadata.set('authorization', authorization);
  return server.newRaw(metadata);
};
const basic = (username: string, password: string) => `Basic ${btoa(`${username}:${password}`)}`;

describe('a server that asks who you are', () => {
  it.each([
    ['nobody', undefined],
    ['an empty entry', ''],
    ['an unknown user', basic('stranger', 'one')],
    ['a wrong password', basic('officer-1', 'app')],
    ['another scheme', 'Bearer abc'],
    ['nonsense', 'Basic %%%'],
  ])('refuses %s, in commands and in streams', async (_who, authorization) => {
    const client = as(authorization);
    await expect(client.call('Topology', {})).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
    await expect(client.jobs({ type: 'work' })).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
    const stream = client.stream('StreamActivatedJobs', { type: 'work', timeout: 1_000 });
    await expect(stream.toArray()).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
  });

  it('lets people read, and keeps them from the machinery', async () => {
    const officer = as(basic('officer-1', 'one'));
    expect(await officer.call('Topology', {})).toMatchObject({ clusterSize: 1 });
    const creation = { bpmnProcessId: 'work', version: -1 };
    await expect(officer.call('CreateProcessInstance', creation)).rejects.toMatchObject({
      code: status.PERMISSION_DENIED,
      details: "'officer-1' may not call CreateProcessInstance",
    });
    await expect(officer.jobs({ type: 'work' })).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
  });

  it('lets the application run processes, with the official client too', async () => {
    const client = server.newClient({
      CAMUNDA_OAUTH_DISABLED: false,
      CAMUNDA_AUTH_STRATEGY: 'BASIC',
      CAMUNDA_BASIC_AUTH_USERNAME: 'application',
      CAMUNDA_BASIC_AUTH_PASSWORD: 'app',
    });
    await client.createProcessInstance({ bpmnProcessId: 'work', variables: {} });
    expect(await as(basic('application', 'app')).jobs({ type: 'work' })).toHaveLength(1);
  });
});

describe('a server that asks nobody', () => {
  it('takes an empty entry, and one that says something, as nobody', async () => {
    const open = await startGrpc();
    for (const authorization of ['', 'Bearer abc', basic('anybody', 'x')]) {
      const metadata = new Metadata();
      metadata.set('authorization', authorization);
      expect(await open.newRaw(metadata).call('Topology', {})).toMatchObject({ clusterSize: 1 });
    }
    await open.stop();
  });
});
