import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import { readServerOptions } from '../../server-options.js';
import { diagram, row, serviceTask } from '../rest/diagrams.js';
import { killServers, run } from '../rest/server-process.js';
import { RawClient } from './grpc-server.js';
import type { Message } from './grpc-server.js';

afterEach(killServers);

/** Its two addresses, once it is ready. */
async function addresses(server: ReturnType<typeof run>): Promise<{ url: string; client: RawClient }> {
  const [url = '', grpc = ''] = (await server.ready).split(' ');
  return { url, client: new RawClient(grpc.replace('grpc://', '')) };
}

describe('the standalone server with gRPC', () => {
  it('hands the job of a stream out again after a kill -9, and stops in order under an open stream', async () => {
    const database = await createEmptyDatabase();
    const options = ['--port', '0', '--grpc-port', '0', '--database-url', database.url, '--clock', 'pinned'];
    try {
      const first = run(...options);
      const before = await addresses(first);
      const content = Buffer.from(diagram('work', row(serviceTask('A', 'work'))));
      await before.client.call('DeployResource', { resources: [{ name: 'work.bpmn', content }] });
      const stream = before.client.stream('StreamActivatedJobs', { type: 'work', timeout: 60_000 });
      const [taken] = (await Promise.all([
        once(stream, 'data'),
        before.client.call('CreateProcessInstance', { bpmnProcessId: 'work', version: -1 }),
      ])) as unknown as [[Message]];
      const broken = once(stream, 'error');
      first.child.kill('SIGKILL');
      expect(await broken).toMatchObject([{ code: status.UNAVAILABLE }]);
      before.client.close();
      await first.ended;

      const second = run(...options);
      const { url, client } = await addresses(second);
      const again = client.stream('StreamActivatedJobs', { type: 'work', timeout: 60_000 });
      const [job] = (await once(again, 'data')) as [Message];
      expect(job['key']).toBe(taken[0]['key']);
      await client.call('CompleteJob', { jobKey: job['key'] });
      const figures = await (await fetch(`${new URL(url).origin}/metrics`)).text();
      expect(figures).toContain('engine_grpc_call_duration_seconds_count{method="CompleteJob",code="0"} 1');

      const ended = once(again, 'error');
      second.child.kill('SIGTERM');
      expect(await ended).toMatchObject([{ code: status.UNAVAILABLE, details: 'The engine is shutting down' }]);
      expect(await second.ended).toBe(0);
      client.close();
    } finally {
      await database.drop();
    }
  });

  it('says in one sentence that its port is taken', async () => {
    const database = await createEmptyDatabase();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    try {
      const { ended, said } = run('--port', '0', '--grpc-port', port, '--database-url', database.url);
      expect(await ended).toBe(1);
      expect(said.err).toBe(
        `Port ${port} on 127.0.0.1 is taken by another program: choose another one with --grpc-port.\n`,
      );
    } finally {
      other.close();
      await database.drop();
    }
  });

  it('serves no gRPC unless it is told to, and refuses a port that is none', () => {
    expect(readServerOptions([]).grpcPort).toBeUndefined();
    expect(readServerOptions(['--grpc-port', '0']).grpcPort).toBe(0);
    expect(() => readServerOptions(['--grpc-port', 'many'])).toThrow(
      "--grpc-port: expected a number from 0 to 65535, got 'many'.",
    );
  });
});
