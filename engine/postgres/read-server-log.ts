import { diskFull, PostgresError } from './errors.js';

/** What the failed start was about: a fault to report, or a passing state after which to try once more. */
export type StartFailure =
  | { readonly kind: 'fault'; readonly error: PostgresError }
  | { readonly kind: 'port-taken' | 'already-running' | 'still-dying' };

/**
 * Reads why PostgreSQL refused to start from its own log lines (written with `lc_messages=C`).
 * The server's exit code is 1 for all of them, so that the text is the only source.
 */
export function readServerLog(log: string, directory: string): StartFailure {
  if (/could not bind .* address|could not create any TCP\/IP sockets/i.test(log)) return { kind: 'port-taken' };
  // Empty: another server has made its file and is just about to write it.
  if (/lock file "postmaster\.pid" (already exists|is empty)/.test(log)) return { kind: 'already-running' };
  if (/pre-existing shared memory block .* is still in use/.test(log)) return { kind: 'still-dying' };
  return { kind: 'fault', error: startFault(log, directory) };
}

function startFault(log: string, directory: string): PostgresError {
  if (log.includes('No space left on device')) return diskFull(directory);
  const versions = /initialized by PostgreSQL version (\S+), which is not compatible with this version (\S+)\./.exec(
    log,
  );
  if (versions) {
    const [, found = '?', ours = '?'] = versions;
    return new PostgresError(
      'OTHER_VERSION',
      `数据目录 ${directory} 属于 PostgreSQL ${found},本程序使用 PostgreSQL ${ours},请更换目录或先迁移数据`,
      `The data directory ${directory} belongs to PostgreSQL ${found} but this program brings PostgreSQL ${ours}: choose another directory or move the data first`,
    );
  }
  const last = lastComplaint(log);
  if (/not a valid data directory|could not (find|locate|open|read)|invalid|incorrect|corrupt|PANIC/i.test(log)) {
    return new PostgresError(
      'DATA_BROKEN',
      `数据目录 ${directory} 已损坏,请用备份恢复或更换目录(${last})`,
      `The data directory ${directory} is broken: restore it from a backup or choose another one`,
    );
  }
  return new PostgresError(
    'START_FAILED',
    `数据库未能启动(${last}),详见 ${directory} 中的 server.log`,
    `The database did not start: see server.log in ${directory}`,
  );
}

function lastComplaint(log: string): string {
  const complaints = log.split('\n').filter((line) => /\b(FATAL|PANIC|ERROR|error):/.test(line));
  return (complaints.at(-1) ?? log.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, '');
}
