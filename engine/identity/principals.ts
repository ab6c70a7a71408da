import type { Pool } from 'pg';
import type { Grant } from './default-roles.js';
import { Rights } from './rights.js';

export interface Tenant {
  readonly tenantId: string;
  readonly name: string;
  readonly description: string | null;
}

/** A user with all that they belong to. */
export interface Principal {
  readonly username: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly groups: readonly string[];
  /** Their own and those of their groups. */
  readonly roles: readonly string[];
  readonly tenants: readonly Tenant[];
  readonly rights: Rights;
}

interface Row extends Omit<Principal, 'rights'> {
  readonly grants: readonly Grant[];
}

/** Reads users with what they may do, and remembers them until something about the identities changes. */
export class Principals {
  #known = new Map<string, Principal>();

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {}

  /** null: there is no such user. */
  async find(username: string): Promise<Principal | null> {
    const known = this.#known;
    const found = known.get(username) ?? (await this.#read(username));
    // Kept in the map from before the reading: after a change it is nobody's any more.
    if (found !== null) known.set(username, found);
    return found;
  }

  /** Read anew each time, by its key: knowing a user or not takes the same time. null: there is no such user. */
  async passwordHash(username: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ password_hash: string }>(
      `SELECT password_hash FROM ${this.schema}.identity_user WHERE username = $1`,
      [username],
    );
    return rows[0]?.password_hash ?? null;
  }

  forget(): void {
    this.#known = new Map();
  }

  async #read(username: string): Promise<Principal | null> {
    const { rows } = await this.pool.query<Row>(
      `WITH me AS (
         SELECT 'USER' AS member_type, username AS member_id FROM ${this.schema}.identity_user WHERE username = $1),
       groups AS (
         SELECT 'GROUP' AS member_type, holder_id AS member_id FROM ${this.schema}.identity_membership
         JOIN me USING (member_type, member_id) WHERE holder_type = 'GROUP'),
       roles AS (
         SELECT DISTINCT 'ROLE' AS member_type, holder_id AS member_id FROM ${this.schema}.identity_membership
         JOIN (TABLE me UNION ALL TABLE groups) AS members USING (member_type, member_id) WHERE holder_type = 'ROLE'),
       owners AS (TABLE me UNION ALL TABLE groups UNION ALL TABLE roles),
       tenants AS (
         SELECT DISTINCT tenant_id, tenant.name, description FROM ${this.schema}.identity_membership
         JOIN owners USING (member_type, member_id)
         JOIN ${this.schema}.identity_tenant tenant ON holder_type = 'TENANT' AND holder_id = tenant_id)
       SELECT username, name, email, 
         ARRAY(SELECT member_id FROM groups ORDER BY 1) AS groups,
         ARRAY(SELECT member_id FROM roles ORDER BY 1) AS roles,
         (SELECT coalesce(json_agg(json_build_object('tenantId', tenant_id, 'name', name, 'description', description)
            ORDER BY tenant_id), '[]') FROM tenants) AS tenants,
         (SELECT coalesce(json_agg(json_build_object('resourceType', resource_type, 'resourceId', resource_id,
            'resourcePropertyName', resource_property_name, 'permissionTypes', permission_types)), '[]')
          FROM ${this.schema}.identity_authorization JOIN owners ON owner_type = member_type AND owner_id = member_id
         ) AS grants
       FROM ${this.schema}.identity_user WHERE username = $1`,
      [username],
    );
    const [row] = rows;
    if (row === undefined) return null;
    const { grants, ...principal } = row;
    return { ...principal, rights: new Rights(grants) };
  }
}
