import { z } from 'zod';
import { boolean, integer, key, oneOf, tenant, text } from '../column.js';
import { defineSearch } from '../definition.js';
import { DEFINITION_STATES } from '../enumerations.js';

const IS_LATEST = `t.state = 'ACTIVE' AND NOT EXISTS (
  SELECT 1 FROM {schema}.process_definition newer
  WHERE newer.process_definition_id = t.process_definition_id AND newer.state = 'ACTIVE' AND newer.version > t.version)`;

/** Deleted, but some of its instances still run. */
const STATE = `CASE WHEN t.state = 'DELETED' AND EXISTS (
  SELECT 1 FROM {schema}.process_instance i
  WHERE i.process_definition_key = t.process_definition_key AND i.state = 'ACTIVE') THEN 'DRAINING' ELSE t.state END`;

export const processDefinitions = defineSearch({
  from: '{schema}.process_definition t',
  where: "t.history <> 'DELETED'",
  key: 'processDefinitionKey',
  item: {
    processDefinitionKey: key('t.process_definition_key'),
    processDefinitionId: text('t.process_definition_id'),
    name: text('t.name'),
    resourceName: text('t.resource_name'),
    version: integer('t.version'),
    versionTag: text('t.version_tag'),
    hasStartForm: boolean('(t.start_form_id IS NOT NULL)'),
    state: oneOf(DEFINITION_STATES, `(${STATE})`),
    tenantId: tenant,
  },
  filters: [
    'name',
    'resourceName',
    'version',
    'versionTag',
    'processDefinitionId',
    'tenantId',
    'processDefinitionKey',
    'hasStartForm',
    'state',
  ],
  special: {
    isLatestVersion: { schema: z.boolean(), condition: (latest: boolean) => (latest ? IS_LATEST : 'true') },
  },
  sorts: ['processDefinitionKey', 'name', 'resourceName', 'version', 'versionTag', 'processDefinitionId', 'tenantId'],
});
