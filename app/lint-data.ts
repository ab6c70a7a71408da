/** Writes what the diagram rules know (lint/*.json) anew from the acts, the workers, the forms and the error codes. */
import { writeFile } from 'node:fs/promises';
import { lintData } from './diagrams/lint-data.js';

for (const [name, known] of Object.entries(await lintData())) {
  await writeFile(new URL(`../lint/${name}.json`, import.meta.url), `${JSON.stringify(known, null, 2)}\n`);
}
