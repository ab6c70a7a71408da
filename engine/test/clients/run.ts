// npm run test:clients [-- --output FILE]: walks the engine with clients of other languages, as a server of its own with
// its own PostgreSQL. FILE gets how many checks passed and failed, as JSON. Ends with 1 when anything failed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { killServers, run } from '../rest/server-process.js';
import { Missing, pythonWithClients } from './python-environment.js';

/** The whole walk takes seconds; so long means that it hangs. */
const LONGEST_MS = 300_000;

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

async function walk(python: string, grpcAddress: string, restUrl: string): Promise<Counts> {
  const program = path.resolve('engine/test/clients/python/walk.py');
  const child = spawn(python, [program, grpcAddress, restUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' },
    timeout: LONGEST_MS,
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    process.stdout.write(chunk);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(said) ?? [];
  if (passed === undefined) throw new Error(`The walk ended with code ${String(code)} before it was through.`);
  return { passed: Number(passed), failed: Number(failed) };
}

async function main(): Promise<Counts> {
  const python = await pythonWithClients();
  const data = await mkdtemp(path.join(tmpdir(), 'engine-clients-'));
  // The server's PostgreSQL may run as another user, who has to get to its folder.
  await chmod(data, 0o711);
  try {
    const server = run('--port', '0', '--grpc-port', '0', '--data', data, '--log-level', 'warn');
    const [restUrl = '', grpcUrl = ''] = (await server.ready).split(' ');
    const counts = await walk(python, grpcUrl.replace('grpc://', ''), restUrl);
    server.child.kill('SIGTERM');
    const code = await server.ended;
    if (code !== 0) throw new Error(`The server ended with code ${String(code)}: ${server.said.err}`);
    if (server.said.err !== '') throw new Error(`The server has met faults: ${server.said.err}`);
    return counts;
  } finally {
    killServers();
    await rm(data, { recursive: true, force: true });
  }
}

const { output } = parseArgs({ options: { output: { type: 'string' } } }).values;
try {
  const counts = await main();
  if (output !== undefined) await writeFile(output, JSON.stringify(counts));
  process.exitCode = counts.passed > 0 && counts.failed === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Missing ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
