import { boolean, key, tenant, text } from '../column.js';
import { defineSearch } from '../definition.js';

/** A variable's JSON text beyond this many characters is cut in searches (unless `truncateValues=false`). */
export const TRUNCATED_LENGTH = 8191;

const item = {
  variableKey: key('t.variable_key'),
  name: text('t.name'),
  value: text('t.value'),
  scopeKey: key('t.scope_key'),
  processInstanceKey: key('t.process_instance_key'),
  rootProcessInstanceKey: key('t.root_process_instance_key'),
  tenantId: tenant,
};
const isTruncated = boolean(`(length(t.value) > ${String(TRUNCATED_LENGTH)})`);
const sorts = ['value', 'name', 'tenantId', 'variableKey', 'scopeKey', 'processInstanceKey'];
const filters = ['name', 'value', 'tenantId', 'isTruncated', 'variableKey', 'scopeKey', 'processInstanceKey'];

export const variables = defineSearch({
  from: '{schema}.variable t',
  key: 'variableKey',
  item,
  hidden: { isTruncated },
  filters,
  sorts,
});

/** Scope keys seen from the element instance $1: its own and those around it, with their distance. */
const SCOPES_OF_TASK = (keyOfTask: string): string => `WITH RECURSIVE scope AS (
    SELECT element_instance_key, scope_key, 0 AS distance FROM {schema}.element_instance
      WHERE element_instance_key = ${keyOfTask}
    UNION ALL
    SELECT outer_scope.element_instance_key, outer_scope.scope_key, scope.distance + 1
      FROM {schema}.element_instance outer_scope JOIN scope ON outer_scope.element_instance_key = scope.scope_key
  )`;

/** All variables that a task sees, those hidden by an inner one of the same name included. */
export const visibleFrom = (bound: string): string =>
  `t.scope_key IN (${SCOPES_OF_TASK(bound)} SELECT element_instance_key FROM scope)`;

/** Of each name only the innermost. */
export const effectiveFrom = (bound: string): string =>
  `t.variable_key IN (${SCOPES_OF_TASK(bound)}
    SELECT DISTINCT ON (seen.name) seen.variable_key FROM scope
      JOIN {schema}.variable seen ON seen.scope_key = scope.element_instance_key
      ORDER BY seen.name, scope.distance)`;
