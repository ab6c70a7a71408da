// Stands in for npm in bootstrap.test.ts: notes how it was called and installs what the bootstrap checks for.
// FAKE_NPM=slow holds `ci` until the file `release` appears, FAKE_NPM=failing ends it with an error.
import { appendFileSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

const [command, ...args] = process.argv.slice(2);
appendFileSync('npm-calls', `${[command, ...args].join(' ')}\n`);
if (command === 'ci') {
  rmSync('node_modules', { recursive: true, force: true });
  mkdirSync('node_modules/node/bin', { recursive: true });
  mkdirSync('node_modules/telemetry', { recursive: true });
  while (process.env.FAKE_NPM === 'slow' && !existsSync('release')) await wait(10);
  if (process.env.FAKE_NPM === 'failing') process.exit(3);
}
// A real npm 10 ends with success even when it has run no script.
if (command === 'rebuild' && process.env.FAKE_NPM !== 'scriptless') {
  symlinkSync(process.execPath, 'node_modules/node/bin/node');
}
