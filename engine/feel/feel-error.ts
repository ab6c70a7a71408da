/** A FEEL text that is no expression. The position counts characters of the given text, a leading '=' included. */
export class FeelError extends Error {
  constructor(
    message: string,
    readonly expression: string,
    readonly position: { readonly from: number; readonly to: number },
  ) {
    super(message);
    this.name = 'FeelError';
  }
}

/** An evaluation that fails as a whole, where FEEL has no null for it: an assertion, `?` without input, a limit. */
export class EvaluationFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EvaluationFailure';
  }
}

const LONGEST_QUOTE = 300;

/** The text as it stands in a message. */
export function quoted(text: string): string {
  return `'${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}'`;
}

/** V8's own way to say that calls are nested too deeply. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}
