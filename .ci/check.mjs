// node .ci/check.mjs [name…]: everything that is checked without running the program; all of it, or what is named.
// Two at a time, each one's output in one piece, and all of them to the end: one run shows all there is to mend.
import { spawn } from 'node:child_process';
import process from 'node:process';

const modules = 'node_modules';
const checks = {
  lint: [
    `${modules}/eslint/bin/eslint.js`,
    '.',
    '--max-warnings',
    '0',
    '--cache',
    '--cache-location',
    `${modules}/.cache/eslint/`,
  ],
  types: [`${modules}/typescript/bin/tsc`, '--noEmit', '-p', '.'],
  'types:web': [`${modules}/vue-tsc/bin/vue-tsc.js`, '--noEmit', '-p', 'web/tsconfig.json'],
  format: [`${modules}/prettier/bin/prettier.cjs`, '--check', '.'],
  'lint:deps': [`${modules}/dependency-cruiser/bin/dependency-cruiser.mjs`, '--config', '.dependency-cruiser.cjs', '.'],
  'lint:unused': [`${modules}/knip/bin/knip.js`, '--treat-config-hints-as-errors'],
  'lint:bpmn': ['--import', 'tsx', `${modules}/bpmnlint/bin/bpmnlint.js`, 'bpmn/**/*.bpmn'],
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(checks);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0)
  throw new Error(`expected some of ${Object.keys(checks).join(', ')}, got ${unknown.join(', ')}`);

function run(name) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, checks[name], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    const output = [];
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => output.push(data));
    child.once('close', (code) => {
      const failed = code !== 0;
      if (failed) process.stdout.write(`\n── ${name}\n${Buffer.concat(output).toString()}`);
      resolve({ name, failed, note: `${((performance.now() - started) / 1000).toFixed(1)} s` });
    });
  });
}

const queue = [...wanted];
const results = [];
async function workThrough() {
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) results.push(await run(name));
}
await Promise.all([workThrough(), workThrough()]);

for (const { name, failed, note } of results) console.log(`${failed ? '✗' : '✓'} ${name} (${note})`);
process.exitCode = results.some(({ failed }) => failed) ? 1 : 0;
