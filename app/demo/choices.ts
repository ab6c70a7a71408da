import { createHash } from 'node:crypto';
import { conversion } from './scenarios/conversion.js';
import type { Scenario } from './scenarios/scenario.js';

/**
 * What happens to which household in a played project. Drawn from the seed and the case alone, so that a run that was
 * broken off goes on with the same story.
 */
export class Choices {
  /** Unless it is said which project is played, one with a formal track prepared beside its negotiation. */
  constructor(
    private readonly seed: number,
    readonly scenario: Scenario = conversion,
  ) {}

  /** True for about `percent` of all cases, the same ones every time. */
  happens(what: string, caseNumber: string, percent: number): boolean {
    return this.#draw(what, caseNumber) % 100 < percent;
  }

  /** One of the given values, the same one every time. */
  pick<T>(what: string, caseNumber: string, values: readonly [T, ...T[]]): T {
    return values[this.#draw(what, caseNumber) % values.length] ?? values[0];
  }

  #draw(what: string, caseNumber: string): number {
    const text = `${String(this.seed)}|${what}|${caseNumber}`;
    return createHash('sha256').update(text).digest().readUInt32BE(0);
  }
}
