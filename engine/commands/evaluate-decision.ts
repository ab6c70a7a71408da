import { evaluateNow } from '../elements/decisions.js';
import type { Execution } from '../elements/execution.js';
import type { DecisionDefinitionRow } from '../state/rows.js';
import { reject } from './rejection.js';
import type { EvaluateDecisionReply, EvaluateDecisionRequest } from './requests.js';

const NO_PROCESS = {
  processDefinitionKey: null,
  processDefinitionId: null,
  processInstanceKey: null,
  rootProcessInstanceKey: null,
  elementInstanceKey: null,
};

/** Evaluates a decision over the given variables and keeps how it went; what fails is answered as well. */
export function evaluateDecision(run: Execution, request: EvaluateDecisionRequest): EvaluateDecisionReply {
  const definition = asked(run, request);
  const { decisionEvaluationKey, output, failure, instances } = evaluateNow(
    run,
    definition,
    request.variables ?? {},
    NO_PROCESS,
  );
  run.emit('decision-evaluated', { rows: instances });
  const { decisionDefinitionKey, decisionDefinitionId, decisionRequirementsKey, decisionRequirementsId } = definition;
  return {
    decisionEvaluationKey,
    decisionDefinitionKey,
    decisionDefinitionId,
    decisionDefinitionName: definition.name,
    decisionDefinitionVersion: definition.version,
    decisionRequirementsKey,
    decisionRequirementsId,
    output,
    failedDecisionDefinitionId: failure === null ? null : (instances.at(-1)?.decisionDefinitionId ?? null),
    failureMessage: failure,
    evaluatedDecisions: instances.map(({ result, ...evaluated }) => ({ ...evaluated, output: result })),
  };
}

function asked({ state }: Execution, request: EvaluateDecisionRequest): DecisionDefinitionRow {
  const { decisionDefinitionId: id, decisionDefinitionKey: key } = request;
  if (id !== undefined) {
    const reason = `Expected to evaluate decision '${id}', but no decision found for id '${id}'`;
    return found(state.latestDecision(id), reason);
  }
  if (key === undefined)
    throw reject(
      'EVALUATE',
      'INVALID_ARGUMENT',
      'Expected either a decision id or a valid decision key, but none provided',
    );
  return found(
    state.decisions.get(key),
    `Expected to evaluate decision '${key}', but no decision found for key '${key}'`,
  );
}

function found(row: DecisionDefinitionRow | undefined, otherwise: string): DecisionDefinitionRow {
  if (row?.state !== 'ACTIVE') throw reject('EVALUATE', 'NOT_FOUND', otherwise);
  return row;
}
