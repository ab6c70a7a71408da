/** A filter that contradicts itself, or asks for more than one search may. */
export class BadFilter extends Error {}

/** PostgreSQL plans a statement of so many values in a second; what it cannot plan at all is not far beyond. */
const MOST_VALUES = 5_000;

/** Collects the values of one statement, in order. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Binds a value (a list is one); the answer is its placeholder with its type. */
  bind(value: unknown, type: string): string {
    if (this.values.length >= MOST_VALUES)
      throw new BadFilter(`filter: expected at most ${String(MOST_VALUES)} values; a list of $in counts as one`);
    this.values.push(value);
    return `$${String(this.values.length)}::${type}`;
  }
}

/** All of these; `true` when there is none. */
export function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' AND ');
}

export function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : conditions.map((condition) => `(${condition})`).join(' OR ');
}
