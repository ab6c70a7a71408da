let current = 0;

/** The instant `now()` and `today()` speak of: ms since 1970-01-01T00:00Z. */
export function evaluationTime(): number {
  return current;
}

/** Evaluation is synchronous, so the instant of the running evaluation can stand in one place. */
export function atTime<T>(now: number, work: () => T): T {
  const before = current;
  current = now;
  try {
    return work();
  } finally {
    current = before;
  }
}
