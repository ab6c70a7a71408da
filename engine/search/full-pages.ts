const MOST_REMEMBERED = 500;

/** Statements whose last page was full: whoever asks the like again will want the count too. */
export class FullPages {
  readonly #statements = new Set<string>();

  has(statement: string): boolean {
    return this.#statements.has(statement);
  }

  remember(statement: string, isFull: boolean): void {
    this.#statements.delete(statement);
    if (!isFull) return;
    this.#statements.add(statement);
    const [oldest] = this.#statements;
    if (oldest !== undefined && this.#statements.size > MOST_REMEMBERED) this.#statements.delete(oldest);
  }
}
