import type { DecisionCall } from '../model/types.js';
import type { DecisionDefinitionRow, ElementInstanceRow } from '../state/rows.js';
import type { ElementBehavior } from './behavior.js';
import { boundVersion } from './bindings.js';
import { evaluateNow } from './decisions.js';
import type { Execution } from './execution.js';
import { IncidentError } from './execution.js';
import { createElementJob } from './jobs.js';
import { evaluateText, visibleVariables } from './variables.js';

/** Business rule task: a decision whose result goes into one variable, or else a job. */
export const businessRuleTask: ElementBehavior = {
  activate: (run, instance, element) => {
    if (element.decision === null) createElementJob(run, instance, element);
    else evaluate(run, instance, element.decision);
  },
};

function evaluate(run: Execution, instance: ElementInstanceRow, call: DecisionCall): void {
  const key = instance.elementInstanceKey;
  const definition = calledDecision(run, instance, call);
  const { output, failure, instances } = evaluateNow(run, definition, visibleVariables(run, key), instance);
  const record = (): void => {
    run.emit('decision-evaluated', { rows: instances });
  };
  if (failure !== null) throw new IncidentError('DECISION_EVALUATION_ERROR', failure, record);
  record();
  run.complete(key, { [call.resultVariable]: output });
}

/** The version to evaluate is looked for each time the task begins, or is tried again. */
function calledDecision(run: Execution, instance: ElementInstanceRow, call: DecisionCall): DecisionDefinitionRow {
  const id = evaluateText(run, instance.elementInstanceKey, call.decisionId);
  const { state } = run;
  const found = boundVersion(run, instance, call, { table: state.decisions, keys: state.decisionsById.find(id) });
  if (found === undefined) throw new IncidentError('CALLED_DECISION_ERROR', missing(id, call));
  return found;
}

function missing(id: string, { binding, versionTag }: DecisionCall): string {
  const reason = `Expected to evaluate decision '${id}', but no decision found for id '${id}'`;
  switch (binding) {
    case 'latest':
      return reason;
    case 'deployment':
      return `${reason} in the deployment of the process`;
    default:
      return `${reason} and version tag '${versionTag ?? ''}'`;
  }
}
