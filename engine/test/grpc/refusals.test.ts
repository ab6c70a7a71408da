import { once } from 'node:events';
import { connect, constants } from 'node:http2';
import { createConnection } from 'node:net';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask } from '../rest/diagrams.js';
import { startGrpc } from './grpc-server.js';
import type { Message, RunningGrpc } from './grpc-server.js';

let server: RunningGrpc;
beforeAll(async () => {
  server = await startGrpc();
  await server.deploy({
    'work.bpmn': diagram('work', row(serviceTask('A', 'work-a'))),
    'messages.bpmn': diagram(
      'messages',
      '<bpmn:startEvent id="S"><bpmn:messageEventDefinition messageRef="M" /></bpmn:startEvent>',
      '<bpmn:message id="M" name="begin" />',
    ),
  });
});
afterAll(() => server.stop());

const NOBODY = '4503599627370497';

describe('a refusal', () => {
  it.each<[string, Message, status, string]>([
    [
      'CompleteJob',
      { jobKey: NOBODY },
      status.NOT_FOUND,
      "Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete job",
    ],
    ['FailJob', { jobKey: NOBODY, retries: 1 }, status.NOT_FOUND, 'no such job was found'],
    ['ThrowError', { jobKey: NOBODY, errorCode: 'E' }, status.NOT_FOUND, 'no such job was found'],
    ['UpdateJobRetries', { jobKey: NOBODY, retries: 1 }, status.NOT_FOUND, 'no such job was found'],
    ['UpdateJobTimeout', { jobKey: NOBODY, timeout: 1 }, status.NOT_FOUND, 'no such job was found'],
    ['CancelProcessInstance', { processInstanceKey: NOBODY }, status.NOT_FOUND, NOBODY],
    ['ModifyProcessInstance', { processInstanceKey: NOBODY }, status.NOT_FOUND, NOBODY],
    ['ResolveIncident', { incidentKey: NOBODY }, status.NOT_FOUND, NOBODY],
    ['SetVariables', { elementInstanceKey: NOBODY, variables: '{}' }, status.NOT_FOUND, NOBODY],
    ['DeleteResource', { resourceKey: NOBODY }, status.NOT_FOUND, NOBODY],
    ['CompleteJob', { jobKey: '-1' }, status.NOT_FOUND, "'-1'"],
    ['CreateProcessInstance', { bpmnProcessId: 'nobody', version: -1 }, status.NOT_FOUND, "process ID 'nobody'"],
    ['CreateProcessInstance', { bpmnProcessId: 'work', version: 7 }, status.NOT_FOUND, "version '7'"],
    ['CreateProcessInstance', {}, status.NOT_FOUND, "key '0'"],
    [
      'CreateProcessInstance',
      { bpmnProcessId: 'messages', version: -1 },
      status.FAILED_PRECONDITION,
      'none start event',
    ],
    ['CreateProcessInstanceWithResult', {}, status.INVALID_ARGUMENT, 'Expected at least a process id or a key'],
    ['EvaluateDecision', { decisionId: 'd' }, status.NOT_FOUND, "no decision found for id 'd'"],
    ['EvaluateDecision', {}, status.INVALID_ARGUMENT, 'Expected either a decision id or a valid decision key'],
    [
      'MigrateProcessInstance',
      { processInstanceKey: NOBODY, migrationPlan: { targetProcessDefinitionKey: NOBODY } },
      status.NOT_FOUND,
      NOBODY,
    ],
    [
      'MigrateProcessInstance',
      { processInstanceKey: NOBODY },
      status.INVALID_ARGUMENT,
      'migrationPlan: expected a plan',
    ],
  ])('of %s %j has the code and the sentence of Zeebe', async (name, message, code, words) => {
    const refused = await server.raw.call(name, message).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code, details: expect.stringContaining(words) });
  });

  it('is what a worker for other tenants gets, and no job', async () => {
    const asked = server.raw.jobs({ type: 'work-a', tenantIds: ['<default>', 'other'] });
    await expect(asked).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringContaining('one tenant'),
    });
  });

  it('of a job that is not there to be completed any more is FAILED_PRECONDITION', async () => {
    await server.raw.call('CreateProcessInstance', { bpmnProcessId: 'work', version: -1 });
    const [job] = await server.raw.jobs({ type: 'work-a' });
    const jobKey = job?.['key'];
    await server.raw.call('FailJob', { jobKey, retries: 0, errorMessage: '坏了' });
    await expect(server.raw.call('UpdateJobRetries', { jobKey, retries: 0 })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringContaining("positive amount of retries, but the amount given was '0'"),
    });
    await expect(server.raw.call('CompleteJob', { jobKey })).rejects.toMatchObject({
      code: status.FAILED_PRECONDITION,
      details: expect.stringContaining(String(jobKey)),
    });
  });

  it('of a message that is known already is ALREADY_EXISTS', async () => {
    const message = { name: 'm', correlationKey: 'c', messageId: 'once', timeToLive: 60_000 };
    await server.raw.call('PublishMessage', message);
    await expect(server.raw.call('PublishMessage', message)).rejects.toMatchObject({ code: status.ALREADY_EXISTS });
  });

  it('of an instance that takes longer than its caller waits is DEADLINE_EXCEEDED', async () => {
    const request = { bpmnProcessId: 'work', version: -1 };
    await expect(
      server.raw.call('CreateProcessInstanceWithResult', { request, requestTimeout: 1 }),
    ).rejects.toMatchObject({ code: status.DEADLINE_EXCEEDED });
  });

  it('is cut to what a client can read, however long the names in it are', async () => {
    const content = Buffer.from(
      diagram('bad', row(serviceTask('长'.repeat(9_000), 'x'))).replace('type="x"', 'type=""'),
    );
    const resources = Array.from({ length: 5 }, () => ({ name: 'bad.bpmn', content }));
    await expect(server.raw.call('DeployResource', { resources })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringMatching(/bad\.bpmn.*…$/s),
    });
  });
});

const creation = (more: Message): [string, Message] => [
  'CreateProcessInstance',
  { bpmnProcessId: 'work', version: -1, ...more },
];
const activation = (more: Message): [string, Message] => [
  'ActivateJobs',
  { type: 'work-a', timeout: 1_000, maxJobsToActivate: 1, requestTimeout: -1, ...more },
];

describe('a request that cannot be meant', () => {
  it.each<[string, Message, string]>([
    [...creation({ variables: '{"a":' }), 'variables: Invalid JSON value'],
    [...creation({ variables: '[1]' }), "variables: Expected document to be a root level object, but was 'ARRAY'"],
    [...creation({ variables: 'null' }), "but was 'NULL'"],
    [...creation({ variables: '"x"' }), "but was 'STRING'"],
    [...creation({ variables: '{"x":"a\\u0000b"}' }), 'variables.x'],
    [...creation({ variables: '{"x":"\\ud800"}' }), 'variables.x'],
    [...creation({ variables: JSON.stringify({ ['长'.repeat(401)]: 1 }) }), 'variables'],
    [...creation({ variables: `{"x":${'['.repeat(1e5)}${']'.repeat(1e5)}}` }), 'levels'],
    [...creation({ businessId: '长'.repeat(401) }), 'businessId'],
    [...creation({ tags: ['a\0b'] }), 'tags'],
    [...creation({ tenantId: 'other' }), "tenantId: expected '<default>'"],
    [...creation({ startInstructions: [{ elementId: 'nothing' }] }), "'nothing'"],
    [...creation({ runtimeInstructions: [{}] }), 'runtimeInstructions[0].terminate'],
    ['PublishMessage', { name: '' }, 'name'],
    ['PublishMessage', { name: 'm', correlationKey: '长'.repeat(401), timeToLive: 1 }, 'correlationKey'],
    ['PublishMessage', { name: 'm', timeToLive: '9223372036854775807' }, 'timeToLive'],
    ['BroadcastSignal', { signalName: '' }, 'signalName'],
    ['CompleteJob', { jobKey: 1, result: { corrections: { priority: 101 } } }, 'result.corrections.priority'],
    ['CompleteJob', { jobKey: 1, result: { corrections: { dueDate: 'soon' } } }, 'result.corrections.dueDate'],
    ['DeployResource', { resources: [] }, 'resources: expected at least one file'],
    ['DeployResource', { resources: [{ name: 'x.bpmn', content: Buffer.from([0]) }] }, "'x.bpmn' is none"],
    ['DeployResource', { resources: [{ name: 'x.bpmn', content: Buffer.from('<bpmn') }] }, 'x.bpmn'],
    ['DeployProcess', { processes: [] }, 'resources: expected at least one file'],
  ])('in %s is refused with the field and what was expected (%#)', async (name, message, words) => {
    const refused = await server.raw.call(name, message).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: status.INVALID_ARGUMENT, details: expect.stringContaining(words) });
    // Nobody else's commands have failed with it.
    await server.raw.call('CreateProcessInstance', { bpmnProcessId: 'work', version: -1 });
  });

  it.each([
    [...activation({ type: '' }), 'type'],
    [...activation({ timeout: 0 }), 'timeout'],
    [...activation({ maxJobsToActivate: 0 }), 'maxJobsToActivate'],
    ['StreamActivatedJobs', { type: '', timeout: 1 }, 'type'],
    ['StreamActivatedJobs', { type: 'x', timeout: -1 }, 'timeout'],
  ] as [string, Message, string][])('in %s ends the stream with the field (%#)', async (name, message, words) => {
    const stream = server.raw.stream(name, message);
    const refused = await stream.toArray().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: status.INVALID_ARGUMENT, details: expect.stringContaining(words) });
  });

  it('is refused when it is larger than 4 MB', async () => {
    const variables = JSON.stringify({ long: 'x'.repeat(5 * 1024 * 1024) });
    await expect(
      server.raw.call('CreateProcessInstance', { bpmnProcessId: 'work', version: -1, variables }),
    ).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  });
});

describe('a peer that does not speak the protocol', () => {
  it.each([
    [
      'a method that is not there',
      '/gateway_protocol.Gateway/Nothing',
      Buffer.from([0, 0, 0, 0, 0]),
      status.UNIMPLEMENTED,
    ],
    [
      'bytes that are no message',
      '/gateway_protocol.Gateway/CompleteJob',
      Buffer.from([0, 0, 0, 0, 2, 8, 255]),
      status.INTERNAL,
    ],
    ['no message at all', '/gateway_protocol.Gateway/CompleteJob', Buffer.alloc(0), status.UNIMPLEMENTED],
  ])('hears of %s', async (_what, path, bytes, code) => {
    const session = connect(`http://${server.address}`);
    try {
      const request = session.request({
        [constants.HTTP2_HEADER_METHOD]: 'POST',
        [constants.HTTP2_HEADER_PATH]: path,
        'content-type': 'application/grpc',
        te: 'trailers',
      });
      const answered = new Promise<string>((resolve) => {
        for (const event of ['response', 'trailers'] as const)
          request.on(event, (headers: Record<string, string>) => {
            if (headers['grpc-status'] !== undefined) resolve(headers['grpc-status']);
          });
      });
      request.resume();
      request.end(bytes);
      expect(Number(await answered)).toBe(code);
    } finally {
      session.destroy();
    }
  });

  it('may call the server what it likes', async () => {
    const session = connect(`http://${server.address}`);
    const request = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: '/gateway_protocol.Gateway/Topology',
      [constants.HTTP2_HEADER_AUTHORITY]: 'nowhere:99999999',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    request.end(Buffer.from([0, 0, 0, 0, 0]));
    request.resume();
    const [trailers] = (await once(request, 'trailers')) as [Record<string, string>];
    expect(trailers['grpc-status']).toBe(String(status.OK));
    session.destroy();
  });

  it.each([
    ['HTTP/1.1', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['nonsense', '\u0000\u0001nonsense'],
    ['a beginning without an end', 'PRI * HTTP/2.0'],
  ])('is let go when it speaks %s, and disturbs nobody', async (_what, bytes) => {
    const [host, port] = server.address.split(':');
    const socket = createConnection({ host, port: Number(port) });
    socket.on('error', () => undefined);
    socket.end(bytes);
    socket.resume();
    await once(socket, 'close');
    expect(await server.raw.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  });

  it('may ping as often as it likes', async () => {
    const session = connect(`http://${server.address}`);
    await once(session, 'connect');
    const ping = () =>
      new Promise<void>((resolve, reject) => {
        session.ping((error) => {
          if (error === null) resolve();
          else reject(error);
        });
      });
    for (let count = 0; count < 100; count += 1) await ping();
    expect([session.closed, session.destroyed]).toEqual([false, false]);
    session.destroy();
  });
});
