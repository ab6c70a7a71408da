import { readdir } from 'node:fs/promises';

/** The processes of the project: each folder of bpmn/ with a diagram of its own name. */
export const processIds: readonly string[] = await readdir(new URL('../../bpmn/', import.meta.url), {
  recursive: true,
}).then((files) => files.flatMap((file) => /([^/\\]+)\.bpmn$/.exec(file)?.[1] ?? []).sort());
