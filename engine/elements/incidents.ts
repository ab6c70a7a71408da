import type { Key } from '../commands/requests.js';
import type { ElementInstanceRow, IncidentType } from '../state/rows.js';
import { rowsOf } from '../state/state.js';
import type { Execution } from './execution.js';

/** Stops the element until a person has solved the problem. */
export function raiseIncident(
  run: Execution,
  instance: ElementInstanceRow,
  errorType: IncidentType,
  errorMessage: string,
  jobKey: Key | null = null,
): void {
  const { elementId, elementInstanceKey, processInstanceKey, rootProcessInstanceKey } = instance;
  const { processDefinitionKey, processDefinitionId } = instance;
  run.emit('incident-created', {
    row: {
      incidentKey: run.newKey(),
      errorType,
      errorMessage,
      state: 'ACTIVE',
      elementId,
      elementInstanceKey,
      processInstanceKey,
      rootProcessInstanceKey,
      processDefinitionKey,
      processDefinitionId,
      jobKey,
      creationTime: run.now,
      resolvedAt: null,
    },
  });
}

/** An element that ends, or is tried again, leaves no open incident behind. */
export function resolveIncidents(run: Execution, elementInstanceKey: Key): void {
  for (const incident of rowsOf(run.state.incidents, run.state.incidentsByElement.find(elementInstanceKey)))
    run.emit('incident-resolved', { key: incident.incidentKey, at: run.now });
}
