/** Times of single calls, ms. */
export class Latencies {
  readonly #all: number[] = [];

  get count(): number {
    return this.#all.length;
  }

  add(ms: number): void {
    this.#all.push(ms);
  }

  async time<Result>(work: () => Promise<Result>): Promise<Result> {
    const began = performance.now();
    const result = await work();
    this.add(performance.now() - began);
    return result;
  }

  /** The smallest time that a share `q` (0 to 1) of all calls did not exceed. */
  quantile(q: number): number {
    const sorted = this.#all.toSorted((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? NaN;
  }
}
