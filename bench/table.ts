/**
 * `npm run bench -- table FILE [--write]`: the tables of bench/README.md from a file of results; with --write they
 * replace those of the page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { comparison } from './comparison.js';
import type { Result } from './result-lines.js';

const README = new URL('README.md', import.meta.url);
const [BEGIN, END] = ['<!-- results: begin -->', '<!-- results: end -->'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const [file] = positionals;
if (file === undefined) throw new Error('expected the file with the results');
const lines = readFileSync(file, 'utf8').split('\n');
const tables = comparison(lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Result));
process.stdout.write(`${tables}\n`);
if (values.write) {
  const page = readFileSync(README, 'utf8');
  const [before, after] = [page.split(BEGIN)[0], page.split(END)[1]];
  if (before === undefined || after === undefined) throw new Error('the page has no place for the results');
  writeFileSync(README, `${before}${BEGIN}\n\n${tables}\n\n${END}${after}`);
}
