import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { diskFull, fileFault, PostgresError, systemCode } from './errors.js';
import { closedFolder, type ServerUser } from './server-user.js';

const run = promisify(execFile);

/**
 * Where everything of one server lies. Inside `directory`: `cluster/` (PostgreSQL's own data, with our `password` file
 * in it), `port` (the one used last) and `server.log`.
 */
export interface Cluster {
  readonly directory: string;
  readonly data: string;
  readonly password: string;
}

/** Superuser of the embedded server; its password is made once and kept inside the data directory (mode 0600). */
export const superuser = 'postgres';

/** Creates the data directory where it is missing and checks that this process and the server's user can use it. */
export async function openDirectory(directory: string, user: ServerUser | undefined): Promise<void> {
  try {
    const created = await mkdir(directory, { recursive: true });
    if (created !== undefined) await chmod(directory, 0o711);
    await rm(await mkdtemp(path.join(directory, 'writable-')), { recursive: true });
  } catch (error) {
    throw fileFault(error, directory);
  }
  const closed = await closedFolder(directory, user);
  if (closed === undefined) return;
  throw new PostgresError(
    'NOT_REACHABLE',
    `以 root 运行时数据库使用系统用户 postgres,而该用户无法进入文件夹 ${closed},请执行 chmod o+x ${closed} 或更换数据目录`,
    `As root the database runs as the system user postgres, which may not enter the folder ${closed}: run chmod o+x ${closed} or choose another data directory`,
  );
}

/** The cluster of this directory, made on the first call. `durable: false` skips the sync to disk. */
export async function openCluster(
  directory: string,
  binaries: Binaries,
  user: ServerUser | undefined,
  durable: boolean,
): Promise<Cluster> {
  const data = path.join(directory, 'cluster');
  if (!(await exists(data))) await initialise(data, binaries, user, durable);
  try {
    return { directory, data, password: (await readFile(path.join(data, 'password'), 'utf8')).trim() };
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw fileFault(error, directory);
    throw new PostgresError(
      'DATA_BROKEN',
      `数据目录 ${directory} 已损坏(缺少 cluster/password 文件),请用备份恢复或更换目录`,
      `The data directory ${directory} is broken (the file cluster/password is missing): restore it from a backup or choose another one`,
      { cause: error },
    );
  }
}

/** Built beside its place and moved there in one step: a first start that was killed leaves no half-made cluster. */
async function initialise(data: string, binaries: Binaries, user: ServerUser | undefined, durable: boolean) {
  const unfinished = await mkdtemp(`${data}.new-`);
  try {
    const password = randomBytes(24).toString('base64url');
    const passwordFile = path.join(unfinished, 'password');
    const made = path.join(unfinished, 'cluster');
    await chmod(unfinished, 0o711);
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(made, { mode: 0o700 });
    if (user) for (const each of [passwordFile, made]) await chown(each, user.uid, user.gid);
    await runInitdb(binaries, made, passwordFile, user, durable);
    await rename(passwordFile, path.join(made, 'password'));
    await rename(made, data);
  } catch (error) {
    // When another process was faster, its cluster and its password stand.
    if (!(await exists(data))) throw fileFault(error, path.dirname(data));
  } finally {
    await discard(unfinished);
  }
  await removeUnfinished(data);
}

/** What starts left that were killed while they made the cluster, 40 MB each. */
async function removeUnfinished(data: string): Promise<void> {
  const directory = path.dirname(data);
  const left = (await readdir(directory)).filter((name) => name.startsWith(`${path.basename(data)}.new-`));
  await Promise.all(left.map((name) => discard(path.join(directory, name))));
}

/** Another process may write there or remove it in the same moment; what stays is litter and no fault. */
async function discard(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}

async function runInitdb(
  binaries: Binaries,
  data: string,
  passwordFile: string,
  user: ServerUser | undefined,
  durable: boolean,
): Promise<void> {
  // Texts sort by code point and upper/lower case follows Unicode, on every machine alike (no system locale).
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--auth=scram-sha-256', `--username=${superuser}`, `--pwfile=${passwordFile}`];
  const options = [`--pgdata=${data}`, ...locale, ...access, '--no-instructions', ...(durable ? [] : ['--no-sync'])];
  try {
    await run(binaries.initdb, options, { ...user, cwd: path.dirname(data), env: serverEnvironment() });
  } catch (error) {
    const directory = path.resolve(data, '..', '..');
    const output = (error as Error).message;
    if (output.includes('No space left on device')) throw diskFull(directory, error);
    throw new PostgresError(
      'START_FAILED',
      `无法在 ${directory} 建立数据库(${output.trim().split('\n').at(-1) ?? ''})`,
      `The database could not be created in ${directory}`,
      { cause: error },
    );
  }
}

/** Ours without PG… settings of the operator's shell, and with messages that we can read. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(own), LC_ALL: 'C', LANG: 'C' };
}

export async function exists(target: string): Promise<boolean> {
  return stat(target).then(
    () => true,
    (error: unknown) => {
      if (systemCode(error) === 'ENOENT') return false;
      throw fileFault(error, target);
    },
  );
}
