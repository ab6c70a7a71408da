import { z } from 'zod';
import type { Json } from '../../commands/requests.js';
import { searchable } from '../../search/index.js';
import type { Search } from '../../search/index.js';
import type { ClusterVariableRow } from '../../state/rows.js';
import { defineOperation, noContent, ok, param } from '../operation.js';
import type { Call, Operation } from '../operation.js';
import { notFound } from '../problems.js';
import { name } from '../schemas.js';
import { cut } from './variables.js';

/** Anything that JSON can say, but not nothing. */
const value = z.unknown().refine((given) => given !== undefined && given !== null, 'expected a value');

const toReply = ({ name, scope, tenantId, value }: ClusterVariableRow): unknown => ({
  name,
  scope,
  tenantId,
  value: JSON.stringify(value),
});

async function find({ pool, schema }: Search, tenantId: string | null, name: string): Promise<unknown> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `SELECT name, scope, tenant_id AS "tenantId", value FROM ${schema}.cluster_variable
     WHERE name = $1 AND tenant_id IS NOT DISTINCT FROM $2`,
    [name, tenantId],
  );
  if (rows[0] === undefined) throw notFound(`Cluster variable with name '${name}' not found`);
  return rows[0];
}

interface Scope {
  /** In the names of the operations. */
  readonly word: 'Global' | 'Tenant';
  readonly path: string;
  readonly tenantOf: (call: Call<unknown>) => string | null;
}

/** Create, read, update and delete in one scope. */
function inScope({ word, path, tenantOf }: Scope): readonly Operation[] {
  const reference = (call: Call<unknown>) => ({ tenantId: tenantOf(call), name: param(call, 'name') });
  return [
    defineOperation({
      id: `create${word}ClusterVariable`,
      method: 'post',
      path,
      permission: 'operate',
      body: z.object({ name, value }),
      handle: async (call, { engine }) => {
        const tenantId = tenantOf(call);
        if (tenantId !== null && !(await engine.identity.exists('TENANT', tenantId)))
          throw notFound(`Tenant with id '${tenantId}' not found`);
        const { name, value } = call.body;
        return ok(toReply(await engine.createClusterVariable({ tenantId, name, value: value as Json })));
      },
    }),
    defineOperation({
      id: `get${word}ClusterVariable`,
      method: 'get',
      path: `${path}/:name`,
      permission: 'read',
      handle: async (call, { search }) => {
        const { tenantId, name } = reference(call);
        return ok(await find(search, tenantId, name));
      },
    }),
    defineOperation({
      id: `update${word}ClusterVariable`,
      method: 'put',
      path: `${path}/:name`,
      permission: 'operate',
      body: z.object({ value }),
      handle: async (call, { engine }) => {
        const value = call.body.value as Json;
        return ok(toReply(await engine.updateClusterVariable({ ...reference(call), value })));
      },
    }),
    defineOperation({
      id: `delete${word}ClusterVariable`,
      method: 'delete',
      path: `${path}/:name`,
      permission: 'operate',
      handle: async (call, { engine }) => {
        await engine.deleteClusterVariable(reference(call));
        return noContent;
      },
    }),
  ];
}

export const clusterVariableOperations: readonly Operation[] = [
  ...inScope({ word: 'Global', path: '/cluster-variables/global', tenantOf: () => null }),
  ...inScope({
    word: 'Tenant',
    path: '/cluster-variables/tenants/:tenantId',
    tenantOf: (call) => param(call, 'tenantId'),
  }),
  defineOperation({
    id: 'searchClusterVariables',
    method: 'post',
    path: '/cluster-variables/search',
    permission: 'read',
    body: searchable.clusterVariables.request,
    handle: async ({ body, query }, { search }) =>
      ok(cut(await search.search(searchable.clusterVariables, body), query)),
  }),
];
