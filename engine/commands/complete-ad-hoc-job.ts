import { activateElements, fulfil } from '../elements/ad-hoc-sub-process.js';
import type { Execution } from '../elements/execution.js';
import { propagate } from '../elements/variables.js';
import type { JobRow } from '../state/rows.js';
import { refuseUnknown } from './activate-ad-hoc-elements.js';
import { reject } from './rejection.js';
import type { CompleteJobRequest } from './requests.js';

/** A worker has decided how an ad-hoc subprocess goes on: which elements begin, or that all is done. */
export function completeAdHocJob(run: Execution, job: JobRow, { variables, result }: CompleteJobRequest): void {
  const { jobKey, elementInstanceKey: key } = job;
  const elements = (result?.activateElements ?? []).map((one) => ({ ...one, variables: one.variables ?? {} }));
  const isFulfilled = result?.isCompletionConditionFulfilled === true;
  if (isFulfilled && elements.length > 0) {
    const reason = `Expected to complete the ad-hoc sub-process job with key '${jobKey}', but it both fulfils the completion condition and activates elements`;
    throw reject('COMPLETE', 'INVALID_ARGUMENT', reason);
  }
  const unknown = refuseUnknown(run, 'COMPLETE', key, elements);
  if (unknown !== null) throw unknown;
  run.emit('job-completed', { key: jobKey, at: run.now, isDenied: null, deniedReason: null });
  propagate(run, key, variables ?? {});
  activateElements(run, key, elements, result?.isCancelRemainingInstances === true);
  if (isFulfilled) fulfil(run, key);
}
