import { parseArgs } from 'node:util';
import type { UserWithPassword } from './rest/index.js';

/** The command line cannot be understood; the message is one sentence for its author. */
export class UsageError extends Error {}

export type ServerOptions = {
  readonly host: string;
  readonly port: number;
  readonly users: Readonly<Record<string, UserWithPassword>> | undefined;
} & (
  | { readonly databaseUrl: string; readonly data?: undefined }
  | { readonly databaseUrl?: undefined; readonly data: string }
);

export const usage = `usage: server --port PORT (--database-url URL | --data DIR) [--host HOST] [--basic-auth USER:PASSWORD]`;

const DEFAULT_PORT = '8088';

export function readServerOptions(args: readonly string[]): ServerOptions {
  const values = parse(args);
  const common = {
    host: values.host ?? '127.0.0.1',
    port: readPort(values.port ?? DEFAULT_PORT),
    users: readUsers(values['basic-auth']),
  };
  const { 'database-url': databaseUrl, data } = values;
  if (databaseUrl !== undefined && data === undefined) return { ...common, databaseUrl: readUrl(databaseUrl) };
  if (data !== undefined && data !== '' && databaseUrl === undefined) return { ...common, data };
  throw new UsageError('Give exactly one of --database-url URL and --data DIR.');
}

interface Values {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly data?: string | undefined;
  readonly 'database-url'?: string | undefined;
  readonly 'basic-auth'?: string | undefined;
}

function parse(args: readonly string[]): Values {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { host: text, port: text, data: text, 'database-url': text, 'basic-auth': text },
    }).values;
  } catch (error) {
    // parseArgs names the argument; what follows its first sentence is advice on the notation.
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}

/** 0 lets the system choose a free port. */
function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port: expected a number from 0 to 65535, got '${text}'.`);
}

function readUrl(text: string): string {
  if (/^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new UsageError('--database-url: expected an address such as postgresql://user:password@localhost:5432/engine.');
}

/** The one user may do everything, also on behalf of others. */
function readUsers(text: string | undefined): ServerOptions['users'] {
  if (text === undefined) return undefined;
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) throw new UsageError('--basic-auth: expected USER:PASSWORD.');
  return { [text.slice(0, colon)]: { password: text.slice(colon + 1), actsForOthers: true } };
}
