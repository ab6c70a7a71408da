import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/** What the tests need is not on this machine; one sentence says what and what to do. */
export class Missing extends Error {}

const OLDEST_MINOR = 10;
const INSTALL_MS = 300_000;
const requirements = path.resolve('engine/test/clients/python/requirements.txt');
const cache = path.resolve('node_modules/.cache/clients');

/** The Python of an environment that has exactly the packages of requirements.txt; made when it is not there yet. */
export async function pythonWithClients(): Promise<string> {
  const { command, version } = await findPython();
  const wanted = createHash('sha256')
    .update(version)
    .update(await readFile(requirements));
  const folder = path.join(cache, `python-${wanted.digest('hex').slice(0, 16)}`);
  if (!(await exists(folder))) await make(command, folder);
  return pythonIn(folder);
}

async function findPython(): Promise<{ command: string; version: string }> {
  for (const command of ['python3', 'python']) {
    const said = await output(command, ['-c', 'import ensurepip, venv, sys; print(sys.version)'], 20_000);
    const minor = /^3\.(\d+)\./.exec(said.text)?.[1];
    if (said.code === 0 && minor !== undefined && Number(minor) >= OLDEST_MINOR) return { command, version: said.text };
  }
  throw new Missing(
    `Python 3.${String(OLDEST_MINOR)} or newer with its venv module was not found: install it (python3, python3-venv).`,
  );
}

/** In one step: an installation that is broken off, or a second one at the same time, leaves nothing half made. */
async function make(command: string, folder: string): Promise<void> {
  const made = `${folder}.${String(process.pid)}`;
  await mkdir(cache, { recursive: true });
  try {
    await succeed(command, ['-m', 'venv', made]);
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
    await succeed(pythonIn(made), install);
    await rename(made, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

async function succeed(command: string, args: readonly string[]): Promise<void> {
  const { code, text } = await output(command, args, INSTALL_MS);
  if (code === 0) return;
  throw new Missing(`The Python packages could not be installed: check the network and try again.\n${text}`);
}

const pythonIn = (folder: string): string =>
  process.platform === 'win32' ? path.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python');

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** What a program says; code null when it cannot be started or takes too long. */
function output(
  command: string,
  args: readonly string[],
  timeout: number,
): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', (error) => {
      resolve({ code: null, text: error.message });
    });
    child.once('close', (code) => {
      resolve({ code, text });
    });
  });
}
