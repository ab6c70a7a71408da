import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rules } from '../../../rest/authorization/authorize.js';
import { operations } from '../../../rest/operations/index.js';
import { CONTRACT_OPERATIONS } from '../contract/contract-operations.js';
import { sampleBody } from '../contract/sample-requests.js';
import type { RestServer } from '../rest-server.js';
import { ADMIN, addUser, furnish, passwordOf, startWithUsers } from './world.js';
import type { World } from './world.js';

/** Everybody who has signed in may ask for these. */
const FOR_ALL = ['getTopology', 'getStatus', 'getLicense', 'getAuthentication', 'getSystemConfiguration'];

let server: RestServer;
let world: World;
beforeAll(async () => {
  const started = await startWithUsers();
  ({ server } = started);
  world = await furnish(started.admin);
  await addUser(started, 'stranger');
  await addUser(started, 'auditor');
  await started.admin.assignRoleToUser({ roleId: 'readonly-admin', username: 'auditor' as never });
});
afterAll(() => server.stop());

/** Bodies that name what is there; what the contract's sample says is good enough for the others. */
const bodies: Readonly<Record<string, () => unknown>> = {
  createProcessInstance: () => ({ processDefinitionId: 'order' }),
  evaluateConditionals: () => ({ processDefinitionKey: world['processDefinitionKey'], variables: {} }),
  evaluateDecision: () => ({ decisionDefinitionId: 'dish' }),
  broadcastSignal: () => ({ signalName: 'fire' }),
  modifyProcessInstance: () => ({ terminateInstructions: [{ elementInstanceKey: world['elementInstanceKey'] }] }),
  activateJobs: () => ({ type: 'work', timeout: 1000, maxJobsToActivate: 1, requestTimeout: -1 }),
  correlateMessage: () => ({ name: 'payment', correlationKey: 'k' }),
  publishMessage: () => ({ name: 'payment', correlationKey: 'k' }),
  completeJob: () => ({}),
  evaluateExpression: () => ({ expression: '=1' }),
  createUser: () => ({ username: 'new', password: 'p' }),
  updateUser: () => ({ name: 'new' }),
  createAdminUser: () => ({ username: 'usurper', password: 'p' }),
  createAuthorization: () => authorization,
  updateAuthorization: () => authorization,
};
const authorization = {
  ownerId: 'stranger',
  ownerType: 'USER',
  resourceType: 'SYSTEM',
  resourceId: '*',
  permissionTypes: ['UPDATE'],
};

function bodyOf(id: string): unknown {
  const own = bodies[id]?.();
  if (own !== undefined) return own;
  // The samples of searches ask for all that there is to ask for: nobody would find anything by them.
  return id.startsWith('search') ? {} : sampleBody(id);
}

async function statusOf(id: string, username: string, password: string) {
  const operation = operations.find((each) => each.id === id);
  if (operation === undefined) throw new Error(`${id} is not served`);
  const path = operation.path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(world[name] ?? '1'));
  const authorization = `Basic ${btoa(`${username}:${password}`)}`;
  if (operation.multipart === true) {
    const body = new FormData();
    for (const field of ['resources', 'file', 'files']) body.append(field, new File(['{"id":"x"}'], 'x.rpa'));
    const response = await fetch(`${server.url}/v2${path}`, { method: 'POST', body, headers: { authorization } });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  }
  const hasBody = operation.body !== undefined;
  const query = path.includes('statistics/global') ? '?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z' : '';
  return server.send(operation.method.toUpperCase(), `/v2${path}${query}`, hasBody ? bodyOf(id) : undefined, {
    authorization,
  });
}

it('every operation of the contract has a rule', () => {
  expect(Object.keys(rules).sort()).toEqual(CONTRACT_OPERATIONS.map(([id]) => id).sort());
});

const ids = operations.map(({ id }) => id);

describe('a user without any right', () => {
  it.each(ids)('cannot use %s', async (id) => {
    const reply = await statusOf(id, 'stranger', passwordOf('stranger'));
    if (FOR_ALL.includes(id)) {
      expect(reply.status).toBeLessThan(300);
    } else if (reply.status === 200) {
      // A search, or a worker that waits: there is nothing in it for them.
      expect(Object.values(reply.json).filter(Array.isArray)).toEqual([[]]);
    } else {
      expect([id, reply.status]).toEqual([id, 403]);
    }
  });

  it('has changed nothing', async () => {
    for (const id of [
      'getProcessInstance',
      'getUserTask',
      'getUser',
      'getGroup',
      'getRole',
      'getTenant',
      'getResource',
    ])
      expect([id, (await statusOf(id, ADMIN.username, ADMIN.password)).status]).toEqual([id, 200]);
    const { rows } = await server.engine.pool.query(
      `SELECT (SELECT state FROM engine.user_task) AS task, (SELECT count(*)::int FROM engine.process_instance) AS instances,
         (SELECT count(*)::int FROM engine.document) AS documents,
         (SELECT count(*)::int FROM engine.identity_membership WHERE member_id = 'stranger') AS memberships`,
    );
    expect(rows).toEqual([{ task: 'CREATED', instances: 1, documents: 1, memberships: 0 }]);
  });
});

describe('a user who may only read', () => {
  const reads = ids.filter((id) => /^(?:get|search)/.test(id));
  it.each(reads)('reads by %s', async (id) => {
    expect([403, 401]).not.toContain((await statusOf(id, 'auditor', passwordOf('auditor'))).status);
  });
  it.each(ids.filter((id) => !reads.includes(id) && !['activateJobs'].includes(id)))('cannot use %s', async (id) => {
    expect((await statusOf(id, 'auditor', passwordOf('auditor'))).status).toBe(403);
  });
});

describe('an administrator', () => {
  // What deletes or ends comes last, so that the others still find something.
  const inOrder = [
    ...ids.filter((id) => !/^(?:delete|cancel)/.test(id)),
    ...ids.filter((id) => /^(?:delete|cancel)/.test(id)),
  ];
  it.each(inOrder.filter((id) => id !== 'createAdminUser'))('may use %s', async (id) => {
    expect([401, 403]).not.toContain((await statusOf(id, ADMIN.username, ADMIN.password)).status);
  });
});
