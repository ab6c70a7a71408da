import { isExpression } from '../feel/index.js';
import type { Expression } from './expression.js';
import { readExpression } from './expression.js';

/** More faults are only counted. */
const MOST_TOLD = 100;

/** Gathers what is wrong with a diagram, each fault with the element it is about, as Zeebe's deployment errors do. */
export class Faults {
  #feelCharacters = 0;
  readonly #found: { readonly elementId: string; readonly message: string }[] = [];

  /** `mostFeel`: characters of all expressions together. */
  constructor(private readonly mostFeel: number) {}

  add(elementId: string, message: string): void {
    this.#found.push({ elementId, message });
  }

  get count(): number {
    return this.#found.length;
  }

  toString(): string {
    const told = this.#found.slice(0, MOST_TOLD);
    const lines = told.map(({ elementId, message }) => `- Element: ${elementId}\n    - ERROR: ${message}`);
    const rest = this.count - told.length;
    return [...lines, ...(rest > 0 ? [`- and ${String(rest)} more`] : [])].join('\n');
  }

  /** Reads a text that may be FEEL; a wrong one is a fault of the element. */
  expression(elementId: string, text: string, read = readExpression): Expression {
    try {
      if (text.startsWith('=')) this.#countFeel(text.length);
      return read(text);
    } catch (error) {
      this.add(elementId, error instanceof Error ? error.message : String(error));
      return readExpression('');
    }
  }

  /** Reads a text that must be FEEL: a fixed text would never become the value that is needed here. */
  formula(elementId: string, text: string): Expression {
    if (!isExpression(text)) {
      const found = `Expected expression but found static value '${text}'`;
      this.add(elementId, `${found}. An expression must start with '=' (e.g. '=${text}').`);
    }
    return this.expression(elementId, text);
  }

  optionalFormula(elementId: string, text: string | null): Expression | null {
    return text === null ? null : this.formula(elementId, text);
  }

  optional(elementId: string, text: string | null): Expression | null {
    return text === null ? null : this.expression(elementId, text);
  }

  #countFeel(characters: number): void {
    this.#feelCharacters += characters;
    if (this.#feelCharacters <= this.mostFeel) return;
    const most = this.mostFeel.toLocaleString('en');
    throw new Error(`Expected FEEL expressions of at most ${most} characters in one diagram`);
  }
}
