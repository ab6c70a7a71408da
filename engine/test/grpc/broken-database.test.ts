import { status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { expect, it } from '@jest/globals';
import { Client } from 'pg';
import { diagram, row, serviceTask } from '../rest/diagrams.js';
import { startGrpc } from './grpc-server.js';
import type { Message, RunningGrpc } from './grpc-server.js';

const INSTANCES = 200;

/** Ends the session under which the engine writes. */
async function breakConnection(databaseUrl: string): Promise<void> {
  const killer = new Client({ connectionString: databaseUrl });
  await killer.connect();
  await killer.query(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
  );
  await killer.end();
}

/** Tries again whatever is refused with "not now"; what has been done already is done. */
async function insist(call: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await call();
      return;
    } catch (error) {
      const { code } = error as ServiceError;
      if (code === status.NOT_FOUND || code === status.FAILED_PRECONDITION) return;
      expect(code).toBe(status.RESOURCE_EXHAUSTED);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** A worker that opens its stream again when it breaks, until it is told to stop; tells of every instance it has done. */
function startWorker(server: RunningGrpc, onDone: (processInstanceKey: string) => void): () => void {
  let stop: () => void = () => undefined;
  const open = () => {
    const stream = server.raw.stream('StreamActivatedJobs', { type: 'work', timeout: 1_000 });
    stream.on('data', (job: Message) => {
      void insist(() => server.raw.call('CompleteJob', { jobKey: job['key'] })).then(() => {
        onDone(String(job['processInstanceKey']));
      });
    });
    stream.on('error', (error: ServiceError) => {
      if (error.code === status.CANCELLED) return;
      expect(error.code).toBe(status.RESOURCE_EXHAUSTED);
      setImmediate(open);
    });
    stop = () => {
      stream.cancel();
    };
  };
  open();
  return () => {
    stop();
  };
}

it('a database connection that breaks under streams and commands costs no job', async () => {
  const server = await startGrpc();
  await server.deploy({ 'work.bpmn': diagram('work', row(serviceTask('A', 'work'))) });
  const created: string[] = [];
  const done = new Set<string>();
  let look: () => void = () => undefined;
  // An instance whose creation was not answered is worked on as well: those that were answered count.
  const allDone = new Promise<void>((resolve) => {
    look = () => {
      if (created.length === INSTANCES && created.every((key) => done.has(key))) resolve();
    };
  });
  const stopWorker = startWorker(server, (key) => {
    done.add(key);
    look();
  });
  const create = async () => {
    const reply = await server.raw.call('CreateProcessInstance', { bpmnProcessId: 'work', version: -1 });
    created.push(String(reply['processInstanceKey']));
  };
  await Promise.all(
    Array.from({ length: INSTANCES }, async (_value, index) => {
      if (index === INSTANCES / 2) await breakConnection(server.databaseUrl);
      await insist(create);
    }),
  );
  look();
  await allDone;
  stopWorker();
  const { rows } = await server.engine.pool.query<{ state: string; count: string }>(
    'SELECT state, count(*) FROM engine.process_instance WHERE process_instance_key = ANY($1::bigint[]) GROUP BY state',
    [created],
  );
  expect(rows).toEqual([{ state: 'COMPLETED', count: String(INSTANCES) }]);
  await server.stop();
});
