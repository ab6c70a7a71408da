import { boolean, key, oneOf, text } from '../column.js';
import { defineSearch } from '../definition.js';
import { VARIABLE_SCOPES } from '../enumerations.js';
import { TRUNCATED_LENGTH } from './variables.js';

export const clusterVariables = defineSearch({
  from: '{schema}.cluster_variable t',
  key: 'clusterVariableKey',
  item: {
    name: text('t.name'),
    scope: oneOf(VARIABLE_SCOPES, 't.scope'),
    tenantId: text('t.tenant_id'),
    value: text('t.value'),
  },
  hidden: {
    clusterVariableKey: key('t.cluster_variable_key'),
    isTruncated: boolean(`(length(t.value) > ${String(TRUNCATED_LENGTH)})`),
  },
  filters: ['name', 'value', 'scope', 'tenantId', 'isTruncated'],
  sorts: ['name', 'value', 'tenantId', 'scope'],
});
