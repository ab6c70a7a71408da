import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** A headless browser that knows no Chinese font of its own: what it draws in Chinese comes from the page. Close it. */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpackedBrowser();
  return chromium.launch({
    executablePath: path.join(folder, 'chromium'),
    // As root and in containers there is no sandbox, and /dev/shm may be tiny.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: {
      ...inheritedEnvironment(),
      LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
      XDG_CACHE_HOME: path.join(folder, 'cache'),
    },
  });
}

function inheritedEnvironment(): Record<string, string> {
  const set = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(set);
}

/** Unpacked once per version of the package, and published by one rename: two suites may come at the same time. */
async function unpackedBrowser(): Promise<string> {
  const cache = path.join(root, 'node_modules', '.cache', 'browser');
  const folder = path.join(cache, await packageVersion());
  if (await isThere(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(path.join(cache, 'unpacking-'));
  await run(process.execPath, [path.join(root, 'app', 'browser', 'unpack-browser.mjs')], {
    env: { ...process.env, TMPDIR: unfinished },
  });
  await rename(unfinished, folder).catch(async (error: unknown) => {
    if (!(await isThere(folder))) throw error;
    await rm(unfinished, { recursive: true, force: true });
  });
  return folder;
}

async function packageVersion(): Promise<string> {
  const text = await readFile(path.join(root, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function isThere(target: string): Promise<boolean> {
  return access(target).then(
    () => true,
    () => false,
  );
}
