import type { z } from 'zod';
import type { EntityKind } from '../../../identity/kinds.js';
import type { Searchable } from '../../../search/index.js';
import { defineOperation, noContent, ok, param } from '../../operation.js';
import type { Operation } from '../../operation.js';
import { getOperation, requireItem, searchOperation } from '../search-operation.js';

export interface EntityOperations {
  readonly kind: EntityKind;
  /** In the names of the operations. */
  readonly word: string;
  /** The name of the search, which is mostly a plural. */
  readonly search: string;
  readonly path: string;
  readonly idField: string;
  readonly searchable: Searchable;
  /** With the id. */
  readonly creation: z.ZodType<Record<string, unknown>>;
  /** Without it. */
  readonly replacement: z.ZodType<Record<string, unknown>>;
}

/** Create, search, get, update and delete of a kind of thing that has an id given by people. */
export function entityOperations(what: EntityOperations): readonly Operation[] {
  const { kind, word, path, idField, searchable } = what;
  const one = `${path}/:${idField}`;
  const name = `${kind.noun.charAt(0).toUpperCase()}${kind.noun.slice(1)}`;
  return [
    defineOperation({
      id: `create${word}`,
      method: 'post',
      path,
      permission: 'operate',
      body: what.creation,
      handle: async ({ body, actor }, { engine, search }) => {
        const id = String(body[idField]);
        await engine.identity.create(kind, id, body, actor);
        return { status: 201, body: await requireItem(search, searchable, id, name) };
      },
    }),
    searchOperation(what.search, `${path}/search`, searchable),
    getOperation(`get${word}`, one, searchable, name),
    defineOperation({
      id: `update${word}`,
      method: 'put',
      path: one,
      permission: 'operate',
      body: what.replacement,
      handle: async (call, { engine, search }) => {
        const id = param(call, idField);
        await engine.identity.update(kind, id, call.body, call.actor);
        return ok(await requireItem(search, searchable, id, name));
      },
    }),
    deleteEntity(what),
  ];
}

/** Its memberships and authorizations go with it. */
export function deleteEntity({
  kind,
  word,
  path,
  idField,
}: Pick<EntityOperations, 'kind' | 'word' | 'path' | 'idField'>): Operation {
  return defineOperation({
    id: `delete${word}`,
    method: 'delete',
    path: `${path}/:${idField}`,
    permission: 'operate',
    handle: async (call, { engine }) => {
      await engine.identity.delete(kind, param(call, idField), call.actor);
      return noContent;
    },
  });
}
