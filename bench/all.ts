/**
 * Everything that bench/README.md shows, unattended, in about a quarter of an hour: the commits of the database, the
 * peers once at their default history, then the engine. All on one server; results go to one file.
 */
import { parseArgs } from 'node:util';
import { openDatabase } from './engine/database.js';
import { parts } from './engine/run.js';
import { runAllPeers } from './peers/run.js';
import { ResultLines } from './result-lines.js';
import { comparison } from './comparison.js';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const lines = new ResultLines(values.json);
const database = await openDatabase();
try {
  const bench = {
    ...{ database, add: lines.add, runs: 3, linear10: 1000, household: 300 },
    levels: [1_000, 5_000, 10_000, 100_000],
  };
  await parts.machine(bench);
  await parts.ceiling(bench);
  await runAllPeers({ engines: ['flowable', 'operaton'], database, runs: '1', level: 'default' }, lines.add);
  await parts.throughput(bench);
  await parts.sdk(bench);
  await parts.waiting(bench);
} finally {
  await database.stop();
}
process.stderr.write(`\n${comparison(lines.results)}\n\nresults: ${lines.file}\n`);
