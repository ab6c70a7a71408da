import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '../../../rest/operations/index.js';
import { startRest } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { requestSchema } from './published-schemas.js';
import type { JsonSchema } from './published-schemas.js';
import { members, sampleBody } from './sample-requests.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

/** Where the engine takes more than the contract: each with its reason. */
const ALSO_TAKEN: readonly RegExp[] = [
  // None asks for the total alone.
  /page\.limit = 0$/,
  // Whom a client may ask for does not matter where there is one tenant.
  /tenantFilter/,
];

/** Where a sample that fits the schema is not yet valid: the members say more than the schema does. */
const CORRECTIONS: Readonly<Record<string, object>> = {
  createProcessInstance: {
    processDefinitionKey: null,
    runtimeInstructions: [{ type: 'TERMINATE_PROCESS_INSTANCE', afterElementId: 'a' }],
  },
  evaluateDecision: { decisionDefinitionKey: null },
  modifyProcessInstance: {
    moveInstructions: [
      { sourceElementInstruction: { sourceType: 'byId', sourceElementId: 'a' }, targetElementId: 'a' },
    ],
  },
  completeJob: { result: { type: 'userTask', corrections: { priority: 1 } } },
  activateJobs: { tenantIds: ['<default>'] },
  createTenant: { tenantId: 'a' },
  createAuthorization: { resourcePropertyName: null, permissionTypes: ['READ'] },
  updateAuthorization: { resourcePropertyName: null, permissionTypes: ['READ'] },
  getJobTimeSeriesStatistics: {
    filter: { from: '2030-01-31T00:00:00Z', to: '2030-01-31T00:00:00Z', jobType: 'a', resolution: 'PT1H' },
  },
};

function validBody(id: string): Record<string, unknown> {
  const { page, tenantId, email, ...rest } = sampleBody(id);
  return {
    ...rest,
    ...(page === undefined ? {} : { page: { limit: 1 } }),
    ...(tenantId === undefined ? {} : { tenantId: '<default>' }),
    ...(email === undefined ? {} : { email: 'a@example.org' }),
    ...CORRECTIONS[id],
  };
}

const isLarge = (bound: unknown) => typeof bound !== 'number' || Math.abs(bound) >= Number.MAX_SAFE_INTEGER;

/** Values that the schema of one member forbids by what it lists, its bounds or its type. */
function forbidden(schema: JsonSchema): unknown[] {
  const variants = [schema, ...((schema['anyOf'] ?? []) as JsonSchema[])];
  const listed = variants.some((each) => Array.isArray(each['enum']) || typeof each['const'] === 'string');
  const types = new Set(variants.flatMap((each) => [each['type']].flat()));
  const found: unknown[] = listed ? ['NONE_OF_THEM'] : [];
  for (const { minimum, maximum } of variants) {
    if (!isLarge(minimum)) found.push(Number(minimum) - 1);
    if (!isLarge(maximum)) found.push(Number(maximum) + 1);
  }
  if (types.has('integer') && !types.has('string')) found.push('1', 1.5);
  if (types.has('boolean') && !types.has('string')) found.push('true', 1);
  return found;
}

/** A body that is valid but for one member somewhere in it; and what that is. */
type Wrong = readonly [what: string, body: unknown];

function wrongIn(schema: JsonSchema, valid: unknown, path: string): Wrong[] {
  const wrong: Wrong[] = forbidden(schema).map((value) => [`${path} = ${JSON.stringify(value)}`, value]);
  for (const [name, member] of Object.entries(members(schema))) {
    const object = typeof valid === 'object' && valid !== null ? (valid as Record<string, unknown>) : {};
    // Comparisons are tried one by one, and of the members of a filter or a page one at a time.
    const others = name.startsWith('$') || /(?:^|\.)(?:filter|page)$/.test(path) ? {} : object;
    for (const [what, value] of wrongIn(member, object[name], path === '' ? name : `${path}.${name}`))
      wrong.push([what, { ...others, [name]: value }]);
  }
  const { items } = schema;
  if (typeof items === 'object' && items !== null)
    for (const [what, value] of wrongIn(items as JsonSchema, Array.isArray(valid) ? valid[0] : undefined, `${path}[0]`))
      wrong.push([what, [value]]);
  return wrong;
}

describe('what the contract forbids is refused by', () => {
  const withBody = operations.filter(({ body, multipart }) => body !== undefined && multipart !== true);
  it.each(withBody.map(({ id, method, path }) => [id, method, path]))('%s', async (id, method, path) => {
    const schema = members(requestSchema(id))['body'] ?? {};
    const address = `/v2${path.replace(/:decisionEvaluationInstanceKey/, '1-1').replace(/:\w+/g, '1')}`;
    // Or else every body would be refused, whatever is wrong with it.
    expect((await server.send(method.toUpperCase(), address, validBody(id))).status).not.toBe(400);
    const tried = wrongIn(schema, validBody(id), '').filter(([what]) => !ALSO_TAKEN.some((each) => each.test(what)));
    const taken = await Promise.all(
      tried.map(async ([what, body]) => {
        const { status } = await server.send(method.toUpperCase(), address, body);
        return status === 400 ? [] : [`${what} → ${String(status)}`];
      }),
    );
    expect(taken.flat()).toEqual([]);
  });
});
