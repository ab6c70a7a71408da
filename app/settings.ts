import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What one process runs; without `PARTS` one process runs everything. */
export const PARTS = ['engine', 'workers', 'api'] as const;
export type Part = (typeof PARTS)[number];

/** How the parts are put together; everything an operator may set comes from the environment. */
export interface Settings {
  readonly parts: readonly Part[];
  /** Folder of the embedded database, of keys and of marks; made where it is missing. */
  readonly dataDir: string;
  /** Another PostgreSQL instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** An engine in another process (ours, or Camunda 8): address without `/v2`. */
  readonly engineAddress: string | undefined;
  /** The application's account at an engine that is not ours. */
  readonly engineUser: { readonly username: string; readonly password: string } | undefined;
  readonly host: string;
  /** Port of API and pages; 0 takes a free one. */
  readonly port: number;
  /** Port of the embedded engine's interface; 0 takes a free one. */
  readonly enginePort: number;
  /** A demonstration may move its clock and shows its sample accounts. */
  readonly demonstration: boolean;
  readonly secureCookies: boolean;
  readonly proxies: number;
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

function wholeNumber(name: string, text: string | undefined, fallback: number, most: number): number {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new SettingsError(`环境变量 ${name} 应为 0 到 ${String(most)} 的整数，现在是“${text}”`);
}

function partsOf(text: string | undefined): readonly Part[] {
  if (text === undefined || text === '') return PARTS;
  const named = text.split(',').map((name) => name.trim());
  const parts = PARTS.filter((part) => named.includes(part));
  if (parts.length === named.length) return parts;
  throw new SettingsError(`环境变量 PARTS 应为 ${PARTS.join('、')} 中的一个或几个（用逗号分开），现在是“${text}”`);
}

/** Reads the settings of `npm start` from the environment. Throws SettingsError with one sentence. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const username = env['ENGINE_USERNAME'];
  const databaseUrl = env['DATABASE_URL'];
  return {
    parts: partsOf(env['PARTS']),
    dataDir: path.resolve(env['DATA_DIR'] ?? '.data'),
    databaseUrl: databaseUrl === '' ? undefined : databaseUrl,
    engineAddress: env['ZEEBE_REST_ADDRESS'] === '' ? undefined : env['ZEEBE_REST_ADDRESS'],
    engineUser: username === undefined ? undefined : { username, password: env['ENGINE_PASSWORD'] ?? '' },
    host: env['HOST'] ?? '127.0.0.1',
    port: wholeNumber('PORT', env['PORT'], 8080, 65_535),
    enginePort: wholeNumber('ENGINE_PORT', env['ENGINE_PORT'], 8088, 65_535),
    demonstration: env['DEMONSTRATION'] !== 'false',
    secureCookies: env['SECURE_COOKIES'] === 'true',
    proxies: wholeNumber('PROXIES', env['PROXIES'], 0, 10),
  };
}

export interface Secrets {
  /** Signs session cookies. */
  readonly session: string;
  /** Signs the short-lived tokens with which people act at the engine. */
  readonly engine: string;
  /** Encrypts the keys with which agreements are signed. */
  readonly signing: string;
}

/** The keys of this installation: from the environment, else made once and kept in the data folder. */
export async function readSecrets(dataDir: string, env: NodeJS.ProcessEnv): Promise<Secrets> {
  return {
    session: env['SESSION_SECRET'] ?? (await keptSecret(dataDir, 'session')),
    engine: env['ENGINE_SECRET'] ?? (await keptSecret(dataDir, 'engine')),
    signing: env['SIGNING_SECRET'] ?? (await keptSecret(dataDir, 'signing')),
  };
}

async function keptSecret(dataDir: string, name: string): Promise<string> {
  const file = path.join(dataDir, 'keys', name);
  await mkdir(path.dirname(file), { recursive: true });
  const fresh = randomBytes(32).toString('hex');
  try {
    await writeFile(file, fresh, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(file, 'utf8')).trim();
  }
}
