import { date, key, oneOf, tenant, text } from '../column.js';
import { defineSearch } from '../definition.js';
import { INCIDENT_STATES, INCIDENT_TYPES } from '../enumerations.js';

const fields = [
  'incidentKey',
  'processDefinitionKey',
  'processDefinitionId',
  'processInstanceKey',
  'errorType',
  'elementId',
  'elementInstanceKey',
  'creationTime',
  'state',
  'jobKey',
  'tenantId',
];

export const incidents = defineSearch({
  from: '{schema}.incident t',
  key: 'incidentKey',
  item: {
    incidentKey: key('t.incident_key'),
    errorType: oneOf(INCIDENT_TYPES, 't.error_type'),
    errorMessage: text('t.error_message'),
    state: oneOf(INCIDENT_STATES, 't.state'),
    elementId: text('t.element_id'),
    elementInstanceKey: key('t.element_instance_key'),
    processInstanceKey: key('t.process_instance_key'),
    rootProcessInstanceKey: key('t.root_process_instance_key'),
    processDefinitionKey: key('t.process_definition_key'),
    processDefinitionId: text('t.process_definition_id'),
    jobKey: key('t.job_key'),
    creationTime: date('t.creation_time'),
    tenantId: tenant,
  },
  filters: [...fields, 'errorMessage'],
  sorts: fields,
});

/** Incidents of a process instance and of those it has called. */
export const ofInstance = (bound: string): string => `t.process_instance_key IN (WITH RECURSIVE called AS (
    SELECT process_instance_key FROM {schema}.process_instance WHERE process_instance_key = ${bound}
    UNION ALL
    SELECT child.process_instance_key FROM {schema}.process_instance child
      JOIN called ON child.parent_process_instance_key = called.process_instance_key
  ) SELECT process_instance_key FROM called)`;

/** Incidents of an element instance, of those inside it, and of the processes they have called. */
export const ofElement = (bound: string): string => `t.element_instance_key IN (WITH RECURSIVE inside AS (
    SELECT element_instance_key, process_instance_key FROM {schema}.element_instance WHERE element_instance_key = ${bound}
    UNION ALL
    SELECT child.element_instance_key, child.process_instance_key FROM inside CROSS JOIN LATERAL (
      SELECT element_instance_key, process_instance_key FROM {schema}.element_instance
        WHERE scope_key = inside.element_instance_key
      UNION ALL
      SELECT process_instance_key, process_instance_key FROM {schema}.process_instance
        WHERE parent_process_instance_key = inside.process_instance_key
          AND parent_element_instance_key = inside.element_instance_key
    ) child
  ) SELECT element_instance_key FROM inside)`;
