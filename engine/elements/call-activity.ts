import type { CallDefinition } from '../model/types.js';
import type { ElementInstanceRow, ProcessDefinitionRow } from '../state/rows.js';
import type { ElementBehavior } from './behavior.js';
import { boundVersion } from './bindings.js';
import type { Execution } from './execution.js';
import { IncidentError } from './execution.js';
import { startProcess } from './process.js';
import { evaluate, evaluateText, localVariables, visibleVariables } from './variables.js';

/** Call activity: starts another process and ends with it. */
export const callActivity: ElementBehavior = {
  activate: (run, instance, element) => {
    const { call } = element;
    if (call === null) throw new Error(`element ${element.id} calls no process`);
    const key = instance.elementInstanceKey;
    requireDepth(run, instance);
    const definition = calledDefinition(run, instance, call);
    const caller = run.state.processInstances.require(instance.processInstanceKey);
    const businessId = call.businessId === null ? caller.businessId : evaluate(run, key, call.businessId);
    const calledKey = startProcess(run, {
      definition,
      variables: call.propagateAllParentVariables ? visibleVariables(run, key) : localVariables(run, key),
      tags: caller.tags,
      businessId: typeof businessId === 'string' ? businessId : null,
      parent: instance,
    });
    run.setRuntime(key, { calledKey });
  },
  terminate: (run, instance) => {
    const { calledKey } = instance.runtime;
    if (calledKey === undefined || run.live(calledKey) === undefined) return true;
    // Step by step: processes that call one another can be more than a stack holds.
    run.enqueue(() => {
      run.terminate(calledKey);
    });
    return false;
  },
};

/** Processes that may have called one another, as in Zeebe: more are a process that calls itself for ever. */
const MOST_CALLS = 1_000;

function requireDepth(run: Execution, { processInstanceKey, rootProcessInstanceKey }: ElementInstanceRow): void {
  let depth = 1;
  for (let key = processInstanceKey; key !== rootProcessInstanceKey; depth += 1) {
    key = run.state.processInstances.require(key).parentProcessInstanceKey ?? rootProcessInstanceKey;
  }
  if (depth < MOST_CALLS) return;
  throw new IncidentError(
    'CALLED_ELEMENT_ERROR',
    `The call activity has reached the maximum depth of ${String(MOST_CALLS)}. This is likely due to a recursive call. Cancel the root process instance if this was unintentional. Otherwise, consider increasing the maximum depth, or use process instance modification to adjust the process instance.`,
  );
}

function calledDefinition(run: Execution, instance: ElementInstanceRow, call: CallDefinition): ProcessDefinitionRow {
  const processId = evaluateText(run, instance.elementInstanceKey, call.processId);
  const { state } = run;
  const keys = state.definitionsById.find(processId);
  const found = boundVersion(run, instance, call, { table: state.definitions, keys });
  if (found === undefined) throw new IncidentError('CALLED_ELEMENT_ERROR', missing(processId, call));
  if (run.modelOf(found.processDefinitionKey).root.startEvent === null)
    throw new IncidentError(
      'CALLED_ELEMENT_ERROR',
      `Expected process with BPMN process id '${processId}' to have a none start event, but not found.`,
    );
  return found;
}

function missing(processId: string, { binding, versionTag }: CallDefinition): string {
  switch (binding) {
    case 'latest':
      return `Expected process with BPMN process id '${processId}' to be deployed, but not found.`;
    case 'deployment':
      return `Expected to call process with BPMN process id '${processId}' with binding type 'deployment', but no such process found in the deployment of the calling process..`;
    default:
      return `Expected to call process with BPMN process id '${processId}' and version tag '${versionTag ?? ''}', but no such process found. To resolve this incident, deploy a process with the given process id and version tag.`;
  }
}
