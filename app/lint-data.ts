/** Writes what the diagram rules know (lint/acts.json, lint/job-types.json) anew from the table of acts and the workers. */
import { readdir, writeFile } from 'node:fs/promises';
import { ACTS } from '../rules/acts.js';

const root = new URL('../', import.meta.url);
const SUFFIX = '.worker.ts';

const acts = Object.entries(ACTS).map(
  ([name, { roles, persons, verdicts }]) => `${JSON.stringify(name)}: ${JSON.stringify({ roles, persons, verdicts })}`,
);
const files = await readdir(new URL('workers/', root));
const jobTypes = files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));

await writeFile(new URL('lint/acts.json', root), `{\n${acts.join(',\n')}\n}\n`);
await writeFile(new URL('lint/job-types.json', root), `${JSON.stringify(jobTypes.sort(), null, 2)}\n`);
