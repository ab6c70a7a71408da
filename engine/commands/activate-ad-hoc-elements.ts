import { activateElements, unknownElements } from '../elements/ad-hoc-sub-process.js';
import type { Execution } from '../elements/execution.js';
import { reject } from './rejection.js';
import type { Rejection } from './rejection.js';
import type { ActivateAdHocElementsRequest, Key } from './requests.js';

/** Lets elements of an active ad-hoc subprocess begin, from outside: all or none. */
export function activateAdHocElements(run: Execution, request: ActivateAdHocElementsRequest): void {
  const { adHocSubProcessInstanceKey: key, elements, cancelRemainingInstances = false } = request;
  const instance = run.live(key);
  const expected = 'Expected to activate activities of an ad-hoc sub-process';
  if (instance?.type !== 'AD_HOC_SUB_PROCESS')
    throw reject(
      'ACTIVATE',
      'NOT_FOUND',
      `${expected}, but no ad-hoc sub-process instance was found with key '${key}'`,
    );
  if (instance.phase !== 'ACTIVATED')
    throw reject('ACTIVATE', 'INVALID_STATE', `${expected} with key '${key}', but it is not active`);
  const unknown = refuseUnknown(run, 'ACTIVATE', key, elements);
  if (unknown !== null) throw unknown;
  activateElements(
    run,
    key,
    elements.map(({ elementId, variables }) => ({ elementId, variables: variables ?? {} })),
    cancelRemainingInstances,
  );
}

/** The rejection for elements that cannot begin in this ad-hoc subprocess; null when there are none. */
export function refuseUnknown(
  run: Execution,
  command: string,
  key: Key,
  elements: readonly { readonly elementId: string }[],
): Rejection | null {
  const ids = elements.map(({ elementId }) => elementId);
  const unknown = unknownElements(run.elementOf(run.state.elements.require(key)), ids);
  if (unknown.length === 0) return null;
  const reason = `Expected to activate activities of the ad-hoc sub-process with key '${key}', but it has none that could begin with these ids: ${unknown.map((id) => `'${id}'`).join(', ')}`;
  return reject(command, 'NOT_FOUND', reason);
}
