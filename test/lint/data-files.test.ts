import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { ACTS } from '../../rules/acts.js';

const root = new URL('../../', import.meta.url);
const readJson = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`lint/${name}`, root), 'utf8'));

describe('what the diagram rules know', () => {
  it('is the table of acts: roles, persons and verdicts', async () => {
    const known = Object.fromEntries(
      Object.entries(ACTS).map(([name, { roles, persons, verdicts }]) => [name, { roles, persons, verdicts }]),
    );
    await expect(readJson('acts.json')).resolves.toEqual(known);
  });

  it('is the list of job types: one worker file each, and no worker without a job type', async () => {
    const files = await readdir(new URL('workers/', root));
    const workers = files.filter((file) => file.endsWith('.worker.ts')).map((file) => file.replace('.worker.ts', ''));
    await expect(readJson('job-types.json')).resolves.toEqual(workers.sort());
  });

  it('has a page and a test for every rule', async () => {
    const namesIn = async (folder: string, ending: string): Promise<readonly string[]> => {
      const files = await readdir(new URL(folder, root));
      return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
    };
    const rules = await namesIn('lint/rules/', '.js');
    await expect(namesIn('lint/docs/rules/', '.md')).resolves.toEqual(rules);
    await expect(namesIn('test/lint/', '.test.ts')).resolves.toEqual(expect.arrayContaining([...rules]));
  });
});
