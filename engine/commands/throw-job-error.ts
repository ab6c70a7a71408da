import { unhandledError } from '../elements/end-event.js';
import { findCatcher } from '../elements/errors.js';
import type { Execution } from '../elements/execution.js';
import { raiseIncident } from '../elements/incidents.js';
import { requireOpenJob } from './job-commands.js';
import { reject } from './rejection.js';
import type { ThrowJobErrorRequest } from './requests.js';

/** The worker says no in the words of the field: the diagram catches the code, or a person has to look. */
export function throwJobError(run: Execution, request: ThrowJobErrorRequest): void {
  const job = requireOpenJob(run, 'THROW_ERROR', 'throw an error for', request.jobKey);
  if (job.kind === 'TASK_LISTENER' || job.kind === 'EXECUTION_LISTENER') {
    const which = job.kind === 'TASK_LISTENER' ? 'task' : 'execution';
    const reason = `Expected to throw an error for job with key '${job.jobKey}', but ${which} listener jobs cannot throw errors`;
    throw reject('THROW_ERROR', 'INVALID_STATE', reason);
  }
  const { errorCode } = request;
  const errorMessage = request.errorMessage ?? '';
  const instance = run.state.elements.require(job.elementInstanceKey);
  const catcher = findCatcher(run, instance, 'error', errorCode);
  const caught = catcher !== null;
  run.emit('job-error-thrown', { key: job.jobKey, at: run.now, errorCode, errorMessage, caught });
  if (caught) {
    run.trigger(catcher.hostKey, catcher.event, request.variables ?? {});
    return;
  }
  const message = errorMessage === '' ? unhandledError(errorCode) : `${unhandledError(errorCode)} ${errorMessage}`;
  raiseIncident(run, instance, 'UNHANDLED_ERROR_EVENT', message, job.jobKey);
}
