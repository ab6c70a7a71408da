import { evaluateDecision } from '../dmn/index.js';
import type { Json, Key, Variables } from '../commands/requests.js';
import type { DecisionDefinitionRow, DecisionInstanceRow } from '../state/rows.js';
import type { Execution } from './execution.js';

/** The element that evaluates a decision; without one, a caller does. */
export type Origin = Pick<
  DecisionInstanceRow,
  | 'processDefinitionKey'
  | 'processDefinitionId'
  | 'processInstanceKey'
  | 'rootProcessInstanceKey'
  | 'elementInstanceKey'
>;

export interface EvaluatedNow {
  readonly decisionEvaluationKey: Key;
  readonly output: Json;
  readonly failure: string | null;
  /** The decision after all it requires; the last one is the one that failed. */
  readonly instances: readonly DecisionInstanceRow[];
}

/** Evaluates the decision with all it requires. Nothing is written: `instances` are for a decision-evaluated event. */
export function evaluateNow(
  run: Execution,
  definition: DecisionDefinitionRow,
  variables: Variables,
  origin: Origin,
): EvaluatedNow {
  const { decisionRequirementsKey } = definition;
  const decision = run.state.decisionGraphs
    .get(decisionRequirementsKey)
    ?.decisions.get(definition.decisionDefinitionId);
  if (decision === undefined) throw new Error(`decision ${definition.decisionDefinitionKey} has not been read`);
  const decisionEvaluationKey = run.newKey();
  const { output, failure, decisions } = evaluateDecision(decision, variables, run.now);
  const rows = definitionsOf(run, decisionRequirementsKey);
  const instances = decisions.map((evaluated, at): DecisionInstanceRow => {
    const row = rows.get(evaluated.decision.id);
    if (row === undefined) throw new Error(`decision ${evaluated.decision.id} is not deployed`);
    const failed = failure !== null && at === decisions.length - 1;
    return {
      processDefinitionKey: origin.processDefinitionKey,
      processDefinitionId: origin.processDefinitionId,
      processInstanceKey: origin.processInstanceKey,
      rootProcessInstanceKey: origin.rootProcessInstanceKey,
      elementInstanceKey: origin.elementInstanceKey,
      decisionEvaluationInstanceKey: `${decisionEvaluationKey}-${String(at + 1)}`,
      decisionEvaluationKey,
      state: failed ? 'FAILED' : 'EVALUATED',
      evaluationDate: run.now,
      evaluationFailure: failed ? failure : null,
      decisionDefinitionKey: row.decisionDefinitionKey,
      decisionDefinitionId: row.decisionDefinitionId,
      decisionDefinitionName: row.name,
      decisionDefinitionVersion: row.version,
      decisionDefinitionType: evaluated.decision.logic.kind,
      decisionRequirementsKey,
      rootDecisionDefinitionKey: definition.decisionDefinitionKey,
      result: evaluated.output,
      evaluatedInputs: evaluated.evaluatedInputs,
      matchedRules: evaluated.matchedRules,
    };
  });
  return { decisionEvaluationKey, output, failure, instances };
}

/** The decisions of one DMN file, by their ids. */
function definitionsOf({ state }: Execution, decisionRequirementsKey: Key): Map<string, DecisionDefinitionRow> {
  const found = new Map<string, DecisionDefinitionRow>();
  for (const key of state.decisionsByRequirements.find(decisionRequirementsKey)) {
    const row = state.decisions.require(key);
    found.set(row.decisionDefinitionId, row);
  }
  return found;
}
