/**
 * `npm run bench -- NAME [--json] [options]`: all benchmarks of the project by name. What a name does and takes is in
 * bench/README.md.
 */
const BENCHMARKS: Readonly<Record<string, string>> = {
  engine: './engine/index.ts',
  peers: './peers/index.ts',
  all: './all.ts',
  table: './table.ts',
  'db-queries': './db-queries.ts',
  'task-list': './task-list.ts',
};

const [node = '', script = '', name = '', ...options] = process.argv;
const file = BENCHMARKS[name];
if (file === undefined) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHMARKS).join('|')} [options]\n`);
  process.exit(2);
}
process.argv = [node, script, ...options];
await import(file);
