import { diagram, end, flows, start, task } from '../../core/diagram.js';
import type { RestServer } from '../rest-server.js';

/**
 * Calls one operation with the official client, successfully, and looks at what it answers. All share a server: what a
 * scenario deploys carries a name of its own.
 */
export type Scenario = (server: RestServer) => Promise<void>;

/** By the name of the operation in the contract. */
export type Scenarios = Readonly<Record<string, Scenario>>;

/** The one item there must be. */
export function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error(`expected one item, got ${String(items.length)}`);
  return item;
}

/** Deploys start → one element → end, and starts an instance of it. */
export async function startedWith(server: RestServer, processId: string, id: string, element: string, roots = '') {
  const body = start() + element + end() + flows(`s -> ${id}\n${id} -> e`);
  await server.deploy({ [`${processId}.bpmn`]: diagram(processId, body, roots) });
  return server.client.createProcessInstance({ processDefinitionId: processId as never, variables: { key: 'k-1' } });
}

/** An instance that waits at a service task; the job type and the element id are `type`. */
export const startedWithJob = (server: RestServer, type: string) =>
  startedWith(server, `process-${type}`, type, task(type));

/** An instance whose only job is activated. */
export async function activatedJob(server: RestServer, type: string) {
  await startedWithJob(server, type);
  const request = { type, worker: 'tester', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: -1 };
  return only((await server.client.activateJobs(request)).jobs);
}
