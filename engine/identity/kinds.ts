/** Kinds of things an owner or a member can be; clients are known by their ids only. */
export type MemberType = 'USER' | 'CLIENT' | 'GROUP' | 'ROLE' | 'MAPPING_RULE';
export type HolderType = 'GROUP' | 'ROLE' | 'TENANT';

/** A kind of thing with a table of its own. */
export interface EntityKind {
  /** As in the sentences of refusals. */
  readonly noun: string;
  readonly type: MemberType | HolderType;
  readonly table: string;
  readonly idColumn: string;
  /** Column by field, beside the id. */
  readonly columns: Readonly<Record<string, string>>;
}

const NAMED = { name: 'name', description: 'description' };

export const USER: EntityKind = {
  noun: 'user',
  type: 'USER',
  table: 'identity_user',
  idColumn: 'username',
  columns: { name: 'name', email: 'email', passwordHash: 'password_hash' },
};
export const GROUP: EntityKind = {
  noun: 'group',
  type: 'GROUP',
  table: 'identity_group',
  idColumn: 'group_id',
  columns: NAMED,
};
export const ROLE: EntityKind = {
  noun: 'role',
  type: 'ROLE',
  table: 'identity_role',
  idColumn: 'role_id',
  columns: NAMED,
};
export const TENANT: EntityKind = {
  noun: 'tenant',
  type: 'TENANT',
  table: 'identity_tenant',
  idColumn: 'tenant_id',
  columns: NAMED,
};
export const MAPPING_RULE: EntityKind = {
  noun: 'mapping rule',
  type: 'MAPPING_RULE',
  table: 'identity_mapping_rule',
  idColumn: 'mapping_rule_id',
  columns: { claimName: 'claim_name', claimValue: 'claim_value', name: 'name' },
};

const KINDS = [USER, GROUP, ROLE, TENANT, MAPPING_RULE];

/** undefined: things of this type have no table. */
export const kindOf = (type: MemberType | HolderType): EntityKind | undefined =>
  KINDS.find((kind) => kind.type === type);
