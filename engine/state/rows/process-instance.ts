import type { Key } from '../../commands/requests.js';

export type RunState = 'ACTIVE' | 'COMPLETED' | 'TERMINATED';

export interface ProcessInstanceRow {
  readonly processInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processDefinitionName: string | null;
  readonly processDefinitionVersion: number;
  readonly processDefinitionVersionTag: string | null;
  readonly parentProcessInstanceKey: Key | null;
  readonly parentElementInstanceKey: Key | null;
  readonly rootProcessInstanceKey: Key;
  readonly state: RunState;
  readonly startDate: number;
  readonly endDate: number | null;
  readonly incidentCount: number;
  readonly tags: readonly string[];
  readonly businessId: string | null;
  readonly startCorrelationKey: string | null;
}

export interface SequenceFlowRow {
  readonly processInstanceKey: Key;
  readonly sequenceFlowId: string;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
}
