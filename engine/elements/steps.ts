/** Taken steps are thrown away in one go once there are so many of them. */
const MANY = 1_024;

/** The steps of a command that are still to be done, in their order. */
export class Steps {
  #steps: (() => void)[] = [];
  #taken = 0;

  add(step: () => void): void {
    this.#steps.push(step);
  }

  /** The next one, or undefined when nothing is left to do. */
  take(): (() => void) | undefined {
    const step = this.#steps[this.#taken];
    if (step === undefined) return undefined;
    this.#taken += 1;
    if (this.#taken >= MANY && 2 * this.#taken >= this.#steps.length) {
      this.#steps = this.#steps.slice(this.#taken);
      this.#taken = 0;
    }
    return step;
  }

  get waiting(): number {
    return this.#steps.length - this.#taken;
  }

  /** Forgets those that have come last, until so many are left. */
  dropTo(waiting: number): void {
    this.#steps.length = this.#taken + waiting;
  }
}
