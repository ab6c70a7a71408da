import { once } from 'node:events';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '../../rest/operations/index.js';
import { CONTRACT_OPERATIONS } from './contract/contract-operations.js';
import { diagram, row, serviceTask } from './diagrams.js';
import { startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
  await server.deploy({ 'wire.bpmn': diagram('wire', row(serviceTask('A', 'wire-a'))) });
});
afterAll(() => server.stop());

const problem = (status: number, title: string, instance: string) => ({
  type: 'about:blank',
  title,
  status,
  detail: expect.any(String),
  instance,
});

describe('what goes over the wire', () => {
  it('refuses as problem details with all five members', async () => {
    const path = '/v2/jobs/4503599627370497/completion';
    const reply = await server.send('POST', path, {});
    expect(reply.status).toBe(404);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(reply.json).toEqual(problem(404, 'NOT_FOUND', path));
    expect(reply.json['detail']).toMatch(
      /^Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete job/,
    );
  });

  it.each([
    ['POST', '/v2/process-instances', { processDefinitionId: 'nobody-knows' }, 404, 'NOT_FOUND'],
    ['POST', '/v2/process-instances', {}, 400, 'INVALID_ARGUMENT'],
    [
      'POST',
      '/v2/process-instances',
      { processDefinitionId: 'wire', processDefinitionKey: '1' },
      400,
      'INVALID_ARGUMENT',
    ],
    ['POST', '/v2/process-instances', { processDefinitionId: 'wire', tenantId: 'other' }, 400, 'INVALID_ARGUMENT'],
    ['POST', '/v2/messages/correlation', { name: 'm', correlationKey: 'nobody' }, 404, 'NOT_FOUND'],
    ['POST', '/v2/conditionals/evaluation', { processDefinitionKey: '1', variables: {} }, 404, 'NOT_FOUND'],
    ['POST', '/v2/conditionals/evaluation', {}, 400, 'INVALID_ARGUMENT'],
    ['POST', '/v2/expression/evaluation', { expression: '=1 +' }, 400, 'INVALID_ARGUMENT'],
    ['GET', '/v2/process-instances/4503599627370497', undefined, 404, 'NOT_FOUND'],
    ['GET', '/v2/process-instances/abc', undefined, 400, 'INVALID_ARGUMENT'],
    ['GET', '/v2/user-tasks/4503599627370497/form', undefined, 404, 'NOT_FOUND'],
    ['GET', '/v2/documents/none', undefined, 404, 'NOT_FOUND'],
    ['PUT', '/v2/clock', { timestamp: 'now' }, 400, 'INVALID_ARGUMENT'],
    ['PATCH', '/v2/jobs/1', { changeset: { retries: null } }, 400, 'INVALID_ARGUMENT'],
    ['PATCH', '/v2/user-tasks/1', { changeset: { priority: null } }, 400, 'INVALID_ARGUMENT'],
    ['GET', '/v2/topology/', undefined, 404, 'NOT_FOUND'],
    ['GET', '/v2//topology', undefined, 404, 'NOT_FOUND'],
    ['GET', '/v2topology', undefined, 404, 'NOT_FOUND'],
    ['GET', '/v2', undefined, 404, 'NOT_FOUND'],
    ['GET', '/v2/nothing', undefined, 404, 'NOT_FOUND'],
    ['GET', '/elsewhere', undefined, 404, 'NOT_FOUND'],
  ])('%s %s %j', async (method, path, body, status, title) => {
    const reply = await server.send(method, path, body);
    expect(reply.json).toEqual(problem(status, title, path));
    expect(reply.status).toBe(status);
  });

  it.each([
    ['/v2/jobs/activation', { type: '', timeout: 0, maxJobsToActivate: '1' }, ['type', 'timeout', 'maxJobsToActivate']],
    ['/v2/process-instances', { processDefinitionId: 'wire', variables: [1] }, ['variables']],
    ['/v2/jobs/1/completion', { result: { corrections: { priority: 101 } } }, ['result.corrections.priority']],
    ['/v2/process-instances', { processDefinitionId: 'wire', tags: ['kind:a', '1 b'] }, ["'1 b'", 'tags']],
    ['/v2/process-instances', { processDefinitionId: 'wire', tags: Array.from('abcdefghijk') }, ['at most 10 tags']],
    ['/v2/process-instances', { processDefinitionId: 'wire', businessId: 'x'.repeat(257) }, ['business id']],
    ['/v2/user-tasks/1/assignment', {}, ['No assignee provided']],
    ['/v2/user-tasks/1/assignment', { assignee: ' ' }, ['No assignee provided']],
    ['/v2/user-tasks/search', { filter: { assigne: 'x' } }, ['filter', 'assigne']],
    ['/v2/user-tasks/search', { filter: { priority: { $gt: 'high' } } }, ['filter.priority.$gt', 'number']],
    ['/v2/user-tasks/search', { sort: [{ field: 'colour' }] }, ['sort[0].field', 'creationDate']],
    ['/v2/user-tasks/search', { page: { from: -1 } }, ['page.from']],
    ['/v2/user-tasks/search', { page: { after: 'a', before: 'b' } }, ['page', 'only one']],
    ['/v2/user-tasks/search', { page: { after: 'made-up' } }, ['cursor']],
    ['/v2/user-tasks/search', [], ['request body', 'object']],
    ['/v2/variables/search?truncateValues=maybe', {}, ['truncateValues', "'true' or 'false'"]],
    [
      '/v2/jobs/activation',
      { type: 'a', timeout: 1, maxJobsToActivate: 1, tenantIds: ['<default>', 'other'] },
      ['tenantIds[1]', 'one tenant'],
    ],
    ['/v2/incidents/search', { filter: { state: { $in: ['ACTIVE', 'GONE'] } } }, ['filter.state.$in[1]', 'RESOLVED']],
    ['/v2/incidents/1/resolution', { operationReference: 0 }, ['operationReference', 'from 1']],
    ['/v2/user-tasks/search', '{"filter":', ['JSON']],
  ])('names the field and what it expected: %s %j', async (path, body, words) => {
    const reply = await server.send('POST', path, body);
    expect(reply.status).toBe(400);
    for (const word of words) expect(reply.json['detail']).toContain(word);
  });

  it.each([
    ['/v2/process-instances', { processDefinitionId: 'wire', variables: { x: 'a\u0000b' } }, 'variables.x'],
    ['/v2/process-instances', { processDefinitionId: 'wire', variables: { 'a\u0000b': 1 } }, 'variables'],
    ['/v2/process-instances', { processDefinitionId: 'wire', variables: { x: '\ud800' } }, 'variables.x'],
    ['/v2/process-instances', { processDefinitionId: 'wire', variables: { ['长'.repeat(401)]: 1 } }, 'variables'],
    ['/v2/process-instances', { processDefinitionId: 'wire', businessId: '长'.repeat(401) }, 'businessId'],
    [
      '/v2/process-instances',
      `{"processDefinitionId":"wire","variables":{"x":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`,
      'levels',
    ],
    ['/v2/messages/publication', { name: 'm', correlationKey: '长'.repeat(401), timeToLive: 1000 }, 'correlationKey'],
    ['/v2/messages/publication', { name: 'm', timeToLive: Number.MAX_SAFE_INTEGER }, 'timeToLive'],
    ['/v2/jobs/1/failure', { retries: 2 ** 31 }, 'retries'],
    ['/v2/user-tasks/1/assignment', { assignee: '长'.repeat(401) }, 'assignee'],
    ['/v2/user-tasks/search', { filter: { name: '\u0000' } }, 'filter.name'],
  ])('refuses what the database cannot keep, and goes on: %s (%#)', async (path, body, word) => {
    const reply = await server.send('POST', path, body);
    expect([reply.status, reply.json['title']]).toEqual([400, 'INVALID_ARGUMENT']);
    expect(reply.json['detail']).toContain(word);
    expect((await server.send('POST', '/v2/process-instances', { processDefinitionId: 'wire' })).status).toBe(200);
  });

  it('keeps names of the greatest length together', async () => {
    const [name, correlationKey] = ['讯'.repeat(400), '键'.repeat(400)];
    const body = {
      name,
      correlationKey,
      timeToLive: 60_000,
      messageId: '号'.repeat(400),
      variables: { ['量'.repeat(400)]: 1 },
    };
    expect((await server.send('POST', '/v2/messages/publication', body)).status).toBe(200);
  });

  it('takes JSON only', async () => {
    const reply = await server.send('POST', '/v2/process-instances', '<a/>', { 'content-type': 'text/xml' });
    expect(reply.json).toEqual(problem(415, 'UNSUPPORTED_MEDIA_TYPE', '/v2/process-instances'));
    const tooLong = { processDefinitionId: 'wire', variables: { long: 'x'.repeat(5 * 1024 * 1024) } };
    expect((await server.send('POST', '/v2/process-instances', tooLong)).status).toBe(413);
  });

  it('refuses a body that is no UTF-8, whose letters would be lost', async () => {
    const body = Buffer.from('{"processDefinitionId":"wire","variables":{"x":"\xe4"}}', 'latin1');
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/v2/process-instances`, { method: 'POST', headers, body });
    expect(await response.json()).toMatchObject({ status: 400, detail: 'The request body is not UTF-8' });
  });

  it('does not wait for a body that says it will be too large', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const head = ['POST /v2/process-instances HTTP/1.1', 'host: x', 'content-type: application/json'];
    socket.write([...head, `content-length: ${String(10 ** 12)}`, '', '{'].join('\r\n'));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(answer.toString('utf8')).toMatch(/^HTTP\/1\.1 413 /);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('unpacks a body that is packed by %s, and not more of it than it takes at all', async (encoding, pack) => {
    const send = (body: unknown) =>
      fetch(`${server.url}/v2/process-instances`, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=UTF-8', 'content-encoding': encoding },
        body: pack(JSON.stringify(body)),
      });
    expect((await send({ processDefinitionId: 'wire' })).status).toBe(200);
    const long = { processDefinitionId: 'wire', variables: { long: 'x'.repeat(5 * 1024 * 1024) } };
    expect((await send(long)).status).toBe(413);
  });

  it.each([
    [415, 'UTF-8', { 'content-type': 'application/json; charset=utf-16' }, '{}'],
    [415, 'gzip', { 'content-encoding': 'compress' }, '{}'],
    [400, 'cannot be read', { 'content-encoding': 'gzip' }, '{}'],
    [400, 'not valid JSON', {}, '{"a":}'],
  ])('answers %d to a body it cannot read: %s', async (status, word, headers, body) => {
    const reply = await server.send('POST', '/v2/process-instances', body, headers);
    expect([reply.status, reply.json['detail']]).toEqual([status, expect.stringContaining(word)]);
    expect((await server.send('POST', '/v2/process-instances', { processDefinitionId: 'wire' })).status).toBe(200);
  });

  it('refuses a deployment without files, and all of it when one file is bad', async () => {
    const send = async (files: Record<string, string>) => {
      const form = new FormData();
      for (const [name, text] of Object.entries(files)) form.append('resources', new File([text], name));
      const response = await fetch(`${server.url}/v2/deployments`, { method: 'POST', body: form });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const none = new FormData();
    none.append('tenantId', '<default>');
    const empty = await fetch(`${server.url}/v2/deployments`, { method: 'POST', body: none });
    expect([empty.status, await empty.json()]).toEqual([400, problem(400, 'INVALID_ARGUMENT', '/v2/deployments')]);
    const good = diagram('good', row(serviceTask('A', 'a')));
    const refused = await send({ 'good.bpmn': good, 'bad.bpmn': '<bpmn' });
    expect(refused.status).toBe(400);
    expect(refused.body['detail']).toContain('bad.bpmn');
    expect((await server.send('POST', '/v2/process-instances', { processDefinitionId: 'good' })).status).toBe(404);
    expect((await send({ 'C:\\diagrams\\good.bpmn': good })).status).toBe(200);
  });

  it('answers keys as text, success without content as 204 and an empty search as an empty list', async () => {
    const created = await server.send('POST', '/v2/process-instances', { processDefinitionId: 'wire' });
    const key = String(created.json['processInstanceKey']);
    expect(created.text).toContain(`"processInstanceKey":"${key}"`);
    const found = await server.send('POST', '/v2/process-instances/search', { filter: { processInstanceKey: key } });
    for (const [name, value] of Object.entries((found.json['items'] as Record<string, unknown>[])[0] ?? {})) {
      if (name.endsWith('Key') && value !== null) expect(value).toMatch(/^\d+$/);
    }
    const canceled = await server.send('POST', `/v2/process-instances/${key}/cancellation`);
    expect([canceled.status, canceled.text, canceled.headers.get('content-type')]).toEqual([204, '', null]);
    const none = await server.send('POST', '/v2/incidents/search', { filter: { processInstanceKey: key } });
    expect([none.status, none.json]).toEqual([
      200,
      { items: [], page: { totalItems: 0, hasMoreTotalItems: false, startCursor: null, endCursor: null } },
    ]);
  });

  it('takes a tag once, and an empty business id as none', async () => {
    const body = { processDefinitionId: 'wire', tags: ['a', 'b', 'a'], businessId: '' };
    const created = await server.send('POST', '/v2/process-instances', body);
    expect(created.json).toMatchObject({ tags: ['a', 'b'], businessId: null });
  });

  it('understands "not given" from clients that send empty lists everywhere', async () => {
    const created = await server.send('POST', '/v2/process-instances', {
      processDefinitionId: 'wire',
      processDefinitionVersion: -1,
      variables: {},
      startInstructions: [],
      runtimeInstructions: [],
      tenantId: '<default>',
      awaitCompletion: false,
      requestTimeout: 0,
      fetchVariables: [],
      tags: [],
    });
    expect(created.status).toBe(200);
    const filter = { processInstanceKey: { $eq: created.json['processInstanceKey'], $in: [], $notIn: [] }, tags: [] };
    const found = await server.send('POST', '/v2/process-instances/search', { sort: [], filter });
    expect(found.json['page']).toMatchObject({ totalItems: 1 });
  });

  it('serves every operation of the contract, and no other', () => {
    const served = operations.map(({ id, method, path }) => [id, method, path]);
    expect(served.sort()).toEqual([...CONTRACT_OPERATIONS].sort());
  });
});
