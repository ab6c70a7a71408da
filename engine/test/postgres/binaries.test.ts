import { access, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copiedBinaries, findBinaries } from '../../postgres/binaries.js';
import { emptyFolder } from './helpers.js';

let folder: string;

beforeEach(async () => {
  folder = await emptyFolder();
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the programs of the server', () => {
  it('are used where they are installed when we run them ourselves', async () => {
    const { postgres } = await findBinaries(undefined, folder);
    await expect(access(postgres)).resolves.toBeUndefined();
    expect(postgres.startsWith(folder)).toBe(false);
  });

  it('are copied once, under their version, for a user who may not enter the project', async () => {
    const [first, second] = await Promise.all([copiedBinaries(folder), copiedBinaries(folder)]);
    expect(second).toEqual(first);
    expect(path.relative(folder, first.postgres)).toMatch(/^server-\d+\.\d+\./);
    for (const program of Object.values(first)) await expect(access(program)).resolves.toBeUndefined();
  });
});
