import type { Execution } from '../elements/execution.js';
import { startBufferedMessage } from '../elements/messages.js';
import type { ElementInstanceRow, ProcessDefinitionRow } from '../state/rows.js';
import { migrateElement } from './migration/migrate-element.js';
import { MigrationPlan } from './migration/plan.js';
import { reject } from './rejection.js';
import type { MigrateInstanceRequest } from './requests.js';

/**
 * Lets a running instance go on in another process definition, all or nothing. Everything keeps its keys; jobs,
 * variables and assignments stay as they are. Called processes are instances of their own and are not touched.
 */
export function migrateInstance(run: Execution, request: MigrateInstanceRequest): void {
  const { processInstanceKey } = request;
  const instance = run.state.processInstances.get(processInstanceKey);
  const root = run.live(processInstanceKey);
  if (instance === undefined || root === undefined) {
    const reason = `Expected to migrate process instance but no process instance found with key '${processInstanceKey}'`;
    throw reject('MIGRATE', 'NOT_FOUND', reason);
  }
  const definition = requireDefinition(run, request);
  const plan = new MigrationPlan(
    run,
    processInstanceKey,
    instance.processDefinitionKey,
    definition,
    request.mappingInstructions,
  );
  run.emit('instance-migrated', {
    key: processInstanceKey,
    to: {
      processDefinitionKey: definition.processDefinitionKey,
      processDefinitionId: definition.processDefinitionId,
      processDefinitionName: definition.name,
      processDefinitionVersion: definition.version,
      processDefinitionVersionTag: definition.versionTag,
    },
  });
  migrateAll(run, plan, root);
  // For the old process this instance no longer stands in the way of the next message of its key.
  if (instance.startCorrelationKey !== null && instance.processDefinitionId !== definition.processDefinitionId)
    startBufferedMessage(run, instance.processDefinitionId, instance.startCorrelationKey);
}

/** From the outside inwards, so that every scope is known before what lies in it. */
function migrateAll(run: Execution, plan: MigrationPlan, root: ElementInstanceRow): void {
  const waiting: { readonly row: ElementInstanceRow; readonly scope?: ElementInstanceRow }[] = [{ row: root }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { row, scope } = next;
    migrateElement(run, plan, row, scope);
    for (const child of run.state.childrenOf(row.elementInstanceKey)) waiting.push({ row: child, scope: row });
  }
}

function requireDefinition(run: Execution, request: MigrateInstanceRequest): ProcessDefinitionRow {
  const key = request.targetProcessDefinitionKey;
  const definition = run.state.definitions.get(key);
  if (definition?.state === 'ACTIVE') return definition;
  const reason = `Expected to migrate process instance to process definition but no process definition found with key '${key}'`;
  throw reject('MIGRATE', 'NOT_FOUND', reason);
}
