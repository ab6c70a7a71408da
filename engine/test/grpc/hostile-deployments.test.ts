import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask } from '../rest/diagrams.js';
import { startGrpc } from './grpc-server.js';
import type { RunningGrpc } from './grpc-server.js';

let server: RunningGrpc;
const good = diagram('good', row(serviceTask('A', 'good-a')));
beforeAll(async () => {
  server = await startGrpc();
});
afterAll(() => server.stop());

const deployed = (content: string | Uint8Array) =>
  server.raw.call('DeployResource', { resources: [{ name: 'x.bpmn', content: Buffer.from(content) }] });
const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('');

describe('a deployment over gRPC that wants to stall the engine', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['a document type', good.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'), 'no document type'],
    [
      'elements',
      diagram(
        'x',
        times(50_000, (at) => `<bpmn:task id="t${String(at)}"/>`),
      ),
      'at most 50,000 XML elements',
    ],
    ['levels', diagram('x', '<bpmn:subProcess>'.repeat(100_000)), 'at most 200 XML elements'],
    [
      'namespaces',
      good.replace('id="D', `${times(600, (at) => `xmlns:n${String(at)}="u" `)}id="D`),
      'at most 500 decl',
    ],
    ['one id', diagram('x', `<!--${'\n'.repeat(1e6)}-->${'<bpmn:task id="a"/>'.repeat(5_000)}`), 'duplicate ID <a>'],
    ['half a character', Buffer.concat([Buffer.from(good), Buffer.from([0xe4, 0xb8])]), 'UTF-8'],
    ['no XML', 'x'.repeat(1e6), 'missing start tag'],
    ['tags that stay open', '<'.repeat(4e6), 'unparsable'],
  ])('is refused with its cause, and the next is taken: %s', async (_what, content, cause) => {
    await expect(deployed(content)).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringContaining(cause),
    });
    expect(await deployed(good)).toMatchObject({ deployments: [{ process: { bpmnProcessId: 'good' } }] });
  });

  it('is not received when it is larger than a message may be', async () => {
    await expect(deployed('x'.repeat(5e6))).rejects.toMatchObject({
      code: status.RESOURCE_EXHAUSTED,
      details: expect.stringMatching(/larger than max .*4194304/),
    });
    expect(await server.raw.call('CreateProcessInstance', { bpmnProcessId: 'good', version: -1 })).toBeDefined();
  });
});
