import { z } from 'zod';
import { PERMISSIONS, PERMISSION_TYPES, RESOURCE_TYPES, TASK_PROPERTIES } from '../../../identity/permissions.js';
import type { PermissionType } from '../../../identity/permissions.js';
import { searchable } from '../../../search/index.js';
import { defineOperation, noContent, param } from '../../operation.js';
import type { Operation } from '../../operation.js';
import { name } from '../../schemas.js';
import { getOperation, searchOperation } from '../search-operation.js';
import { id } from './fields.js';

const authorization = z
  .object({
    ownerId: id,
    ownerType: z.enum(['USER', 'CLIENT', 'ROLE', 'GROUP', 'MAPPING_RULE']),
    resourceId: name.nullish().transform((given) => given ?? null),
    resourcePropertyName: z
      .enum(TASK_PROPERTIES)
      .nullish()
      .transform((given) => given ?? null),
    resourceType: z.enum(RESOURCE_TYPES),
    permissionTypes: z.array(z.enum(PERMISSION_TYPES)).min(1),
  })
  .refine((given) => (given.resourceId === null) !== (given.resourcePropertyName === null), {
    path: ['resourceId'],
    message: 'expected either it or resourcePropertyName',
  })
  .refine((given) => given.resourcePropertyName === null || given.resourceType === 'USER_TASK', {
    path: ['resourcePropertyName'],
    message: 'expected it with resourceType USER_TASK only',
  })
  .superRefine(({ resourceType, permissionTypes }, context) => {
    const supported: readonly PermissionType[] = PERMISSIONS[resourceType];
    const wrong = permissionTypes.filter((permission) => !supported.includes(permission));
    if (wrong.length === 0) return;
    const message = `expected some of ${supported.join(', ')} with ${resourceType}, got ${wrong.join(', ')}`;
    context.addIssue({ code: 'custom', path: ['permissionTypes'], message });
  });

export const authorizationOperations: readonly Operation[] = [
  defineOperation({
    id: 'createAuthorization',
    method: 'post',
    path: '/authorizations',
    permission: 'operate',
    body: authorization,
    handle: async ({ body, actor }, { engine }) => ({
      status: 201,
      body: { authorizationKey: await engine.identity.authorize(body, actor) },
    }),
  }),
  searchOperation('searchAuthorizations', '/authorizations/search', searchable.authorizations),
  getOperation('getAuthorization', '/authorizations/:authorizationKey', searchable.authorizations, 'Authorization'),
  defineOperation({
    id: 'updateAuthorization',
    method: 'put',
    path: '/authorizations/:authorizationKey',
    permission: 'operate',
    body: authorization,
    handle: async (call, { engine }) => {
      await engine.identity.changeAuthorization(param(call, 'authorizationKey'), call.body, call.actor);
      return noContent;
    },
  }),
  defineOperation({
    id: 'deleteAuthorization',
    method: 'delete',
    path: '/authorizations/:authorizationKey',
    permission: 'operate',
    handle: async (call, { engine }) => {
      await engine.identity.revoke(param(call, 'authorizationKey'), call.actor);
      return noContent;
    },
  }),
];
