/** What a person has typed survives a refusal, a lost session and a reload of the page; it goes once it is accepted. */
import { reactive, watch } from 'vue';

export interface Draft<T extends object> {
  readonly values: T;
  /** Forgets the draft: to be called when the API has accepted the data. */
  readonly clear: () => void;
}

export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const name = `draft:${key}`;
  const values = reactive({ ...initial, ...stored<T>(name) }) as T;
  const stop = watch(values, (now) => {
    sessionStorage.setItem(name, JSON.stringify(now));
  });
  return {
    values,
    clear: () => {
      stop();
      sessionStorage.removeItem(name);
    },
  };
}

function stored<T>(name: string): Partial<T> {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? '{}') as Partial<T>;
  } catch {
    return {};
  }
}
