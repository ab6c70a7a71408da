import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { publishedVote } from '../api/contract/index.js';
import { recount } from '../rules/selection/vote-records.js';
import { UsageError } from './published-roots.js';

/**
 * `npm run vote:verify -- FILE.json [--hash HASH]`: counts a published vote again without the database. `--hash` is the hash
 * of its list as the public page or the ledger showed it. Ends with 1 and names what does not fit, 2 when called wrongly.
 */
const USAGE = '用法：npm run vote:verify -- 选票清单.json [--hash 公布的清单摘要]';

function readCall(args: readonly string[]): { path: string; hash: string | undefined } {
  try {
    const options = { hash: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [path, ...rest] = positionals;
    if (path !== undefined && rest.length === 0) return { path, hash: values.hash };
  } catch {
    // Said below, as for every wrong call.
  }
  throw new UsageError(USAGE);
}

function parseFile(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

try {
  const { path, hash } = readCall(process.argv.slice(2));
  const parsed = publishedVote.safeParse(parseFile(await readFile(path, 'utf8')));
  const faults = parsed.success ? recount(parsed.data) : ['文件不是下载的选票清单，或被截断'];
  if (parsed.success && hash !== undefined && hash !== parsed.data.recordsHash) {
    faults.push('清单的摘要不是公布的那一个');
  }
  if (parsed.success && faults.length === 0) {
    const { projectName, number, records, totals } = parsed.data;
    process.stdout.write(
      `相符：${projectName} 第 ${String(number)} 次投票，${String(records.length)} 张选票，计入 ${String(totals.cast)} 张，` +
        `合计、选定与摘要全部相符。\n清单摘要 SHA-256 ${parsed.data.recordsHash}\n`,
    );
  } else {
    process.stderr.write(`不符：\n${faults.map((fault) => `  ${fault}`).join('\n')}\n`);
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const { message } = error;
  const isUsage = error instanceof UsageError;
  if (!isUsage && !('code' in error && error.code === 'ENOENT')) throw error;
  process.stderr.write(`${isUsage ? message : `读不到文件：${message}`}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
