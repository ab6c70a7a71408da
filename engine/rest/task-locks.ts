/** Lets commands on one user task run one after the other, so that "is it yours?" still holds when the command runs. */
export class TaskLocks {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(taskKey: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(taskKey) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    this.#last.set(taskKey, settled);
    try {
      return await mine;
    } finally {
      if (this.#last.get(taskKey) === settled) this.#last.delete(taskKey);
    }
  }
}
