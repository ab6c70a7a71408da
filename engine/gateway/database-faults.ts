/** PostgreSQL's classes 22 (a number out of range, a date that does not exist …) and 54 (more than it can plan). */
export function isBadValue(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(?:22|54)\w{3}$/.test(error.code)
  );
}

/** Connection faults of Node (ECONN…) and of PostgreSQL (class 08, 53, 57: connection, resources, intervention). */
export function isUnreachableDatabase(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (/^(Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after)/.test(error.message))
    return true;
  if (!('code' in error) || typeof error.code !== 'string') return false;
  return /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(error.code) || /^(08|53|57)\w{3}$/.test(error.code);
}
