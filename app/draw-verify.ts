import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { verifyDraw } from '../rules/draw/verify-draw.js';
import type { DrawRecord } from '../rules/draw/draw-record.js';
import { UsageError } from './published-roots.js';

/**
 * `npm run draw:verify -- FILE.json [--announced HASH]`: recomputes a draw with nothing but its file. `--announced` is the
 * hash of the announcement as the public board showed it. Ends with 1 when the file does not hold, 2 when called wrongly.
 */
const USAGE = '用法：npm run draw:verify -- 抽签文件.json [--announced 公示的公告摘要]';

function given(args: string[]): { path: string; announced: string | null } {
  try {
    const options = { announced: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    const [path, ...rest] = positionals;
    if (path !== undefined && rest.length === 0) return { path, announced: values.announced ?? null };
  } catch {
    // An unknown option: the same answer.
  }
  throw new UsageError(USAGE);
}

const STATES = { announced: '已公告，尚未抽取 announced', drawn: '已抽取 drawn', aborted: '已中止 aborted' };

function report({ subject, state, announcementHash, listHash, seed, result, aborts }: DrawRecord, compared: boolean) {
  return [
    `完好 / holds：${subject}，${STATES[state]}`,
    `名单摘要 list SHA-256 ${listHash}`,
    `公告摘要 announcement SHA-256 ${announcementHash}`,
    ...(seed === null ? [] : [`种子 seed ${seed}`]),
    ...result.map((line, index) => `  ${String(index + 1)}. ${line.split('\t').slice(0, 2).join(' ')}`),
    ...aborts.map(({ by, reason }) => `  中止 aborted：${by}，${reason}`),
    ...(compared ? [] : ['没有对照公示的公告摘要 / not compared with the board: --announced']),
    '',
  ].join('\n');
}

try {
  const { path, announced } = given(process.argv.slice(2));
  const verdict = verifyDraw(await readFile(path, 'utf8'), announced);
  if (verdict.ok) process.stdout.write(report(verdict.record, announced !== null));
  else {
    process.stderr.write(`不符：${verdict.fault.zh}\ndoes not hold: ${verdict.fault.en}\n`);
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
