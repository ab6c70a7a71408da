import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesToDeploy } from '../diagrams-to-deploy.js';
import { clauseMapOf, type ClauseMap } from './clause-map.js';
import { readTree } from './source-tree.js';

/** The root of this repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Files that start in production: the system, its pages, and the commands that touch data or compute amounts. */
const ENTRIES = ['app/start.ts', 'web/main.ts', 'app/import.ts', 'app/migrate.ts', 'app/compensate.ts'];

/** The clause map of this repository as it lies here. */
export async function ownClauseMap(): Promise<ClauseMap> {
  const fromRoot = (file: string) => path.relative(ROOT, file).replaceAll(path.sep, '/');
  return clauseMapOf(await readTree(ROOT), { deployed: (await filesToDeploy()).map(fromRoot), entries: ENTRIES });
}
