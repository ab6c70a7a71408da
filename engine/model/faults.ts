import { isExpression } from '../feel/index.js';
import type { Expression } from './expression.js';
import { readExpression } from './expression.js';

/** Gathers what is wrong with a diagram, each fault with the element it is about, as Zeebe's deployment errors do. */
export class Faults {
  readonly #found: { readonly elementId: string; readonly message: string }[] = [];

  add(elementId: string, message: string): void {
    this.#found.push({ elementId, message });
  }

  get count(): number {
    return this.#found.length;
  }

  toString(): string {
    return this.#found.map(({ elementId, message }) => `- Element: ${elementId}\n    - ERROR: ${message}`).join('\n');
  }

  /** Reads a text that may be FEEL; a wrong one is a fault of the element. */
  expression(elementId: string, text: string, read = readExpression): Expression {
    try {
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
}
