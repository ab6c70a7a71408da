import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../../engine.js';
import { startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

const script = (id: string, more: object = {}) => JSON.stringify({ id, executionPlatform: 'Camunda Cloud', ...more });

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

async function deployScript(text: string, name = 'robot.rpa') {
  const { deployments } = await server.client.createDeployment({ resources: [new File([text], name)] });
  const resource = deployments[0]?.resource;
  if (resource == null) throw new Error('no resource deployed');
  return resource;
}

describe('a deployed script', () => {
  it('is handed out as it is, by its key', async () => {
    const text = script('print', { versionTag: 'v7', script: '日志 "quoted"' });
    const { resourceKey, ...deployed } = await deployScript(text);
    expect(deployed).toEqual({ resourceId: 'print', resourceName: 'robot.rpa', version: 1, tenantId: '<default>' });
    expect(await server.client.getResource({ resourceKey })).toEqual({ ...deployed, resourceKey, versionTag: 'v7' });
    expect(await server.client.getResourceContent({ resourceKey })).toBe(text);
  });

  it('keeps its version until it changes, and no version number is used twice', async () => {
    const first = await deployScript(script('count'));
    expect(await deployScript(script('count'))).toEqual(first);
    const second = await deployScript(script('count', { n: 2 }));
    expect(second.version).toBe(2);
    await server.client.deleteResource({ resourceKey: second.resourceKey });
    await expect(server.client.getResource({ resourceKey: second.resourceKey })).rejects.toMatchObject({ status: 404 });
    expect((await server.client.getResource({ resourceKey: first.resourceKey })).version).toBe(1);
    expect((await deployScript(script('count', { n: 3 }))).version).toBe(3);
  });

  it.each([
    ['no id', '{}', 'robot.rpa', 'resource id'],
    ['null', 'null', 'robot.rpa', 'resource id'],
    ['a blank id', script(' '), 'robot.rpa', 'resource id'],
    ['no JSON', 'print', 'robot.rpa', 'JSON'],
    ['a type that nobody knows', 'text', 'notes.txt', 'unknown resource type'],
  ])('is refused with %s', async (_what, text, name, reason) => {
    const form = new FormData();
    form.append('resources', new File([text], name));
    form.append('resources', new File([script('beside')], 'beside.rpa'));
    const response = await fetch(`${server.url}/v2/deployments`, { method: 'POST', body: form });
    const body = (await response.json()) as { detail: string };
    expect(response.status).toBe(400);
    expect(body.detail).toContain(name);
    expect(body.detail).toContain(reason);
  });

  it('is not what a diagram is: that has operations of its own', async () => {
    expect((await server.send('GET', '/v2/resources/4503599627370497')).status).toBe(404);
    expect((await server.send('GET', '/v2/resources/4503599627370497/content')).status).toBe(404);
  });

  it('is still there after a restart', async () => {
    const { resourceKey } = await deployScript(script('restart'));
    await server.closeEngine();
    const engine = await Engine.open({ databaseUrl: server.databaseUrl });
    try {
      const again = await engine.deploy({ resources: [{ name: 'robot.rpa', content: script('restart') }] });
      expect(again.resources).toMatchObject([{ resourceKey, version: 1 }]);
    } finally {
      await engine.close();
    }
  });
});
