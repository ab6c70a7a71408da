import { parseArgs } from 'node:util';
import { LOG_LEVELS } from './observability/log.js';
import type { LogLevel } from './observability/log.js';
import type { UserWithPassword } from './rest/index.js';

/** The command line cannot be understood; the message is one sentence for its author. */
export class UsageError extends Error {}

export type ServerOptions = {
  readonly host: string;
  readonly port: number;
  /** undefined: no gRPC. */
  readonly grpcPort: number | undefined;
  readonly users: Readonly<Record<string, UserWithPassword>> | undefined;
  /** The users of the cluster sign in; the first is made by POST /v2/setup/user. */
  readonly identity: boolean;
  /** The clock stands still from the start, and moves only when it is told to. */
  readonly pinned: boolean;
  readonly logLevel: LogLevel;
  readonly retentionDays: number | undefined;
  readonly auditRetentionDays: number | undefined;
} & (
  | { readonly databaseUrl: string; readonly data?: undefined }
  | { readonly databaseUrl?: undefined; readonly data: string }
);

export const usage = `usage: engine [options]
  --port PORT               REST API; 8088 when left out, 0 for any free port
  --grpc-port PORT          gRPC, too; off when left out, 0 for any free port
  --host HOST               address to listen on; 127.0.0.1 when left out
  --data DIR                folder of the engine's own PostgreSQL server; .data/engine when left out
  --database-url URL        an existing PostgreSQL database instead
  --basic-auth USER:PASSWORD  asks every caller for this user by HTTP Basic
  --identity                asks for users of the cluster, with rights of their own; POST /v2/setup/user makes the first
  --clock system|pinned     pinned: time stands still and moves by PUT /v2/clock
  --retention DAYS          deletes instances ended and decisions evaluated longer ago; keeps all when left out
  --audit-retention DAYS    deletes what the audit log tells of longer ago; keeps all when left out
  --log-level LEVEL         ${LOG_LEVELS.join(', ')}; info when left out`;

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  host: TEXT,
  port: TEXT,
  'grpc-port': TEXT,
  data: TEXT,
  'database-url': TEXT,
  'basic-auth': TEXT,
  identity: { type: 'boolean' } as const,
  clock: TEXT,
  'log-level': TEXT,
  retention: TEXT,
  'audit-retention': TEXT,
};
const DEFAULT_PORT = '8088';
const DEFAULT_DATA = '.data/engine';

export function readServerOptions(args: readonly string[]): ServerOptions {
  const values = parse(args);
  const common = {
    host: values.host ?? '127.0.0.1',
    port: readPort('--port', values.port ?? DEFAULT_PORT),
    grpcPort: values['grpc-port'] === undefined ? undefined : readPort('--grpc-port', values['grpc-port']),
    users: readUsers(values['basic-auth']),
    identity: values.identity ?? false,
    pinned: readChoice('--clock', values.clock ?? 'system', ['system', 'pinned']) === 'pinned',
    retentionDays: readDays('--retention', values.retention),
    auditRetentionDays: readDays('--audit-retention', values['audit-retention']),
    logLevel: readChoice('--log-level', values['log-level'] ?? 'info', LOG_LEVELS),
  };
  if (common.identity && common.users !== undefined)
    throw new UsageError('Give --identity or --basic-auth USER:PASSWORD, not both.');
  const { 'database-url': databaseUrl, data = databaseUrl === undefined ? DEFAULT_DATA : undefined } = values;
  if (databaseUrl === undefined) {
    if (data === undefined || data === '') throw new UsageError('--data: expected a folder.');
    return { ...common, data };
  }
  if (data !== undefined) throw new UsageError('Give --database-url URL or --data DIR, not both.');
  return { ...common, databaseUrl: readUrl(databaseUrl) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    // parseArgs names the argument; what follows its first sentence is advice on the notation.
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}

function readDays(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new UsageError(`${option}: expected a number of days from 0 to 99999, got '${text}'.`);
}

/** 0 lets the system choose a free port. */
function readPort(option: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${option}: expected a number from 0 to 65535, got '${text}'.`);
}

function readChoice<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((each) => each === text);
  if (choice === undefined) throw new UsageError(`${option}: expected ${choices.join(' or ')}, got '${text}'.`);
  return choice;
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
