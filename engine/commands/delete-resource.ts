import type { Execution } from '../elements/execution.js';
import { closeStarts, openStarts } from './deploy.js';
import { reject } from './rejection.js';

/** Deletes a version of a process, a form, a DMN file (by its decision requirements) or another file; instances that run go on, and the version number is never used again. */
export function deleteResource(run: Execution, { resourceKey }: { readonly resourceKey: string }): void {
  const definition = run.state.definitions.get(resourceKey);
  if (definition?.state === 'ACTIVE') {
    const wasLatest = run.state.latestDefinition(definition.processDefinitionId) === definition;
    run.emit('process-deleted', { key: resourceKey });
    if (!wasLatest) return;
    closeStarts(run, resourceKey);
    const next = run.state.latestDefinition(definition.processDefinitionId);
    if (next === undefined) return;
    openStarts(run, next.processDefinitionKey, next.processDefinitionId, run.modelOf(next.processDefinitionKey));
    return;
  }
  if (run.state.forms.get(resourceKey)?.state === 'ACTIVE') {
    run.emit('form-deleted', { key: resourceKey });
    return;
  }
  if (run.state.decisionRequirements.get(resourceKey)?.state === 'ACTIVE') {
    run.emit('decision-requirements-deleted', { key: resourceKey });
    return;
  }
  if (run.state.resources.get(resourceKey)?.state === 'ACTIVE') {
    run.emit('resource-deleted', { key: resourceKey });
    return;
  }
  const reason = `Expected to delete resource but no resource found with key \`${resourceKey}\``;
  throw reject('DELETE', 'NOT_FOUND', reason);
}
