/** What a log may say of an error: kind, code and place, never the values it was about. */
export interface LoggableError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly stack: string;
  readonly cause?: LoggableError;
}

const textIn = (error: object, field: string): string | undefined => {
  const value: unknown = field in error ? (error as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** Only the frames: the first lines of a stack repeat the message. */
const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

/**
 * An error as it may stand in a log. Errors of the database quote rows, parameters and values in their message and
 * details, which may be somebody's name or account: of them only the code and the constraint are kept.
 */
export function loggableError(error: unknown): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: '' };
  const ofDatabase = 'driverError' in error || 'severity' in error;
  const code = textIn(error, 'code');
  const constraint = textIn(error, 'constraint');
  return {
    type: error.name,
    message: ofDatabase ? 'database error' : error.message,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    stack: framesOf(error),
    ...(error.cause instanceof Error ? { cause: loggableError(error.cause) } : {}),
  };
}
