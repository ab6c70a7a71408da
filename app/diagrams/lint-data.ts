import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { actOf, ACT_NAMES } from '../../rules/acts.js';
import { errorCodes } from '../../rules/error-codes.js';

const root = new URL('../../', import.meta.url);

/** Names of the files of a folder that end so, without that end; sorted. */
async function namesIn(folder: string, ending: string): Promise<string[]> {
  const files = await readdir(new URL(folder, root), { recursive: true });
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => path.basename(file, ending))
    .sort();
}

/** What the rules for diagrams know, by the file in lint/ that holds it. */
export async function lintData(): Promise<Readonly<Record<string, unknown>>> {
  const acts = ACT_NAMES.map((name) => {
    const { roles, persons, verdicts, result } = actOf(name);
    return [name, { roles, persons, verdicts, ...(result !== null && { result }) }];
  });
  return {
    acts: Object.fromEntries(acts),
    'error-codes': Object.keys(errorCodes),
    forms: await namesIn('bpmn/', '.form'),
    'job-types': await namesIn('workers/', '.worker.ts'),
  };
}
