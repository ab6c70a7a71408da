import { parseArgs } from 'node:util';
import { besiege } from './siege.js';

/** The long form of the crash test: `npm run test:crash -- [--minutes 10] [--seed 1]`; ends with 1 when it finds a fault. */
const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes ?? 5);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!(minutes > 0 && minutes <= 600))
  throw new Error(`--minutes: expected a number up to 600, got '${String(values.minutes)}'`);
if (!Number.isInteger(seed)) throw new Error(`--seed: expected a whole number, got '${String(values.seed)}'`);

console.log(`kills for ${String(minutes)} minutes, seed ${String(seed)}`);
const outcome = await besiege({ durationMs: minutes * 60_000, seed, log: console.log });
console.log(JSON.stringify({ kills: outcome.kills, journeys: outcome.journeys, jobs: outcome.jobs }));
for (const fault of outcome.faults) console.error(fault);
console.log(`${String(outcome.faults.length)} faults`);
process.exitCode = outcome.faults.length === 0 ? 0 : 1;
