import { z } from 'zod';
import { searchable } from '../../search/index.js';
import type { Item, Search, SearchReply } from '../../search/index.js';
import { defineOperation, noContent, ok, param } from '../operation.js';
import type { Call, Operation } from '../operation.js';
import { invalidArgument, notFound } from '../problems.js';
import { operationReference, variables } from '../schemas.js';
import { getOperation } from './search-operation.js';

/** In a query of an address a truth is a text; '' says nothing. */
const truncateValues = z.enum(['true', 'false', ''], "truncateValues: expected 'true' or 'false'").default('true');

/** Long values are cut unless the caller asks for all of them. */
export function cut({ page, items }: SearchReply, query: Call<never>['query']): unknown {
  const asked = truncateValues.safeParse(query['truncateValues']);
  if (!asked.success) throw invalidArgument(asked.error.issues[0]?.message ?? '');
  const wanted = asked.data === 'false' ? Infinity : searchable.TRUNCATED_LENGTH;
  return { page, items: items.map((item) => cutItem(item, wanted)) };
}

function cutItem(item: Item, wanted: number): Item {
  const value = String(item['value']);
  return { ...item, value: value.length > wanted ? value.slice(0, wanted) : value, isTruncated: value.length > wanted };
}

/** Variables of a user task; `which` says in SQL which of those it can see. */
function taskVariables(id: string, path: string, which: (bound: string) => string): Operation {
  return defineOperation({
    id,
    method: 'post',
    path,
    permission: 'read',
    body: searchable.variables.request,
    handle: async (call, { search }) => {
      const value = await elementInstanceOf(search, param(call, 'userTaskKey'));
      return ok(
        cut(await search.search(searchable.variables, call.body, { sql: which, value, type: 'bigint' }), call.query),
      );
    },
  });
}

async function elementInstanceOf(search: Search, userTaskKey: string): Promise<unknown> {
  const task = await search.find(searchable.userTasks, userTaskKey);
  if (task === undefined) throw notFound(`User task with key '${userTaskKey}' not found`);
  return task['elementInstanceKey'];
}

export const variableOperations: readonly Operation[] = [
  defineOperation({
    id: 'searchVariables',
    method: 'post',
    path: '/variables/search',
    permission: 'read',
    body: searchable.variables.request,
    handle: async ({ body, query }, { search }) => ok(cut(await search.search(searchable.variables, body), query)),
  }),
  getOperation('getVariable', '/variables/:variableKey', searchable.variables, 'Variable'),
  taskVariables('searchUserTaskVariables', '/user-tasks/:userTaskKey/variables/search', searchable.visibleFrom),
  taskVariables(
    'searchUserTaskEffectiveVariables',
    '/user-tasks/:userTaskKey/effective-variables/search',
    searchable.effectiveFrom,
  ),
  defineOperation({
    id: 'createElementInstanceVariables',
    method: 'put',
    path: '/element-instances/:elementInstanceKey/variables',
    permission: 'operate',
    body: z.object({ variables, local: z.boolean().nullish(), operationReference }),
    handle: async (call, { engine }) => {
      await engine.setVariables({
        elementInstanceKey: param(call, 'elementInstanceKey'),
        variables: call.body.variables,
        local: call.body.local ?? undefined,
        actor: call.actor,
      });
      return noContent;
    },
  }),
];
