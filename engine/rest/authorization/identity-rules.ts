import type { ResourceType } from '../../identity/permissions.js';
import { everywhere, filtered, onParam, signedIn } from './rule.js';
import type { Rule } from './rule.js';

interface Kind {
  readonly resourceType: ResourceType;
  readonly word: string;
  readonly search: string;
  readonly parameter: string;
  readonly column: string;
}

const USER: Kind = {
  resourceType: 'USER',
  word: 'User',
  search: 'searchUsers',
  parameter: 'username',
  column: 'username',
};
const GROUP: Kind = {
  resourceType: 'GROUP',
  word: 'Group',
  search: 'searchGroups',
  parameter: 'groupId',
  column: 'group_id',
};
const ROLE: Kind = {
  resourceType: 'ROLE',
  word: 'Role',
  search: 'searchRoles',
  parameter: 'roleId',
  column: 'role_id',
};
const TENANT: Kind = {
  resourceType: 'TENANT',
  word: 'Tenant',
  search: 'searchTenants',
  parameter: 'tenantId',
  column: 'tenant_id',
};
const MAPPING_RULE: Kind = {
  resourceType: 'MAPPING_RULE',
  word: 'MappingRule',
  search: 'searchMappingRule',
  parameter: 'mappingRuleId',
  column: 'mapping_rule_id',
};

const ofEntity = ({ resourceType, word, search, parameter, column }: Kind): Readonly<Record<string, Rule>> => ({
  [`create${word}`]: everywhere(resourceType, 'CREATE'),
  [`get${word}`]: onParam(resourceType, 'READ', parameter),
  [`update${word}`]: onParam(resourceType, 'UPDATE', parameter),
  [`delete${word}`]: onParam(resourceType, 'DELETE', parameter),
  [search]: filtered(resourceType, 'READ', `t.${column}`),
});

/** Whoever may change a group, role or tenant decides who belongs to it; whoever may read it sees who does. */
function ofMembers(holder: Kind, members: readonly string[]): Readonly<Record<string, Rule>> {
  const read = onParam(holder.resourceType, 'READ', holder.parameter);
  const update = onParam(holder.resourceType, 'UPDATE', holder.parameter);
  const isRole = holder === ROLE;
  return Object.fromEntries(
    members.flatMap((member) => [
      [isRole ? `assignRoleTo${member}` : `assign${member}To${holder.word}`, update],
      [isRole ? `unassignRoleFrom${member}` : `unassign${member}From${holder.word}`, update],
      [`search${holder === TENANT && member === 'Group' ? 'GroupId' : member}sFor${holder.word}`, read],
    ]),
  );
}

/** Rules of all that says who may use the cluster, by the name of the operation. */
export const identityRules: Readonly<Record<string, Rule>> = {
  ...ofEntity(USER),
  ...ofEntity(GROUP),
  ...ofEntity(ROLE),
  ...ofEntity(TENANT),
  ...ofEntity(MAPPING_RULE),
  ...ofMembers(GROUP, ['User', 'Client', 'MappingRule']),
  ...ofMembers(ROLE, ['User', 'Client', 'Group', 'MappingRule']),
  ...ofMembers(TENANT, ['User', 'Client', 'Group', 'Role', 'MappingRule']),
  searchRolesForGroup: onParam('GROUP', 'READ', 'groupId'),
  createAuthorization: everywhere('AUTHORIZATION', 'CREATE'),
  getAuthorization: everywhere('AUTHORIZATION', 'READ'),
  searchAuthorizations: everywhere('AUTHORIZATION', 'READ'),
  updateAuthorization: everywhere('AUTHORIZATION', 'UPDATE'),
  deleteAuthorization: everywhere('AUTHORIZATION', 'DELETE'),
  // Open to strangers, once.
  createAdminUser: signedIn,
};
