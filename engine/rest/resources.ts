import type { Search } from '../search/index.js';
import { notFound } from './problems.js';

/** A deployed file as the API tells it, with what is in it. */
export interface DeployedFile {
  readonly resourceKey: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly tenantId: string;
  readonly content: string;
}

/** Diagrams, decisions and forms have operations of their own: here are only the files that the engine does not read. */
export async function deployedResource({ pool, schema }: Search, resourceKey: string): Promise<DeployedFile> {
  const { rows } = await pool.query<DeployedFile>(
    `SELECT resource_key AS "resourceKey", resource_id AS "resourceId", resource_name AS "resourceName", version,
       version_tag AS "versionTag", '<default>' AS "tenantId", content
     FROM ${schema}.resource WHERE resource_key = $1::bigint AND state = 'ACTIVE'`,
    [resourceKey],
  );
  const [found] = rows;
  if (found !== undefined) return found;
  throw notFound(`Expected to fetch resource, but no resource found with key '${resourceKey}'`);
}
