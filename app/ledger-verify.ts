import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CopyCheck } from '../ledger/copy.js';
import type { CopyVerdict } from '../ledger/copy.js';
import { FeedCheck } from '../ledger/feed-check.js';
import { CopyFault } from '../ledger/line.js';
import { linesOf } from './ledger/lines.js';
import { COPY_FILES } from './ledger-files.js';
import { readPublishedRoots, UsageError } from './published-roots.js';

/**
 * `npm run ledger:verify -- DIR [--root 2026-03-02=HASH …]`: checks a copy of the ledger, exported or followed, without the database. `--root`
 * is a day's hash as the public board showed it. Ends with 1 and names the first fault, 2 when called wrongly.
 */
const USAGE = '用法：npm run ledger:verify -- 目录 [--root 日期=公示的日根 …]';

/** A supervisor's own copy: the feed, line by line. */
async function verifyFeed(file: string, published: ReadonlyMap<string, string>): Promise<CopyVerdict> {
  const check = new FeedCheck(published);
  try {
    for await (const line of linesOf(file)) check.take(line);
    return { ok: true, seal: check.seal() };
  } catch (error) {
    if (error instanceof CopyFault) return { ok: false, message: error.message };
    throw error;
  }
}

async function verify(folder: string, published: ReadonlyMap<string, string>): Promise<CopyVerdict> {
  const feed = path.join(folder, COPY_FILES.feed);
  if (existsSync(feed)) return verifyFeed(feed, published);
  const check = new CopyCheck();
  for await (const line of linesOf(path.join(folder, COPY_FILES.entries))) check.entry(line);
  const roots: string[] = [];
  for await (const line of linesOf(path.join(folder, COPY_FILES.roots))) roots.push(line);
  const seal = await readFile(path.join(folder, COPY_FILES.seal), 'utf8');
  return check.finish(roots, seal.endsWith('\n') ? seal.slice(0, -1) : `${seal} `, published);
}

try {
  const { path: folder, published } = readPublishedRoots(process.argv.slice(2), USAGE);
  const verdict = await verify(folder, published);
  if (verdict.ok) {
    const { cases, entries, days } = verdict.seal;
    process.stdout.write(
      `完好：${String(cases)} 个案件，${String(entries)} 条记录，${String(days)} 个日根，全部相符。\n`,
    );
  } else {
    process.stderr.write(`${verdict.message}\n`);
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const { message } = error;
  const isUsage = error instanceof UsageError;
  if (!isUsage && !('code' in error && error.code === 'ENOENT')) throw error;
  process.stderr.write(`${isUsage ? message : `读不到副本的文件：${message}`}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
