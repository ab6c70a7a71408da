import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { PostgresError } from './errors.js';

const run = promisify(execFile);

/** The operating system user that the server runs as. PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** `postgres` when we are root (created where it is missing); undefined when we run as a normal user. */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await lookUp();
  if (existing) return existing;
  const failure = await createUser();
  // Looked up again even after a failure: another process may have created the user in the same moment.
  const created = await lookUp();
  if (created) return created;
  throw new PostgresError(
    'NO_SERVER_USER',
    '以 root 运行时数据库需要系统用户 postgres,但未能创建,请先创建该用户或改用普通用户运行',
    'As root the database runs as the system user postgres, which could not be created: create it or run as a normal user',
    { cause: failure },
  );
}

async function lookUp(): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createUser(): Promise<unknown> {
  try {
    await run('groupadd', ['--system', '--force', 'postgres']);
    await run('useradd', [
      '--system',
      '--gid',
      'postgres',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The first folder on the way to `target` (itself included) that the server's user may not enter, or undefined. */
export async function closedFolder(target: string, user: ServerUser | undefined): Promise<string | undefined> {
  if (!user) return undefined;
  for (const folder of ancestors(path.resolve(target))) {
    const { uid, gid, mode } = await stat(folder);
    const enter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) return folder;
  }
  return undefined;
}

function ancestors(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [...ancestors(parent), folder];
}
