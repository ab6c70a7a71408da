/** Why the embedded server could not be started or went away; the owner shows `message` as it is. */
export type PostgresFault =
  | 'BINARIES_MISSING'
  | 'NO_SERVER_USER'
  | 'NOT_REACHABLE'
  | 'NOT_WRITABLE'
  | 'DISK_FULL'
  | 'DATA_BROKEN'
  | 'OTHER_VERSION'
  | 'IN_USE'
  | 'PORT_TAKEN'
  | 'PASSWORD_WRONG'
  | 'START_FAILED'
  | 'GONE';

/** One sentence for the operator, Chinese first and English after it. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';

  constructor(
    readonly code: PostgresFault,
    chinese: string,
    english: string,
    options?: ErrorOptions,
  ) {
    super(`${chinese} / ${english}`, options);
  }
}

/** The operating system's error code (ENOENT, EACCES …) of anything thrown, or undefined. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Turns a refusal of the file system into the sentence for it; anything else stays as it is. */
export function fileFault(error: unknown, path: string): unknown {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(path, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return new PostgresError(
        'NOT_WRITABLE',
        `数据目录 ${path} 不可写,请更换目录或调整权限`,
        `The data directory ${path} is not writable: choose another one or change its permissions`,
        { cause: error },
      );
    default:
      return error;
  }
}

export function diskFull(path: string, cause?: unknown): PostgresError {
  return new PostgresError(
    'DISK_FULL',
    `磁盘已满,数据库无法写入 ${path},请清理空间后重新启动`,
    `The disk is full, the database cannot write to ${path}: free some space and start again`,
    { cause },
  );
}
