import { z } from 'zod';
import { RESOURCE_TYPES } from '../../identity/permissions.js';
import { key, oneOf, text, texts } from '../column.js';
import { defineSearch } from '../definition.js';
import type { SpecialFilter } from '../definition.js';
import { OWNER_TYPES } from '../enumerations.js';

export const users = defineSearch({
  from: '{schema}.identity_user t',
  key: 'username',
  item: { username: text('t.username'), name: text('t.name'), email: text('t.email') },
  filters: ['username', 'name', 'email'],
  sorts: ['username', 'name', 'email'],
});

/** A kind of thing that has an id, a name and a description. */
const named = (table: string, idField: string, idColumn: string, more = {}) =>
  defineSearch({
    from: `{schema}.${table} t`,
    key: idField,
    item: { [idField]: text(`t.${idColumn}`), name: text('t.name'), description: text('t.description') },
    hidden: more,
    filters: [idField, 'name'],
    sorts: [idField, 'name', ...Object.keys(more)],
  });

export const groups = named('identity_group', 'groupId', 'group_id');
export const roles = named('identity_role', 'roleId', 'role_id');
export const tenants = named('identity_tenant', 'tenantId', 'tenant_id', { key: key('t.tenant_key') });

export const mappingRules = defineSearch({
  from: '{schema}.identity_mapping_rule t',
  key: 'mappingRuleId',
  item: {
    mappingRuleId: text('t.mapping_rule_id'),
    claimName: text('t.claim_name'),
    claimValue: text('t.claim_value'),
    name: text('t.name'),
  },
  filters: ['mappingRuleId', 'claimName', 'claimValue', 'name'],
  sorts: ['mappingRuleId', 'claimName', 'claimValue', 'name'],
});

/** An empty list means "not given". */
const among = (column: string): SpecialFilter => ({
  schema: z.array(z.string()),
  condition: (wanted: readonly string[], { parameters }) =>
    wanted.length === 0 ? 'true' : `${column} = ANY(${parameters.bind(wanted, 'text[]')})`,
});

export const authorizations = defineSearch({
  from: '{schema}.identity_authorization t',
  key: 'authorizationKey',
  item: {
    authorizationKey: key('t.authorization_key'),
    ownerId: text('t.owner_id'),
    ownerType: oneOf(OWNER_TYPES, 't.owner_type'),
    resourceType: oneOf(RESOURCE_TYPES, 't.resource_type'),
    resourceId: text('t.resource_id'),
    resourcePropertyName: text('t.resource_property_name'),
    permissionTypes: texts('t.permission_types'),
  },
  filters: ['ownerId', 'ownerType', 'resourceType'],
  special: {
    resourceIds: among('t.resource_id'),
    resourcePropertyNames: among('t.resource_property_name'),
  },
  sorts: ['ownerId', 'ownerType', 'resourceId', 'resourcePropertyName', 'resourceType'],
});

/** Members that are told by their ids alone: users, clients, groups. */
const memberIds = (idField: string) =>
  defineSearch({
    from: '{schema}.identity_membership t',
    key: idField,
    item: { [idField]: text('t.member_id') },
    filters: [],
    sorts: [idField],
  });

export const memberUsers = memberIds('username');
export const memberClients = memberIds('clientId');
export const memberGroups = memberIds('groupId');
