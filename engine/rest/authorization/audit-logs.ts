import { ANY } from '../../identity/permissions.js';
import type { PermissionType, ResourceType } from '../../identity/permissions.js';
import type { Rights } from '../../identity/rights.js';
import { Parameters, anyOf } from '../../search/index.js';
import type { Rule } from './rule.js';

/** By category; and for those who may read the instances or the tasks of a process, what was done to them. */
function readable(rights: Rights, parameters: Parameters): string {
  const within = (column: string, type: ResourceType, permission: PermissionType): string => {
    const ids = rights.idsFor(type, permission);
    return ids.has(ANY) ? `${column} IS NOT NULL` : `${column} = ANY(${parameters.bind([...ids], 'text[]')})`;
  };
  const process = 't.process_definition_id';
  return anyOf([
    within('t.category', 'AUDIT_LOG', 'READ'),
    `t.category <> 'ADMIN' AND ${within(process, 'PROCESS_DEFINITION', 'READ_PROCESS_INSTANCE')}`,
    `t.category = 'USER_TASKS' AND ${within(process, 'PROCESS_DEFINITION', 'READ_USER_TASK')}`,
  ]);
}

export const readableAudits: Rule = {
  missing: () => null,
  rows: ({ rights }, parameters) => readable(rights, parameters),
};

export const readableAudit: Rule = {
  missing: async ({ call, rights, search: { pool, schema } }) => {
    const parameters = new Parameters();
    const key = parameters.bind(call.params['auditLogKey'], 'bigint');
    const { rows } = await pool.query<{ category: string; readable: boolean }>(
      `SELECT category, (${readable(rights, parameters)}) AS readable FROM ${schema}.audit_log t
       WHERE audit_log_key = ${key}`,
      parameters.values,
    );
    const [row] = rows;
    if (row === undefined || row.readable) return null;
    return { resourceType: 'AUDIT_LOG', permission: 'READ', resourceId: row.category };
  },
};
