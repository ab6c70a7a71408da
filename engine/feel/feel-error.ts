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
