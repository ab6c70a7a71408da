import { parseArgs } from 'node:util';
import { isIsoDate } from '../rules/dates.js';

/** A command was called wrongly; the message says how it is called. */
export class UsageError extends Error {}

export interface PublishedRoots {
  /** The one file or folder that is checked. */
  readonly path: string;
  /** Hashes of days as the public board showed them. */
  readonly published: ReadonlyMap<string, string>;
}

/** Reads `PATH [--root DAY=HASH …]`; throws UsageError with the usage otherwise. */
export function readPublishedRoots(args: readonly string[], usage: string): PublishedRoots {
  const given = parsed(args);
  const [path, ...rest] = given?.positionals ?? [];
  if (path === undefined || rest.length > 0) throw new UsageError(usage);
  const published = new Map<string, string>();
  for (const root of given?.roots ?? []) {
    const [day = '', hash = ''] = root.split('=');
    if (!isIsoDate(day) || !/^[0-9a-f]{64}$/.test(hash)) throw new UsageError(usage);
    published.set(day, hash);
  }
  return { path, published };
}

function parsed(args: readonly string[]): { positionals: string[]; roots: string[] } | undefined {
  try {
    const options = { root: { type: 'string', multiple: true } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { positionals, roots: values.root ?? [] };
  } catch {
    return undefined;
  }
}
