import type { Execution } from '../elements/execution.js';
import type { ProcessDefinitionRow } from '../state/rows.js';
import { closeStarts, openStarts } from './deploy.js';
import { reject } from './rejection.js';
import type { Key } from './requests.js';

export interface DeleteResourceRequest {
  readonly resourceKey: Key;
  /** Of a process definition: its ended instances go too, those that run as soon as they have all ended. */
  readonly deleteHistory?: boolean | undefined;
}

/** Deletes a version of a process, a form, a DMN file (by its decision requirements) or another file; instances that run go on, and the version number is never used again. */
export function deleteResource(run: Execution, { resourceKey, deleteHistory = false }: DeleteResourceRequest): void {
  const definition = run.state.definitions.get(resourceKey);
  if (definition?.state === 'ACTIVE') deleteProcess(run, definition);
  else if (run.state.forms.get(resourceKey)?.state === 'ACTIVE') run.emit('form-deleted', { key: resourceKey });
  else if (run.state.decisionRequirements.get(resourceKey)?.state === 'ACTIVE')
    run.emit('decision-requirements-deleted', { key: resourceKey });
  else if (run.state.resources.get(resourceKey)?.state === 'ACTIVE') run.emit('resource-deleted', { key: resourceKey });
  else if (definition?.history !== 'KEPT' || !deleteHistory) {
    const reason = `Expected to delete resource but no resource found with key \`${resourceKey}\``;
    throw reject('DELETE', 'NOT_FOUND', reason);
  }
  if (definition !== undefined && deleteHistory) run.emit('process-history-condemned', { key: resourceKey });
}

function deleteProcess(run: Execution, definition: ProcessDefinitionRow): void {
  const { processDefinitionKey: key, processDefinitionId } = definition;
  const wasLatest = run.state.latestDefinition(processDefinitionId) === definition;
  run.emit('process-deleted', { key });
  if (!wasLatest) return;
  closeStarts(run, key);
  const next = run.state.latestDefinition(processDefinitionId);
  if (next === undefined) return;
  openStarts(run, next.processDefinitionKey, next.processDefinitionId, run.modelOf(next.processDefinitionKey));
}

/** The history of a deleted definition is gone: nobody finds the definition either. */
export function forgetProcess(run: Execution, { processDefinitionKey }: { readonly processDefinitionKey: Key }): void {
  run.emit('process-forgotten', { key: processDefinitionKey });
}
