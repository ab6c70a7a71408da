/** The one source of time. The rules never ask it: callers read it and pass dates on as text. */
export interface Clock {
  /** The present instant in UTC, whole seconds or milliseconds, e.g. `2026-11-24T08:00:00Z`. */
  now(): string;
}
