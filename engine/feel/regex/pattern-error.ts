/** A text that is no regular expression, or one that is larger than it may be. */
export class PatternError extends Error {
  constructor(pattern: string, reason: string) {
    super(`Invalid pattern '${pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern}': ${reason}`);
    this.name = 'PatternError';
  }
}
