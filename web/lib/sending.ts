/** Sending a form once: busy while it is on its way, the problem while it is refused. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { toProblem, type ApiProblem } from './problem.js';

export interface Sending {
  readonly busy: Ref<boolean>;
  readonly problem: ShallowRef<ApiProblem | undefined>;
  /** Whether it was accepted. A second call while one is on its way does nothing. */
  readonly send: (call: () => Promise<unknown>) => Promise<boolean>;
}

export function useSending(): Sending {
  const busy = ref(false);
  const problem = shallowRef<ApiProblem>();
  return {
    busy,
    problem,
    send: async (call) => {
      if (busy.value) return false;
      busy.value = true;
      try {
        await call();
        problem.value = undefined;
        return true;
      } catch (error) {
        problem.value = toProblem(error);
        return false;
      } finally {
        busy.value = false;
      }
    },
  };
}
