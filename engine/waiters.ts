import { picked } from './commands/activate-jobs.js';
import { Rejection } from './commands/rejection.js';
import type { Key, Variables } from './commands/requests.js';
import type { Effect } from './elements/execution.js';

interface Waiter<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Rejection) => void;
}

/** Callers who wait for something that a later command brings: the end of an instance, the word of a listener. */
export class Waiters {
  readonly #changes = new Map<Key, Waiter<undefined>>();
  readonly #instances = new Map<Key, Waiter<Variables>>();

  /** Fulfilled when the change of a user task has taken hold, rejected when a listener denies it. */
  changeAnswered(requestKey: Key, timeout: number): Promise<undefined> {
    return wait(this.#changes, requestKey, timeout);
  }

  /** The root variables of an instance when it has completed. */
  async instanceResult(key: Key, fetchVariables: readonly string[], timeout: number): Promise<Variables> {
    return picked(await wait(this.#instances, key, timeout), fetchVariables);
  }

  /** Called when what brought the effect about is committed. */
  hear(effect: Effect): void {
    if (effect.kind === 'request-answered') {
      const waiter = this.#changes.get(effect.requestKey);
      if (effect.rejection === null) waiter?.resolve(undefined);
      else waiter?.reject(effect.rejection);
      return;
    }
    const waiter = this.#instances.get(effect.processInstanceKey);
    if (effect.state === 'COMPLETED') waiter?.resolve(effect.variables);
    else waiter?.reject(terminated(effect.processInstanceKey));
  }

  rejectAll(reason: Rejection): void {
    for (const waiter of [...this.#changes.values(), ...this.#instances.values()]) waiter.reject(reason);
  }
}

const terminated = (key: Key): Rejection =>
  new Rejection(
    'INVALID_STATE',
    `Expected to await the result of process instance with key '${key}', but it was terminated`,
  );

function wait<T>(waiters: Map<Key, Waiter<T>>, key: Key, timeout: number): Promise<T> {
  const answer = new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      done();
      reject(
        new Rejection('DEADLINE_EXCEEDED', `Expected an answer within ${String(timeout)} ms, but there was none yet`),
      );
    }, timeout);
    const done = () => {
      clearTimeout(timer);
      waiters.delete(key);
    };
    waiters.set(key, {
      resolve: (value) => {
        done();
        resolve(value);
      },
      reject: (reason) => {
        done();
        reject(reason);
      },
    });
  });
  // The caller may be gone with a failed commit before it looks at this promise.
  answer.catch(() => undefined);
  return answer;
}
