import type { Operation } from '../operation.js';
import { defineOperation, ok, param } from '../operation.js';
import { notFound } from '../problems.js';
import { searchable } from '../../search/index.js';
import type { Item, Restriction, Search, Searchable } from '../../search/index.js';

/** `POST …/search`. */
export function searchOperation(id: string, path: string, what: Searchable): Operation {
  return defineOperation({
    id,
    method: 'post',
    path,
    permission: 'read',
    body: what.request,
    handle: async ({ body }, { search }) => ok(await search.search(what, body)),
  });
}

/** `GET …/{key}`; `name` says what it is, for the sentence that it was not found. */
export function getOperation(id: string, path: string, what: Searchable, name: string): Operation {
  const parameter = /:(\w+)$/.exec(path)?.[1] ?? what.key;
  return defineOperation({
    id,
    method: 'get',
    path,
    permission: 'read',
    handle: async (call, { search }) => {
      const key = param(call, parameter);
      return ok(await requireItem(search, what, key, name));
    },
  });
}

export async function requireItem(search: Search, what: Searchable, key: string, name: string): Promise<Item> {
  const item = await search.find(what, key);
  if (item === undefined) throw notFound(`${name} with ${nounOf(what.key)} '${key}' not found`);
  return item;
}

/** What the API calls the field that identifies an item: `userTaskKey` is a key, `roleId` an id. */
const nounOf = (field: string): string => (field.endsWith('Key') ? 'key' : /^id$|Id$/.test(field) ? 'id' : field);

/** `POST …/{key}/incidents/search`: what is wrong with the thing of that key and with all that came of it. */
export function incidentsOperation(
  id: string,
  path: string,
  what: Searchable,
  name: string,
  among: Restriction['sql'],
): Operation {
  return defineOperation({
    id,
    method: 'post',
    path: `${path}/incidents/search`,
    permission: 'read',
    body: searchable.incidents.request,
    handle: async (call, { search }) => {
      const key = param(call, what.key);
      await requireItem(search, what, key, name);
      return ok(await search.search(searchable.incidents, call.body, { sql: among, value: key, type: 'bigint' }));
    },
  });
}
