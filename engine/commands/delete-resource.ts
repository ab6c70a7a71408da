import type { Execution } from '../elements/execution.js';
import type { ProcessDefinitionRow } from '../state/rows.js';
import { createBatch } from './batch-operations/batches.js';
import { closeStarts, openStarts } from './deploy.js';
import { reject } from './rejection.js';
import type { CreateBatchReply, Key } from './requests.js';

export interface DeleteResourceRequest {
  readonly resourceKey: Key;
  /** Ended instances of a process go too, when none runs any more; evaluations of decisions at once. */
  readonly deleteHistory?: boolean | undefined;
}

/**
 * Deletes a version of a process, a form, a DMN file (by its decision requirements) or another file; instances that run
 * go on, and the version number is never used again. Answers with the batch operation that deletes the history, if any.
 */
export function deleteResource(
  run: Execution,
  { resourceKey: key, deleteHistory = false }: DeleteResourceRequest,
): CreateBatchReply | null {
  const { state } = run;
  const definition = state.definitions.get(key);
  if (definition?.state === 'ACTIVE') deleteProcess(run, definition);
  else if (definition?.history === 'KEPT' && deleteHistory) return deleteHistoryOf(run, key);
  else if (state.forms.get(key)?.state === 'ACTIVE') run.emit('form-deleted', { key });
  else if (state.decisionRequirements.get(key)?.state === 'ACTIVE') {
    run.emit('decision-requirements-deleted', { key });
    const filter = { decisionRequirementsKey: { $eq: key } };
    return deleteHistory ? createBatch(run, { batchOperationType: 'DELETE_DECISION_INSTANCE', filter }) : null;
  } else if (state.resources.get(key)?.state === 'ACTIVE') run.emit('resource-deleted', { key });
  else {
    const reason = `Expected to delete resource but no resource found with key \`${key}\``;
    throw reject('DELETE', 'NOT_FOUND', reason);
  }
  if (definition !== undefined && deleteHistory) run.emit('process-history-condemned', { key });
  return null;
}

/** Of a definition deleted before: at once, unless instances of it still run. */
function deleteHistoryOf(run: Execution, key: Key): CreateBatchReply | null {
  run.emit('process-history-condemned', { key });
  if (run.state.instancesByDefinition.find(key).size > 0) return null;
  const filter = { processDefinitionKey: { $eq: key } };
  return createBatch(run, { batchOperationType: 'DELETE_PROCESS_INSTANCE', filter });
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
