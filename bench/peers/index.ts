/** Flowable and Operaton, embedded in the same Java harness, on the same PostgreSQL: `npm run bench -- peers [--json]`. */
import { parseArgs } from 'node:util';
import { openDatabase } from '../engine/database.js';
import { ResultLines } from '../result-lines.js';
import { resultTable } from '../result-table.js';
import { runAllPeers } from './run.js';

const text = (preset: string) => ({ type: 'string', default: preset }) as const;
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    engines: text('flowable,operaton'),
    runs: text('1'),
    level: text('default'),
  },
});
const lines = new ResultLines(values.json);
const database = await openDatabase();
try {
  const engines = values.engines.split(',');
  await runAllPeers({ engines, database, runs: values.runs, level: values.level, sizes: {} }, lines.add);
} finally {
  await database.stop();
}
process.stderr.write(`\n${resultTable(lines.results)}\nresults: ${lines.file}\n`);
