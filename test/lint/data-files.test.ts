import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { lintData } from '../../app/diagrams/lint-data.js';

const root = new URL('../../', import.meta.url);
const readJson = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`lint/${name}`, root), 'utf8'));
const known = Object.entries(await lintData());

describe('what the diagram rules know', () => {
  it.each(known)('is what the application has: %s', async (name, expected) => {
    await expect(readJson(`${name}.json`)).resolves.toEqual(expected);
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
