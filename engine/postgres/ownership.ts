import { setTimeout as wait } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { PostgresError } from './errors.js';

/** Any pair of numbers will do, as long as every version of this program uses the same. */
const ownerLock = [1_162_694_730, 18] as const;
/** A killed owner's connection is closed by the operating system at once; the server notices a moment later. */
const patienceMs = 2_000;

/** The session that holds the owner's lock; it ends with the process that owns the server, however that dies. */
export type OwnerSession = Client;

/**
 * Takes the running server as ours, or says who has it. A lock inside the server and not a file with a process
 * number: it cannot be left behind and cannot be mistaken for another process that got the same number.
 * Undefined when the server takes no connections (it is starting, stopping, or gone).
 */
export async function claimServer(url: string, directory: string): Promise<OwnerSession | undefined> {
  const deadline = Date.now() + patienceMs;
  const session = await connect(url, directory);
  if (!session) return undefined;
  try {
    while (!(await tryLock(session))) {
      if (Date.now() > deadline) throw await inUse(session, directory);
      await wait(50);
    }
    return session;
  } catch (error) {
    await session.end().catch(() => undefined);
    if (error instanceof PostgresError) throw error;
    return undefined; // The server went away while we asked.
  }
}

async function connect(url: string, directory: string): Promise<OwnerSession | undefined> {
  const session = new Client({
    connectionString: url,
    application_name: `owner ${String(process.pid)}`,
    keepAlive: true,
  });
  // Without a listener the loss of the connection would end the process; who owns the session listens to `end`.
  session.on('error', () => undefined);
  try {
    await session.connect();
    return session;
  } catch (error) {
    if (error instanceof DatabaseError && error.code?.startsWith('28') === true) {
      throw new PostgresError(
        'PASSWORD_WRONG',
        `数据目录 ${directory} 中保存的数据库密码不正确,请恢复文件 cluster/password`,
        `The password kept in the data directory ${directory} is wrong: restore the file cluster/password`,
        { cause: error },
      );
    }
    return undefined;
  }
}

async function tryLock(session: OwnerSession): Promise<boolean> {
  const { rows } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock($1, $2) as mine', [
    ...ownerLock,
  ]);
  return rows[0]?.mine === true;
}

async function inUse(session: OwnerSession, directory: string): Promise<PostgresError> {
  const { rows } = await session.query<{ owner: string }>(
    `select application_name as owner from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and classid = $1 and objid = $2 and granted`,
    [...ownerLock],
  );
  const owner = rows[0]?.owner.replace('owner ', '') ?? '?';
  return new PostgresError(
    'IN_USE',
    `数据目录 ${directory} 正被另一个运行中的程序使用(进程 ${owner}),请先停止它或更换目录`,
    `The data directory ${directory} is in use by another running program (process ${owner}): stop that one or choose another directory`,
  );
}
