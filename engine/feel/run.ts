import { EvaluationFailure } from './feel-error.js';
import { FEEL_LIMITS } from './limits.js';

export interface Warning {
  readonly message: string;
}

/** Nobody reads more of them. */
const MOST_WARNINGS = 1_000;

/** Steps that are left to the command under way; outside of one each evaluation has its own. */
let allowance = Infinity;

/** All evaluations of the work together may do as much as is allowed to one command. */
export function asOneCommand<T>(work: () => T): T {
  const before = allowance;
  allowance = FEEL_LIMITS.stepsOfCommand;
  try {
    return work();
  } finally {
    allowance = before;
  }
}

/** One evaluation under way: the instant it happens at, what it may still use, and what it has to say. */
export class Run {
  /** Depth of the functions being called. */
  depth = 0;
  #hasReadInput = false;
  readonly #granted: number = Math.min(FEEL_LIMITS.steps, allowance);
  #left: number = this.#granted;

  /** `now` is ms since 1970-01-01T00:00Z; without `warnings` nobody wants to hear any. */
  constructor(
    readonly now: number,
    private warnings: Warning[] | null,
  ) {}

  /** Throws an EvaluationFailure when the evaluation has done more than it may. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left >= 0) return;
    const most = this.#granted.toLocaleString('en');
    throw new EvaluationFailure(`it needs more than the ${most} steps that are left to it`);
  }

  /** What the evaluation has used is taken from the command. */
  settle(): void {
    allowance = Math.max(0, allowance - (this.#granted - Math.max(0, this.#left)) - 1);
  }

  /** `?` is read. */
  inputIsRead(): void {
    this.#hasReadInput = true;
  }

  /** Does the work read `?`? */
  watchInput<T>(work: () => T): { readonly value: T; readonly hasReadInput: boolean } {
    const before = this.#hasReadInput;
    this.#hasReadInput = false;
    const value = work();
    const hasReadInput = this.#hasReadInput;
    this.#hasReadInput = before;
    return { value, hasReadInput };
  }

  get wantsWarnings(): boolean {
    return this.warnings !== null;
  }

  warn(message: string): null {
    if (this.warnings !== null && this.warnings.length < MOST_WARNINGS) this.warnings.push({ message });
    return null;
  }

  /** Work of which nobody needs to hear. */
  quietly<T>(work: () => T): T {
    const { warnings } = this;
    this.warnings = null;
    try {
      return work();
    } finally {
      this.warnings = warnings;
    }
  }

  /** Lets a text pass that is short enough; longer texts cost more. */
  text(text: string): string {
    this.expectText(text.length);
    return text;
  }

  /** The same, before the text is made. */
  expectText(length: number): void {
    if (length > FEEL_LIMITS.text) {
      const most = FEEL_LIMITS.text.toLocaleString('en');
      throw new EvaluationFailure(`a text would have more than ${most} characters`);
    }
    if (length > 64) this.spend(length >> 6);
  }
}
