import type { EvaluatedInput, Json, Key, MatchedRule } from '../../commands/requests.js';

/** One deployed DMN file. */
export interface DecisionRequirementsRow {
  readonly decisionRequirementsKey: Key;
  readonly decisionRequirementsId: string;
  readonly name: string;
  readonly version: number;
  readonly resourceName: string;
  readonly resourceChecksum: string;
  readonly dmnXml: string;
  readonly deploymentKey: Key;
  readonly state: 'ACTIVE' | 'DELETED';
  readonly deployedAt: number;
}

/** One decision of a deployed DMN file. */
export interface DecisionDefinitionRow {
  readonly decisionDefinitionKey: Key;
  readonly decisionDefinitionId: string;
  readonly name: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly decisionRequirementsKey: Key;
  readonly decisionRequirementsId: string;
  readonly deploymentKey: Key;
  readonly state: 'ACTIVE' | 'DELETED';
  readonly deployedAt: number;
}

/** One decision that was evaluated, on its own or for another: history that no command reads. */
export interface DecisionInstanceRow {
  /** Key of the evaluation and place in it, from 1: `2251799813685251-1`. */
  readonly decisionEvaluationInstanceKey: string;
  readonly decisionEvaluationKey: Key;
  readonly state: 'EVALUATED' | 'FAILED';
  readonly evaluationDate: number;
  readonly evaluationFailure: string | null;
  readonly decisionDefinitionKey: Key;
  readonly decisionDefinitionId: string;
  readonly decisionDefinitionName: string;
  readonly decisionDefinitionVersion: number;
  readonly decisionDefinitionType: string;
  readonly decisionRequirementsKey: Key;
  /** The decision that was asked for. */
  readonly rootDecisionDefinitionKey: Key;
  readonly processDefinitionKey: Key | null;
  readonly processDefinitionId: string | null;
  readonly processInstanceKey: Key | null;
  readonly rootProcessInstanceKey: Key | null;
  readonly elementInstanceKey: Key | null;
  readonly result: Json;
  readonly evaluatedInputs: readonly EvaluatedInput[];
  readonly matchedRules: readonly MatchedRule[];
}
