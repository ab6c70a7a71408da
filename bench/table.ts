/** `npm run bench -- table FILE`: the tables of bench/README.md from a file of results. */
import { readFileSync } from 'node:fs';
import { comparison } from './comparison.js';
import type { Result } from './result-lines.js';

const [, , file] = process.argv;
if (file === undefined) throw new Error('expected the file with the results');
const lines = readFileSync(file, 'utf8').split('\n');
const results = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Result);
process.stdout.write(`${comparison(results)}\n`);
