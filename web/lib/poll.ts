/** Reads something again and again while the page is visible, and shows loading and failure honestly. */
import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { toProblem, type ApiProblem } from './problem.js';

export interface Loaded<T> {
  readonly data: ShallowRef<T | undefined>;
  readonly problem: ShallowRef<ApiProblem | undefined>;
  readonly loading: Ref<boolean>;
  readonly reload: () => Promise<void>;
}

/** Loads once and on `reload`; a later answer to an earlier question is dropped. */
export function useLoad<T>(read: () => Promise<T>): Loaded<T> {
  const data = shallowRef<T>();
  const problem = shallowRef<ApiProblem>();
  const loading = ref(false);
  let latest = 0;
  const reload = async (): Promise<void> => {
    latest += 1;
    const mine = latest;
    loading.value = true;
    try {
      const answer = await read();
      if (mine !== latest) return;
      data.value = answer;
      problem.value = undefined;
    } catch (error) {
      if (mine === latest) problem.value = toProblem(error);
    } finally {
      if (mine === latest) loading.value = false;
    }
  };
  onMounted(reload);
  return { data, problem, loading, reload };
}

/** Like `useLoad`, and again every `everyMs` while the page is visible and the last read has ended. */
export function usePoll<T>(read: () => Promise<T>, everyMs = 5000): Loaded<T> {
  const loaded = useLoad(read);
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = (): void => {
    if (document.visibilityState === 'visible' && !loaded.loading.value) void loaded.reload();
  };
  onMounted(() => {
    timer = setInterval(tick, everyMs);
    document.addEventListener('visibilitychange', tick);
  });
  onBeforeUnmount(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  });
  return loaded;
}
