import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CopyFault } from '../ledger/line.js';
import { HttpSession, RefusedError } from './demo/http-session.js';
import { catchUp, compareAll } from './ledger/follow.js';
import type { FeedSource } from './ledger/follow.js';
import { OwnCopy } from './ledger/own-copy.js';

/**
 * `npm run ledger:follow -- DIR --url URL [--once] [--recheck] [--every SECONDS]`: a supervisor's own copy of the ledger,
 * read with the account in LEDGER_USER and LEDGER_PASSWORD, checked as it comes, kept in DIR. `--recheck` compares what is
 * kept with the source once more. Ends with 1 and says what was changed when the source contradicts the copy, 2 when
 * called wrongly, 3 when the source cannot be reached or refuses; without `--once` it waits and tries again.
 */
const USAGE =
  '用法：npm run ledger:follow -- 目录 --url 系统地址 [--once] [--recheck] [--every 秒]，' +
  '账号和密码放在环境变量 LEDGER_USER、LEDGER_PASSWORD';

class UsageError extends Error {}

function readOptions(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { LEDGER_USER: username, LEDGER_PASSWORD: password } = env;
  const { positionals, values } = parsed(args);
  const [folder, ...rest] = positionals;
  const seconds = Number(values.every);
  const url = values.url ?? '';
  if (folder === undefined || rest.length > 0 || !URL.canParse(url) || !(seconds >= 1)) throw new UsageError(USAGE);
  if (!username || !password) throw new UsageError(USAGE);
  const { once, recheck } = values;
  return { folder, url: url.replace(/\/+$/, ''), once, recheck, everyMs: seconds * 1000, username, password };
}

function parsed(args: readonly string[]) {
  try {
    const options = {
      url: { type: 'string' },
      once: { type: 'boolean', default: false },
      recheck: { type: 'boolean', default: false },
      every: { type: 'string', default: '30' },
    } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw new UsageError(USAGE);
  }
}

/** The feed over HTTP; a session that has ended is begun anew. */
function sourceAt(url: string, account: { username: string; password: string }): FeedSource {
  let session = new HttpSession(url, account);
  return {
    async page(after, limit) {
      const address = `/api/ledger/feed?after=${String(after)}&limit=${String(limit)}`;
      try {
        return await session.getText(address);
      } catch (error) {
        session = new HttpSession(url, account);
        if (!(error instanceof RefusedError) || error.code !== 'NOT_SIGNED_IN') throw error;
        return session.getText(address);
      }
    },
  };
}

const isAway = (error: unknown): error is Error => error instanceof RefusedError || error instanceof TypeError;
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

async function follow(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const source = sourceAt(options.url, options);
  const copy = await OwnCopy.open(options.folder);
  say(`已留存 ${String(copy.check.position)} 位，全部相符。`);
  for (let first = true; ; first = false) {
    try {
      if (first && options.recheck) await compareAll(copy, source);
      const added = await catchUp(copy, source);
      if (first || added > 0) say(`新留存 ${String(added)} 位，共 ${String(copy.check.position)} 位，全部相符。`);
    } catch (error) {
      if (!isAway(error) || options.once) throw error;
      process.stderr.write(`读不到来源，稍后再试：${error.message}\n`);
    }
    if (options.once) return;
    await pause(options.everyMs);
  }
}

try {
  await follow();
} catch (error) {
  if (error instanceof UsageError) process.exitCode = 2;
  else if (error instanceof CopyFault) process.exitCode = 1;
  else if (isAway(error)) process.exitCode = 3;
  else throw error;
  const stopped = error instanceof CopyFault ? '停止留存，账本与留存的副本不符：' : '';
  process.stderr.write(`${stopped}${error.message}\n`);
}
