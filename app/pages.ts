import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'web', 'dist');
const mark = path.join(dist, '.built-from');

/** What the pages are built from: their own files, the contract they import, the words of the rules, the packages. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const sources = ['web/**/*.{ts,vue,css,html,json,svg}', 'api/contract/*.ts', 'rules/**/*.ts', 'package-lock.json'];
  const files: string[] = [];
  for await (const file of glob(sources, { cwd: root, exclude: (name) => name === 'dist' })) files.push(file);
  for (const file of files.sort()) hash.update(file).update(await readFile(path.join(root, file)));
  return hash.digest('hex');
}

/** Builds the pages when their sources have changed since the last build; answers the folder that holds them. */
export async function buildPages(progress: (sentence: string) => void): Promise<string> {
  const wanted = await fingerprint();
  const built = await readFile(mark, 'utf8').catch(() => '');
  if (built === wanted) return dist;
  progress('生成页面（仅在有改动时）');
  const { build } = await import('vite');
  await build({ configFile: path.join(root, 'web', 'vite.config.ts'), logLevel: 'error' });
  await writeFile(mark, wanted);
  return dist;
}
