import { z } from 'zod';
import { boolean, date, integer, key, oneOf, tenant, text, texts } from '../column.js';
import { columnOf, defineSearch, filterOfColumn } from '../definition.js';
import type { FilterContext, SearchDefinition, SpecialFilter } from '../definition.js';
import { RUN_STATES } from '../enumerations.js';
import { condition, filterField } from '../filter.js';
import type { Operators } from '../filter.js';
import { BadFilter, allOf } from '../sql.js';
import { ERROR_HASH } from './statistics.js';
import { tagsFilter, variableFilter } from './variable-filter.js';

/** Filters on the element instances of a process instance; those given together speak of one and the same element. */
const ELEMENT_FILTERS = {
  elementId: text('e.element_id'),
  elementInstanceState: oneOf(RUN_STATES, 'e.state'),
  hasElementInstanceIncident: boolean('(e.incident_count > 0)'),
};

function elementFilter(field: keyof typeof ELEMENT_FILTERS): SpecialFilter {
  return {
    schema: filterOfColumn(ELEMENT_FILTERS[field]),
    condition: (_value: Operators, context: FilterContext) => {
      const given = (Object.keys(ELEMENT_FILTERS) as (keyof typeof ELEMENT_FILTERS)[]).filter(
        (name) => context.filter[name] !== undefined && context.filter[name] !== null,
      );
      // The first of them carries the condition for all.
      return given[0] === field ? elementCondition(given, context) : 'true';
    },
  };
}

function elementCondition(
  given: (keyof typeof ELEMENT_FILTERS)[],
  { filter, parameters, schema }: FilterContext,
): string {
  const conditions = given.map((name) => condition(ELEMENT_FILTERS[name], filter[name] as Operators, parameters));
  return `EXISTS (SELECT 1 FROM ${schema}.element_instance e
    WHERE e.process_instance_key = t.process_instance_key AND e.type <> 'PROCESS' AND ${allOf(conditions)})`;
}

const errorMessage: SpecialFilter = {
  schema: filterField('text'),
  condition: (value: Operators, { parameters, schema }) => `EXISTS (SELECT 1 FROM ${schema}.incident i
    WHERE i.process_instance_key = t.process_instance_key AND i.state = 'ACTIVE'
      AND ${condition(text('i.error_message'), value, parameters)})`,
};

const incidentErrorHashCode: SpecialFilter = {
  schema: filterField('integer'),
  condition: (value: Operators, { parameters, schema }) => `EXISTS (SELECT 1 FROM ${schema}.incident i
    WHERE i.process_instance_key = t.process_instance_key AND i.state = 'ACTIVE'
      AND ${condition(integer(ERROR_HASH), value, parameters)})`,
};

const hasRetriesLeft: SpecialFilter = {
  schema: z.boolean(),
  condition: (value: boolean, { schema }) => `${value ? '' : 'NOT '}EXISTS (SELECT 1 FROM ${schema}.job j
    WHERE j.process_instance_key = t.process_instance_key AND j.has_failed_with_retries_left AND j.state = 'FAILED')`,
};

/** Instances that are, or hold, an item of a batch operation. */
const batchOperation: SpecialFilter = {
  schema: filterField('text'),
  condition: (value: Operators, { filter, parameters, schema }) => {
    if (isGiven(filter['batchOperationId']) && isGiven(filter['batchOperationKey']))
      throw new BadFilter('filter: expected only one of batchOperationId and batchOperationKey');
    return `EXISTS (SELECT 1 FROM ${schema}.batch_operation_item b WHERE b.process_instance_key = t.process_instance_key
      AND ${condition(text('b.batch_operation_key::text'), value, parameters)})`;
  },
};

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const definition: SearchDefinition = {
  from: '{schema}.process_instance t',
  key: 'processInstanceKey',
  item: {
    processInstanceKey: key('t.process_instance_key'),
    processDefinitionId: text('t.process_definition_id'),
    processDefinitionName: text('t.process_definition_name'),
    processDefinitionVersion: integer('t.process_definition_version'),
    processDefinitionVersionTag: text('t.process_definition_version_tag'),
    processDefinitionKey: key('t.process_definition_key'),
    startDate: date('t.start_date'),
    endDate: date('t.end_date'),
    state: oneOf(RUN_STATES, 't.state'),
    hasIncident: boolean('(t.incident_count > 0)'),
    tenantId: tenant,
    parentProcessInstanceKey: key('t.parent_process_instance_key'),
    parentElementInstanceKey: key('t.parent_element_instance_key'),
    rootProcessInstanceKey: key('t.root_process_instance_key'),
    tags: texts('t.tags'),
    businessId: text('t.business_id'),
  },
  filters: [
    'startDate',
    'endDate',
    'state',
    'hasIncident',
    'tenantId',
    'processInstanceKey',
    'parentProcessInstanceKey',
    'parentElementInstanceKey',
    'businessId',
    'processDefinitionId',
    'processDefinitionName',
    'processDefinitionVersion',
    'processDefinitionVersionTag',
    'processDefinitionKey',
  ],
  special: {
    variables: variableFilter('v.process_instance_key = t.process_instance_key'),
    tags: tagsFilter,
    elementId: elementFilter('elementId'),
    elementInstanceState: elementFilter('elementInstanceState'),
    hasElementInstanceIncident: elementFilter('hasElementInstanceIncident'),
    errorMessage,
    hasRetriesLeft,
    incidentErrorHashCode,
    batchOperationId: batchOperation,
    batchOperationKey: batchOperation,
  },
  sorts: [
    'processInstanceKey',
    'processDefinitionId',
    'processDefinitionName',
    'processDefinitionVersion',
    'processDefinitionVersionTag',
    'processDefinitionKey',
    'parentProcessInstanceKey',
    'parentElementInstanceKey',
    'startDate',
    'endDate',
    'state',
    'hasIncident',
    'tenantId',
    'businessId',
  ],
};

const MOST_BRANCHES = 1_000;

const branchFields = [
  ...definition.filters.map((field) => [field, filterOfColumn(columnOf(definition, field))] as const),
  ...Object.entries(definition.special ?? {}).map(([field, { schema }]) => [field, schema.nullish()] as const),
];

export const processInstances = defineSearch({
  ...definition,
  special: {
    ...definition.special,
    // The branches are worked out by filterConditions; here is only their form.
    $or: {
      schema: z.array(z.strictObject(Object.fromEntries<z.ZodType>(branchFields))).max(MOST_BRANCHES),
      condition: () => 'true',
    },
  },
});
