import type { Execution } from '../elements/execution.js';
import { startProcess } from '../elements/process.js';
import type { ElementModel } from '../model/types.js';
import type { ProcessDefinitionRow } from '../state/rows.js';
import { byKey } from '../state/state.js';
import { reject } from './rejection.js';
import type { EvaluateConditionalsReply, EvaluateConditionalsRequest, Key, Variables } from './requests.js';

/**
 * Starts an instance for every conditional start event that reads one of the variables and whose condition holds over
 * them: of one definition, or of all. Like other start events, only those of the latest version begin anything.
 */
export function evaluateConditionals(run: Execution, request: EvaluateConditionalsRequest): EvaluateConditionalsReply {
  const { processDefinitionKey, variables } = request;
  const conditionalEvaluationKey = run.newKey();
  const keys = processDefinitionKey === undefined ? run.state.conditionalDefinitions : [processDefinitionKey];
  if (processDefinitionKey !== undefined) requireDefinition(run, processDefinitionKey);
  const processInstances = latestOf(run, keys).flatMap((definition) =>
    run
      .modelOf(definition.processDefinitionKey)
      .root.startEvents.filter((element) => holds(run, element, variables))
      .map((element) => ({
        processDefinitionKey: definition.processDefinitionKey,
        processInstanceKey: startProcess(run, {
          definition,
          variables: {},
          startEvent: { element, trigger: variables },
        }),
      })),
  );
  return { conditionalEvaluationKey, processInstances };
}

function requireDefinition(run: Execution, key: Key): void {
  if (run.state.definitions.get(key)?.state === 'ACTIVE') return;
  const reason = `Expected to evaluate conditional start events of the process definition with key '${key}', but no such definition was found`;
  throw reject('EVALUATE', 'NOT_FOUND', reason);
}

function latestOf(run: Execution, keys: Iterable<Key>): ProcessDefinitionRow[] {
  return [...keys].sort(byKey).flatMap((key) => {
    const row = run.state.definitions.get(key);
    return row !== undefined && run.state.latestDefinition(row.processDefinitionId) === row ? [row] : [];
  });
}

function holds(run: Execution, { event }: ElementModel, variables: Variables): boolean {
  if (event.kind !== 'conditional') return false;
  const isMeant = event.names.size === 0 || Object.keys(variables).some((name) => event.names.has(name));
  return isMeant && run.evaluate(event.condition, variables) === true;
}
