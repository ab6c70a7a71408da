/**
 * Everything that bench/README.md shows, unattended, in about a quarter of an hour: the commits of the database, the
 * engine, the peers at their default history, and the engine with all that waits. All on one server; results go to one file.
 */
import { parseArgs } from 'node:util';
import { openDatabase } from './engine/database.js';
import { parts } from './engine/run.js';
import { runAllPeers } from './peers/run.js';
import { ResultLines } from './result-lines.js';
import { comparison } from './comparison.js';

const text = (preset: string) => ({ type: 'string', default: preset }) as const;
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    runs: text('3'),
    linear10: text('1000'),
    household: text('300'),
    'peer-runs': text('3'),
    'peer-linear10': text('200'),
    'peer-household': text('80'),
    'peer-waiting': text('5000'),
    levels: text('1000,5000,10000,100000'),
  },
});
const lines = new ResultLines(values.json);
const database = await openDatabase();
try {
  const bench = {
    database,
    add: lines.add,
    runs: Number(values.runs),
    linear10: Number(values.linear10),
    household: Number(values.household),
    levels: values.levels.split(',').map(Number),
  };
  await parts.machine(bench);
  await parts.ceiling(bench);
  await parts.throughput(bench);
  await parts.sdk(bench);
  const sizes = { N_A: values['peer-linear10'], N_B: values['peer-household'], N_C: values['peer-waiting'] };
  const engines = ['flowable', 'operaton'];
  await runAllPeers({ engines, database, runs: values['peer-runs'], level: 'default', sizes }, lines.add);
  await parts.waiting(bench);
} finally {
  await database.stop();
}
process.stderr.write(`\n${comparison(lines.results)}\n\nresults: ${lines.file}\n`);
