import { IncidentError } from '../../elements/execution.js';
import type { Execution } from '../../elements/execution.js';
import { createUserTask } from '../../elements/create-user-task.js';
import { resolveIncidents } from '../../elements/incidents.js';
import { checkInclusiveJoins } from '../../elements/inclusive-gateway.js';
import { keptOfJob } from '../../elements/user-task-job.js';
import type { ElementModel } from '../../model/types.js';
import type { ElementInstanceRow, ElementRuntime } from '../../state/rows.js';
import { rowsOf } from '../../state/state.js';
import type { Key } from '../requests.js';
import {
  checkCatchEvents,
  messageSubscriptionsOf,
  migrateSubscriptions,
  openNewSubscriptions,
} from './catch-events.js';
import { becomesUserTask, checkElement } from './check-element.js';
import type { MigrationPlan } from './plan.js';
import { migratedRuntime } from './runtime.js';

/** One element instance goes over to the target definition, with all that belongs to it. */
export function migrateElement(
  run: Execution,
  plan: MigrationPlan,
  row: ElementInstanceRow,
  scope: ElementInstanceRow | undefined,
): void {
  const { source, target } = checkElement(plan, row, scope);
  checkCatchEvents(plan, row, source, target);
  const { elementInstanceKey: key } = row;
  const runtime = migratedRuntime(plan, row, target);
  const { processDefinitionKey, processDefinitionId } = plan.definition;
  const elementName = scope === undefined ? plan.definition.name : target.name;
  run.emit('element-migrated', {
    key,
    to: { processDefinitionKey, processDefinitionId, elementId: target.id, elementName, runtime },
  });
  takeFlowsAnew(run, row, runtime);
  if (becomesUserTask(source, target)) replaceJobs(run, plan, key, target);
  migrateBelongings(run, plan, row, target);
  const messages = new Set(messageSubscriptionsOf(run, key).map(({ messageName }) => messageName));
  migrateSubscriptions(run, plan, key);
  const after = run.state.elements.require(key);
  openNewSubscriptions(run, plan, after, target, messages);
  checkInclusiveJoins(run, after);
}

/** The flows of waiting tokens are shown as taken in the target's diagram too. */
function takeFlowsAnew(
  run: Execution,
  { processInstanceKey, rootProcessInstanceKey, elementInstanceKey }: ElementInstanceRow,
  { arrived = {} }: ElementRuntime,
): void {
  const { processDefinitionKey, processDefinitionId } = run.state.elements.require(elementInstanceKey);
  const flowIds = new Set(Object.values(arrived).flatMap((tokens) => Object.keys(tokens)));
  for (const sequenceFlowId of flowIds)
    run.emit('sequence-flow-taken', {
      row: { processInstanceKey, sequenceFlowId, rootProcessInstanceKey, processDefinitionKey, processDefinitionId },
    });
}

/** Jobs, user task and incidents stay what they are; only where they belong changes. */
function migrateBelongings(run: Execution, plan: MigrationPlan, row: ElementInstanceRow, target: ElementModel): void {
  const { state, now: at } = run;
  const { elementInstanceKey: key } = row;
  const { processDefinitionKey, processDefinitionId, version: processDefinitionVersion, name } = plan.definition;
  const to = { processDefinitionKey, processDefinitionId, elementId: target.id };
  for (const { jobKey } of rowsOf(state.jobs, state.jobsByElement.find(key)))
    run.emit('job-migrated', { key: jobKey, to: { ...to, processDefinitionVersion }, at });
  for (const { userTaskKey } of rowsOf(state.userTasks, state.userTasksByElement.find(key)))
    run.emit('user-task-migrated', {
      key: userTaskKey,
      to: { ...to, processDefinitionVersion, name: target.name, processName: name },
    });
  for (const { incidentKey } of rowsOf(state.incidents, state.incidentsByElement.find(key)))
    run.emit('incident-migrated', { key: incidentKey, to });
}

/** A user task that was a job goes on as one of Camunda, with what the job knew. */
function replaceJobs(run: Execution, plan: MigrationPlan, key: Key, target: ElementModel): void {
  const jobs = rowsOf(run.state.jobs, run.state.jobsByElement.find(key)).filter(({ kind }) => kind === 'BPMN_ELEMENT');
  for (const job of jobs) {
    resolveIncidents(run, key);
    run.emit('job-canceled', { key: job.jobKey, at: run.now });
    try {
      createUserTask(run, run.state.elements.require(key), target, keptOfJob(run, job));
    } catch (error) {
      if (!(error instanceof IncidentError)) throw error;
      throw plan.refuse('INVALID_STATE', `the user task '${target.id}' cannot be created: ${error.message}`);
    }
  }
}
