import { PostgresError } from './postgres/index.js';

/** A port cannot be listened on; the option that names it is another one than `--port`. */
export class ListenFault extends Error {
  constructor(
    readonly option: string,
    readonly fault: unknown,
  ) {
    super(`${option} cannot be listened on`);
  }
}

/** One clear sentence for whoever started the server. */
export function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return `The engine stopped: ${String(error)}`;
  if (error instanceof PostgresError) return error.message;
  if (error instanceof ListenFault) return sentenceFor(error.fault).replace('--port', error.option);
  // A name with several addresses fails with one error per address.
  const cause = error instanceof AggregateError ? (error.errors as unknown[])[0] : error;
  return byCode(cause) ?? `The engine stopped: ${error.message}`;
}

function byCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const field = (name: string): string => {
    const value = (error as unknown as Record<string, unknown>)[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${field('port')} on ${field('address')} is taken by another program: choose another one with --port.`;
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${field('address')}: choose another one with --host.`;
    case 'EACCES':
      return `Port ${field('port')} may not be used by this user: choose one above 1023 with --port.`;
    case 'ECONNREFUSED':
    case 'ETIMEDOUT':
      return `The database at ${field('address')}:${field('port')} does not answer: start it, or correct --database-url.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The database host ${field('hostname')} is not known: correct --database-url.`;
    case '28P01':
    case '28000':
      return `The database refuses the user or the password: correct --database-url.`;
    case '3D000':
      return `The database does not exist (${error.message}): create it, or correct --database-url.`;
    default:
      return undefined;
  }
}
