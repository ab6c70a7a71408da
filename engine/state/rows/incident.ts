import type { Key } from '../../commands/requests.js';

export type IncidentType =
  | 'AD_HOC_SUB_PROCESS_NO_RETRIES'
  | 'CALLED_DECISION_ERROR'
  | 'CALLED_ELEMENT_ERROR'
  | 'CONDITION_ERROR'
  | 'DECISION_EVALUATION_ERROR'
  | 'EXECUTION_LISTENER_NO_RETRIES'
  | 'EXTRACT_VALUE_ERROR'
  | 'FORM_NOT_FOUND'
  | 'IO_MAPPING_ERROR'
  | 'JOB_NO_RETRIES'
  | 'TASK_LISTENER_NO_RETRIES'
  | 'UNHANDLED_ERROR_EVENT'
  | 'UNKNOWN';

export interface IncidentRow {
  readonly incidentKey: Key;
  readonly errorType: IncidentType;
  readonly errorMessage: string;
  readonly state: 'ACTIVE' | 'RESOLVED';
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly jobKey: Key | null;
  readonly creationTime: number;
  readonly resolvedAt: number | null;
}
