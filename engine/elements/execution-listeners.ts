import type { ListenerEventType } from '../commands/requests.js';
import type { ListenerDefinition } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { IncidentError } from './execution.js';
import { createJob } from './jobs.js';

/** Hands out the job of the next listener; false when all are done. The element waits until that job is completed. */
export function runNextListener(
  run: Execution,
  instance: ElementInstanceRow,
  listeners: readonly ListenerDefinition[],
  event: ListenerEventType,
): boolean {
  const listener = listeners[instance.runtime.listenersDone ?? 0];
  if (listener === undefined) return false;
  try {
    createJob(run, instance, listener, { kind: 'EXECUTION_LISTENER', event });
  } catch (error) {
    throw error instanceof IncidentError ? new ListenerError(error.type, error.message) : error;
  }
  return true;
}

/** A listener cannot be asked: once the problem is solved, all of this event are asked again. */
export class ListenerError extends IncidentError {}
