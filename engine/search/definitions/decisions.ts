import { z } from 'zod';
import { date, integer, json, key, oneOf, tenant, text } from '../column.js';
import { defineSearch } from '../definition.js';
import { DECISION_STATES, DECISION_TYPES } from '../enumerations.js';

const IS_LATEST = `t.state = 'ACTIVE' AND NOT EXISTS (
  SELECT 1 FROM {schema}.decision_definition newer
  WHERE newer.decision_definition_id = t.decision_definition_id AND newer.state = 'ACTIVE' AND newer.version > t.version)`;

const definitionItem = {
  decisionDefinitionKey: key('t.decision_definition_key'),
  decisionDefinitionId: text('t.decision_definition_id'),
  name: text('t.name'),
  version: integer('t.version'),
  decisionRequirementsId: text('t.decision_requirements_id'),
  decisionRequirementsKey: key('t.decision_requirements_key'),
  decisionRequirementsName: text('r.name'),
  decisionRequirementsVersion: integer('r.version'),
  tenantId: tenant,
};

export const decisionDefinitions = defineSearch({
  from: `{schema}.decision_definition t
    JOIN {schema}.decision_requirements r ON r.decision_requirements_key = t.decision_requirements_key`,
  key: 'decisionDefinitionKey',
  item: definitionItem,
  filters: Object.keys(definitionItem),
  special: {
    isLatestVersion: { schema: z.boolean(), condition: (latest: boolean) => (latest ? IS_LATEST : 'true') },
  },
  sorts: Object.keys(definitionItem),
});

const requirementsItem = {
  decisionRequirementsKey: key('t.decision_requirements_key'),
  decisionRequirementsId: text('t.decision_requirements_id'),
  decisionRequirementsName: text('t.name'),
  version: integer('t.version'),
  resourceName: text('t.resource_name'),
  tenantId: tenant,
};

export const decisionRequirements = defineSearch({
  from: '{schema}.decision_requirements t',
  key: 'decisionRequirementsKey',
  item: requirementsItem,
  filters: Object.keys(requirementsItem),
  sorts: Object.keys(requirementsItem).filter((field) => field !== 'resourceName'),
});

const instanceItem = {
  decisionEvaluationInstanceKey: text('t.decision_evaluation_instance_key'),
  decisionEvaluationKey: key('t.decision_evaluation_key'),
  state: oneOf(DECISION_STATES, 't.state'),
  evaluationDate: date('t.evaluation_date'),
  evaluationFailure: text('t.evaluation_failure'),
  decisionDefinitionId: text('t.decision_definition_id'),
  decisionDefinitionName: text('t.decision_definition_name'),
  decisionDefinitionVersion: integer('t.decision_definition_version'),
  // The contract has a name for these two only.
  decisionDefinitionType: oneOf(
    DECISION_TYPES,
    `(CASE WHEN t.decision_definition_type IN ('DECISION_TABLE', 'LITERAL_EXPRESSION')
    THEN t.decision_definition_type ELSE 'UNKNOWN' END)`,
  ),
  decisionDefinitionKey: key('t.decision_definition_key'),
  rootDecisionDefinitionKey: key('t.root_decision_definition_key'),
  processDefinitionKey: key('t.process_definition_key'),
  processInstanceKey: key('t.process_instance_key'),
  rootProcessInstanceKey: key('t.root_process_instance_key'),
  elementInstanceKey: key('t.element_instance_key'),
  tenantId: tenant,
  result: text('t.result'),
};

const filteredFields = Object.keys(instanceItem).filter(
  (field) => field !== 'result' && field !== 'rootProcessInstanceKey',
);

const instances = {
  from: '{schema}.decision_instance t',
  key: 'decisionEvaluationInstanceKey',
  hidden: { decisionRequirementsKey: key('t.decision_requirements_key') },
  filters: [...filteredFields, 'decisionRequirementsKey'],
  sorts: filteredFields,
};

export const decisionInstances = defineSearch({ ...instances, item: instanceItem });

/** Read one by one, with how the result came about; the values in them are not yet JSON text. */
export const decisionInstancesInFull = defineSearch({
  ...instances,
  item: { ...instanceItem, evaluatedInputs: json('t.evaluated_inputs'), matchedRules: json('t.matched_rules') },
});
