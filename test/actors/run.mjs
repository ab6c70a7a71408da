// npm run test:actors -- --steps N --seed S: the play of test/attacks/random-actors.test.ts for longer, or with other people.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { steps: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Error(`--${name} must be a whole number from 1 on, e.g. --${name} 2000`);
}
const jest = 'node_modules/jest/bin/jest.js';
const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const { status } = spawnSync(process.execPath, [...options, jest, 'test/attacks/random-actors'], {
  stdio: 'inherit',
  env: { ...process.env, ACTORS_STEPS: values.steps, ACTORS_SEED: values.seed },
});
process.exitCode = status ?? 1;
