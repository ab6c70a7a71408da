import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { PostgresError, startPostgres } from '@expropriation/engine/postgres';
import { Database } from '../db/database.js';
import { wholeLedger } from '../db/repositories/ledger.repository.js';
import { rootsOf } from '../db/repositories/ledger-roots.repository.js';
import type { Transaction } from '../db/transaction.js';
import { headOf } from '../ledger/chain.js';
import type { ChainHead } from '../ledger/chain.js';
import { sealOf } from '../ledger/copy.js';
import type { CopySeal } from '../ledger/copy.js';
import { lineOf, lineOfEntry } from '../ledger/line.js';
import { COPY_FILES } from './ledger-files.js';

/**
 * `npm run ledger:export -- DIR [--data DATADIR]`: writes a copy of the whole ledger that can be checked without the
 * database. Reads the database of DATABASE_URL, else the embedded one of the data folder. Ends with 1 when it cannot
 * be read, 2 when called wrongly.
 */
const USAGE =
  '用法：npm run ledger:export -- 目录 [--data 数据目录]（默认 .data；也可用环境变量 DATABASE_URL 指明数据库）';

class UsageError extends Error {}

function readOptions(args: readonly string[]) {
  try {
    const options = { data: { type: 'string', default: '.data' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [folder, ...rest] = positionals;
    if (folder === undefined || rest.length > 0) throw new UsageError(USAGE);
    return { folder: path.resolve(folder), data: path.resolve(values.data) };
  } catch {
    throw new UsageError(USAGE);
  }
}

/** Works on the database of the address, or of the data folder as long as it takes. */
async function withDatabase<T>(data: string, work: (database: Database) => Promise<T>): Promise<T> {
  const given = process.env['DATABASE_URL'];
  const server = given === undefined || given === '' ? await startPostgres({ dataDir: `${data}/postgres` }) : undefined;
  try {
    const database = await Database.open(server?.url('expropriation') ?? given ?? '');
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await server?.stop();
  }
}

async function writeCopy(tx: Transaction, folder: string): Promise<CopySeal> {
  await mkdir(folder, { recursive: true });
  // The roots first: what they cover takes no further entry.
  const roots = await rootsOf(tx);
  await writeFile(path.join(folder, COPY_FILES.roots), roots.map((root) => `${lineOf(root)}\n`).join(''));
  const heads = new Map<string, ChainHead>();
  let entries = 0;
  await pipeline(
    async function* () {
      for await (const entry of wholeLedger(tx)) {
        heads.set(entry.caseId, headOf(entry));
        entries += 1;
        yield `${lineOfEntry(entry)}\n`;
      }
    },
    createWriteStream(path.join(folder, COPY_FILES.entries)),
  );
  const seal = sealOf([...heads.values()], entries, roots.length);
  await writeFile(path.join(folder, COPY_FILES.seal), `${lineOf(seal)}\n`);
  return seal;
}

try {
  const { folder, data } = readOptions(process.argv.slice(2));
  const seal = await withDatabase(data, (database) => database.transaction((tx) => writeCopy(tx, folder)));
  const counts = `${String(seal.cases)} 个案件，${String(seal.entries)} 条记录，${String(seal.days)} 个日根`;
  process.stdout.write(`已导出 ${counts}。核验：npm run ledger:verify -- ${folder}\n`);
} catch (error) {
  if (error instanceof UsageError) process.exitCode = 2;
  else if (error instanceof PostgresError) process.exitCode = 1;
  else throw error;
  const inUse = error instanceof PostgresError && error.code === 'IN_USE';
  process.stderr.write(`${inUse ? '数据库正在使用，请先停止系统，或用 DATABASE_URL 指明数据库。' : error.message}\n`);
}
