/** The engine refused: wrong state, denied by a guard, or not there. `reason` is the guard's own text, if it was one. */
export class EngineRefusedError extends Error {
  override readonly name = 'EngineRefusedError';
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(`engine answered ${String(status)} ${title}`);
  }

  /** What a task listener gave as the reason of its denial, or null when the engine itself refused. */
  get denialReason(): string | null {
    return /Reason to deny: '([\s\S]*)'/.exec(this.detail)?.[1] ?? null;
  }
}
/** The engine cannot be reached, is starting, is overloaded or failed: trying again may help. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
}
