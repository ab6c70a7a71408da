import path from 'node:path';
import { parseArgs } from 'node:util';
import { PostgresError, startPostgres } from '@expropriation/engine/postgres';
import { Database } from '../db/database.js';
import { writeCopy } from './ledger/write-copy.js';

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
