import type { EntityKind, HolderType, MemberType } from '../../../identity/kinds.js';
import { GROUP, ROLE, TENANT } from '../../../identity/kinds.js';
import { searchable } from '../../../search/index.js';
import type { Restriction, Searchable } from '../../../search/index.js';
import { defineOperation, noContent, ok, param } from '../../operation.js';
import type { Operation } from '../../operation.js';
import { invalidArgument, notFound } from '../../problems.js';
import { id } from './fields.js';

interface Holder {
  readonly kind: EntityKind;
  readonly type: HolderType;
  /** In the names of the operations. */
  readonly word: string;
  readonly path: string;
  readonly idField: string;
  readonly members: readonly Member[];
}

interface Member {
  readonly type: MemberType;
  readonly word: string;
  /** In the names of the searches. */
  readonly plural: string;
  readonly path: string;
  readonly idField: string;
  /** Members with a table of their own are told whole, the others by their ids. */
  readonly searchable: Searchable;
  readonly column: string;
}

const user: Member = {
  type: 'USER',
  word: 'User',
  plural: 'Users',
  path: 'users',
  idField: 'username',
  searchable: searchable.memberUsers,
  column: 't.member_id',
};
const client: Member = {
  type: 'CLIENT',
  word: 'Client',
  plural: 'Clients',
  path: 'clients',
  idField: 'clientId',
  searchable: searchable.memberClients,
  column: 't.member_id',
};
const group: Member = {
  type: 'GROUP',
  word: 'Group',
  plural: 'Groups',
  path: 'groups',
  idField: 'groupId',
  searchable: searchable.memberGroups,
  column: 't.member_id',
};
const role: Member = {
  type: 'ROLE',
  word: 'Role',
  plural: 'Roles',
  path: 'roles',
  idField: 'roleId',
  searchable: searchable.roles,
  column: 't.role_id',
};
const mappingRule: Member = {
  type: 'MAPPING_RULE',
  word: 'MappingRule',
  plural: 'MappingRules',
  path: 'mapping-rules',
  idField: 'mappingRuleId',
  searchable: searchable.mappingRules,
  column: 't.mapping_rule_id',
};

const holders: readonly Holder[] = [
  {
    kind: GROUP,
    type: 'GROUP',
    word: 'Group',
    path: 'groups',
    idField: 'groupId',
    members: [user, client, mappingRule],
  },
  {
    kind: ROLE,
    type: 'ROLE',
    word: 'Role',
    path: 'roles',
    idField: 'roleId',
    members: [user, client, group, mappingRule],
  },
  {
    kind: TENANT,
    type: 'TENANT',
    word: 'Tenant',
    path: 'tenants',
    idField: 'tenantId',
    members: [user, client, { ...group, plural: 'GroupIds' }, role, mappingRule],
  },
];

/** Assigning, unassigning and searching the members of one kind. */
function memberOperations(holder: Holder, member: Member): readonly Operation[] {
  const [assign, unassign] =
    holder.type === 'ROLE'
      ? [`assignRoleTo${member.word}`, `unassignRoleFrom${member.word}`]
      : [`assign${member.word}To${holder.word}`, `unassign${member.word}From${holder.word}`];
  const all = `/${holder.path}/:${holder.idField}/${member.path}`;
  const one = `${all}/:${member.idField}`;
  const membership = (call: { readonly params: Readonly<Record<string, string>> }) => ({
    holder: { type: holder.type, id: param(call, holder.idField) },
    member: { type: member.type, id: param(call, member.idField) },
  });
  return [
    defineOperation({
      id: assign,
      method: 'put',
      path: one,
      permission: 'operate',
      handle: async (call, { engine }) => {
        const wanted = membership(call);
        const checked = id.safeParse(wanted.member.id);
        if (!checked.success)
          throw invalidArgument(`${member.idField}: ${checked.error.issues[0]?.message ?? 'bad id'}`);
        await engine.identity.assign(wanted, call.actor);
        return noContent;
      },
    }),
    defineOperation({
      id: unassign,
      method: 'delete',
      path: one,
      permission: 'operate',
      handle: async (call, { engine }) => {
        await engine.identity.unassign(membership(call), call.actor);
        return noContent;
      },
    }),
    searchWithin(`search${member.plural}For${holder.word}`, `${all}/search`, holder, member.searchable, (bound) =>
      members(holder, member, bound),
    ),
  ];
}

/** The SQL that finds the members in the table that is searched. */
function members(holder: Holder, member: Member, holderId: string): string {
  const membership = `holder_type = '${holder.type}' AND member_type = '${member.type}' AND holder_id = ${holderId}`;
  if (member.column === 't.member_id') return membership;
  return `${member.column} IN (SELECT member_id FROM {schema}.identity_membership WHERE ${membership})`;
}

function searchWithin(id: string, path: string, holder: Holder, what: Searchable, sql: Restriction['sql']): Operation {
  return defineOperation({
    id,
    method: 'post',
    path,
    permission: 'read',
    body: what.request,
    handle: async (call, { engine, search }) => {
      const value = param(call, holder.idField);
      // The contract has no 404 for tenants: the members of none are none.
      if (holder.type !== 'TENANT' && !(await engine.identity.exists(holder.type, value))) {
        throw notFound(`The ${holder.kind.noun} with id '${value}' was not found`);
      }
      return ok(await search.search(what, call.body, { sql, value, type: 'text' }));
    },
  });
}

/** The roles that a group has, seen from the group. */
function rolesOfGroup(holder: Holder): Operation {
  return searchWithin('searchRolesForGroup', '/groups/:groupId/roles/search', holder, searchable.roles, (groupId) => {
    const membership = `holder_type = 'ROLE' AND member_type = 'GROUP' AND member_id = ${groupId}`;
    return `t.role_id IN (SELECT holder_id FROM {schema}.identity_membership WHERE ${membership})`;
  });
}

export const membershipOperations: readonly Operation[] = holders.flatMap((holder) => [
  ...holder.members.flatMap((member) => memberOperations(holder, member)),
  ...(holder.type === 'GROUP' ? [rolesOfGroup(holder)] : []),
]);
