import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../bpmn/', import.meta.url));

/** Every diagram, decision and form of bpmn/, for one deployment: all of them or none. */
export async function filesToDeploy(): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => /\.(bpmn|dmn|form)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}
