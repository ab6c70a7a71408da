import { date, integer, key, oneOf, tenant, text } from '../column.js';
import { defineSearch } from '../definition.js';
import { SUBSCRIPTION_STATES } from '../enumerations.js';

const subscriptionFields = [
  'messageSubscriptionKey',
  'processDefinitionId',
  'processInstanceKey',
  'elementId',
  'elementInstanceKey',
  'messageSubscriptionState',
  'lastUpdatedDate',
  'messageName',
  'correlationKey',
  'tenantId',
];

export const messageSubscriptions = defineSearch({
  from: '{schema}.message_subscription t',
  key: 'messageSubscriptionKey',
  item: {
    messageSubscriptionKey: key('t.message_subscription_key'),
    processDefinitionId: text('t.process_definition_id'),
    processDefinitionKey: key('t.process_definition_key'),
    processInstanceKey: key('t.process_instance_key'),
    rootProcessInstanceKey: key('t.root_process_instance_key'),
    elementId: text('t.element_id'),
    elementInstanceKey: key('t.element_instance_key'),
    messageSubscriptionState: oneOf(SUBSCRIPTION_STATES, 't.state'),
    lastUpdatedDate: date('t.last_updated_date'),
    messageName: text('t.message_name'),
    correlationKey: text('t.correlation_key'),
    tenantId: tenant,
  },
  filters: [...subscriptionFields, 'processDefinitionKey'],
  sorts: subscriptionFields,
});

const correlatedFields = [
  'correlationKey',
  'correlationTime',
  'elementId',
  'elementInstanceKey',
  'messageKey',
  'messageName',
  'partitionId',
  'processDefinitionId',
  'processDefinitionKey',
  'processInstanceKey',
  'subscriptionKey',
  'tenantId',
];

export const correlatedMessageSubscriptions = defineSearch({
  from: '{schema}.correlated_message_subscription t',
  key: 'correlation',
  item: {
    correlationKey: text('t.correlation_key'),
    correlationTime: date('t.correlation_time'),
    elementId: text('t.element_id'),
    elementInstanceKey: key('t.element_instance_key'),
    messageKey: key('t.message_key'),
    messageName: text('t.message_name'),
    partitionId: integer('1::integer'),
    processDefinitionId: text('t.process_definition_id'),
    processDefinitionKey: key('t.process_definition_key'),
    processInstanceKey: key('t.process_instance_key'),
    rootProcessInstanceKey: key('t.root_process_instance_key'),
    subscriptionKey: key('t.subscription_key'),
    tenantId: tenant,
  },
  // One message may be correlated to several subscriptions: only both keys together name a row.
  hidden: { correlation: text("(t.message_key::text || '-' || t.subscription_key::text)") },
  filters: correlatedFields,
  sorts: correlatedFields,
});

/** Who waits for messages right now, by process definition. */
export const subscriptionsByDefinition = defineSearch({
  from: '{schema}.message_subscription t',
  where: 't.live',
  groupBy: 't.process_definition_id, t.process_definition_key',
  key: 'processDefinitionKey',
  item: {
    processDefinitionId: text('t.process_definition_id'),
    tenantId: tenant,
    processDefinitionKey: key('t.process_definition_key'),
    processInstancesWithActiveSubscriptions: integer('count(DISTINCT t.process_instance_key)::integer'),
    activeSubscriptions: integer('count(*)::integer'),
  },
  hidden: messageSubscriptions.item,
  filters: messageSubscriptions.filters,
  sorts: ['processDefinitionKey'],
});
