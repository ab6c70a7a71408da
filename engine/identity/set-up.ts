import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { DEFAULT_ROLES } from './default-roles.js';
import type { DefaultRole } from './default-roles.js';

/** Creates the tables, the default tenant and the default roles; what is there already stays as it is. */
export async function setUpIdentity(pool: Pool, schema: string): Promise<void> {
  const sql = await readFile(new URL('schema.sql', import.meta.url), 'utf8');
  await pool.query(sql.replaceAll('{schema}', schema));
  await pool.query(
    `INSERT INTO ${schema}.identity_tenant (tenant_id, name) VALUES ('<default>', 'Default') ON CONFLICT DO NOTHING`,
  );
  for (const role of DEFAULT_ROLES) await addRole(pool, schema, role);
}

/** A role that is new belongs to the default tenant and comes with its authorizations; those of one that is known may have been changed since. */
async function addRole(pool: Pool, schema: string, { roleId, name, grants }: DefaultRole): Promise<void> {
  await pool.query(
    `WITH role AS (
       INSERT INTO ${schema}.identity_role (role_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING role_id
     ), membership AS (
       INSERT INTO ${schema}.identity_membership (holder_type, holder_id, member_type, member_id)
       SELECT 'TENANT', '<default>', 'ROLE', role_id FROM role ON CONFLICT DO NOTHING
     )
     INSERT INTO ${schema}.identity_authorization
       (owner_type, owner_id, resource_type, resource_id, resource_property_name, permission_types)
     SELECT 'ROLE', role_id, "resourceType", "resourceId", "resourcePropertyName", "permissionTypes"
     FROM role, json_to_recordset($3::json) AS granted(
       "resourceType" text, "resourceId" text, "resourcePropertyName" text, "permissionTypes" text[])`,
    [roleId, name, JSON.stringify(grants)],
  );
}
