/** The engine measured over HTTP: `npm run bench -- engine [--json] [--parts …]`, see bench/README.md. */
import { parseArgs } from 'node:util';
import { ResultLines } from '../result-lines.js';
import { resultTable } from '../result-table.js';
import { openDatabase } from './database.js';
import { Profile } from './profile.js';
import { parts } from './run.js';

const text = (preset: string) => ({ type: 'string', default: preset }) as const;
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    parts: text(Object.keys(parts).join()),
    runs: text('3'),
    linear10: text('1000'),
    household: text('300'),
    levels: text('1000,5000,10000,100000'),
    profile: { type: 'string' },
  },
});
const profile = values.profile === undefined ? undefined : new Profile(values.profile);
const lines = new ResultLines(values.json);
const database = await openDatabase();
try {
  for (const name of values.parts.split(',')) {
    const part = Object.entries(parts).find(([known]) => known === name)?.[1];
    if (part === undefined) throw new Error(`--parts: expected some of ${Object.keys(parts).join()}, got '${name}'`);
    await part({
      database,
      add: lines.add,
      runs: Number(values.runs),
      linear10: Number(values.linear10),
      household: Number(values.household),
      levels: values.levels.split(',').map(Number),
      profile,
    });
  }
} finally {
  await database.stop();
}
process.stderr.write(`\n${resultTable(lines.results)}\nresults: ${lines.file}\n`);
if (profile !== undefined) process.stderr.write(`\n${profile.report()}\n`);
