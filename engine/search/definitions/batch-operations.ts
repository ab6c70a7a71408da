import { date, integer, json, key, oneOf, text } from '../column.js';
import { defineSearch } from '../definition.js';
import { ACTOR_TYPES, BATCH_ITEM_STATES, BATCH_STATES, BATCH_TYPES } from '../enumerations.js';

const FAULTS = `(CASE WHEN t.fault IS NULL THEN '[]'::jsonb
  ELSE jsonb_build_array(jsonb_build_object('partitionId', 1, 'type', 'QUERY_FAILED', 'message', t.fault)) END)`;

export const batchOperations = defineSearch({
  from: '{schema}.batch_operation t',
  key: 'batchOperationKey',
  item: {
    batchOperationKey: key('t.batch_operation_key'),
    state: oneOf(BATCH_STATES, 't.state'),
    batchOperationType: text('t.batch_operation_type'),
    startDate: date('t.start_date'),
    endDate: date('t.end_date'),
    actorType: oneOf(ACTOR_TYPES, 't.actor_type'),
    actorId: text('t.actor_id'),
    operationsTotalCount: integer('t.total_count'),
    operationsFailedCount: integer('t.failed_count'),
    operationsCompletedCount: integer('t.completed_count'),
    errors: json(FAULTS),
  },
  hidden: { operationType: oneOf(BATCH_TYPES, 't.batch_operation_type') },
  filters: ['batchOperationKey', 'operationType', 'state', 'actorType', 'actorId'],
  sorts: ['batchOperationKey', 'operationType', 'state', 'startDate', 'endDate', 'actorType', 'actorId'],
});

export const batchOperationItems = defineSearch({
  from: '{schema}.batch_operation_item t',
  key: 'item',
  item: {
    batchOperationKey: key('t.batch_operation_key'),
    operationType: oneOf(BATCH_TYPES, 't.batch_operation_type'),
    itemKey: key('t.item_key'),
    processInstanceKey: key('t.process_instance_key'),
    rootProcessInstanceKey: key('t.root_process_instance_key'),
    state: oneOf(BATCH_ITEM_STATES, 't.state'),
    processedDate: date('t.processed_date'),
    errorMessage: text('t.error_message'),
  },
  // The same thing may be an item of several operations: only both keys together name a row.
  hidden: { item: text("(t.batch_operation_key::text || '-' || t.item_key::text)") },
  filters: ['batchOperationKey', 'itemKey', 'processInstanceKey', 'state', 'operationType'],
  sorts: ['batchOperationKey', 'itemKey', 'processInstanceKey', 'processedDate', 'state'],
});
