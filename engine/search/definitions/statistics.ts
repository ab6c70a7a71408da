import { boolean, integer, key, tenant, text } from '../column.js';
import { defineSearch } from '../definition.js';

const COUNTS = `count(*) FILTER (WHERE incident_count = 0)::int AS without_incident,
  count(*) FILTER (WHERE incident_count > 0)::int AS with_incident`;

const DEFINITIONS_OF_ID = '{schema}.process_definition d WHERE d.process_definition_id = t.process_definition_id';

/** Process ids with active instances. */
export const instancesByProcess = defineSearch({
  from: `(SELECT process_definition_id, ${COUNTS} FROM {schema}.process_instance
    WHERE state = 'ACTIVE' GROUP BY process_definition_id) t`,
  key: 'processDefinitionId',
  item: {
    processDefinitionId: text('t.process_definition_id'),
    tenantId: tenant,
    latestProcessDefinitionName: text(
      `(SELECT d.name FROM ${DEFINITIONS_OF_ID} ORDER BY d.state = 'ACTIVE' DESC, d.version DESC LIMIT 1)`,
    ),
    hasMultipleVersions: boolean(`(SELECT count(*) > 1 FROM ${DEFINITIONS_OF_ID})`),
    activeInstancesWithoutIncidentCount: integer('t.without_incident'),
    activeInstancesWithIncidentCount: integer('t.with_incident'),
  },
  filters: [],
  sorts: ['processDefinitionId', 'activeInstancesWithIncidentCount', 'activeInstancesWithoutIncidentCount'],
});

/** Versions of a process that have active instances. */
export const instancesByVersion = defineSearch({
  from: `(SELECT process_definition_id, process_definition_key, process_definition_version,
      max(process_definition_name) AS process_definition_name, ${COUNTS} FROM {schema}.process_instance
    WHERE state = 'ACTIVE' GROUP BY process_definition_id, process_definition_key, process_definition_version) t`,
  key: 'processDefinitionKey',
  item: {
    processDefinitionId: text('t.process_definition_id'),
    processDefinitionKey: key('t.process_definition_key'),
    processDefinitionName: text('t.process_definition_name'),
    tenantId: tenant,
    processDefinitionVersion: integer('t.process_definition_version'),
    activeInstancesWithIncidentCount: integer('t.with_incident'),
    activeInstancesWithoutIncidentCount: integer('t.without_incident'),
  },
  filters: ['processDefinitionId', 'tenantId'],
  sorts: [
    'processDefinitionId',
    'processDefinitionKey',
    'processDefinitionName',
    'processDefinitionVersion',
    'activeInstancesWithIncidentCount',
    'activeInstancesWithoutIncidentCount',
  ],
});

/** The number that stands for a message in filters and statistics. */
export const ERROR_HASH = 'hashtext(i.error_message)';

const OPEN_INCIDENTS = `{schema}.incident i JOIN {schema}.process_instance p
  ON p.process_instance_key = i.process_instance_key WHERE i.state = 'ACTIVE'`;

/** Error messages of open incidents. */
export const instancesByError = defineSearch({
  from: `(SELECT ${ERROR_HASH} AS hash, min(i.error_message) AS error_message,
      count(DISTINCT i.process_instance_key)::int AS instances FROM {schema}.incident i
    WHERE i.state = 'ACTIVE' GROUP BY ${ERROR_HASH}) t`,
  key: 'errorHashCode',
  item: {
    errorHashCode: integer('t.hash'),
    errorMessage: text('t.error_message'),
    activeInstancesWithErrorCount: integer('t.instances'),
  },
  filters: [],
  sorts: ['errorMessage', 'activeInstancesWithErrorCount'],
});

/** Process definitions with instances that have an open incident of one message. */
export const instancesWithError = defineSearch({
  from: `(SELECT ${ERROR_HASH} AS hash, p.process_definition_id, p.process_definition_key,
      max(p.process_definition_name) AS name, p.process_definition_version AS version,
      count(DISTINCT i.process_instance_key)::int AS instances FROM ${OPEN_INCIDENTS}
    GROUP BY ${ERROR_HASH}, p.process_definition_id, p.process_definition_key, p.process_definition_version) t`,
  key: 'processDefinitionKey',
  item: {
    processDefinitionId: text('t.process_definition_id'),
    processDefinitionKey: key('t.process_definition_key'),
    processDefinitionName: text('coalesce(t.name, t.process_definition_id)'),
    processDefinitionVersion: integer('t.version'),
    tenantId: tenant,
    activeInstancesWithErrorCount: integer('t.instances'),
  },
  hidden: { errorHashCode: integer('t.hash') },
  filters: ['errorHashCode'],
  sorts: ['activeInstancesWithErrorCount', 'processDefinitionKey', 'tenantId'],
});
