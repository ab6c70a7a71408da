import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { drawFileText } from '../../rules/draw/draw-file.js';
import { drawnRecord } from '../factories/draw-record.js';
import { Program } from './program.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'draws-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('anybody recomputes a draw from its file alone, and hears what does not fit (R-20, R-70)', async () => {
  const record = drawnRecord('parties');
  const [good, bad] = [path.join(folder, 'good.json'), path.join(folder, 'bad.json')];
  await writeFile(good, drawFileText(record));
  await writeFile(bad, drawFileText({ ...record, result: [...record.result].reverse() }));
  const run = async (...args: string[]) => {
    const program = Program.start('app/draw-verify.ts', args);
    return { code: await program.code(), said: program.stdout + program.stderr };
  };
  const [held, compared, forged, absent, wrong] = await Promise.all([
    run(good),
    run(good, '--announced', record.announcementHash),
    run(bad),
    run(path.join(folder, 'none.json')),
    run(),
  ]);
  expect(held).toMatchObject({ code: 0, said: expect.stringContaining('没有对照公示') });
  expect(compared.said).not.toContain('没有对照公示');
  expect(forged).toMatchObject({ code: 1, said: expect.stringContaining('结果不是由名单和种子得出') });
  expect(absent).toMatchObject({ code: 1, said: expect.stringContaining('读不到文件') });
  expect(wrong).toMatchObject({ code: 2, said: expect.stringContaining('用法') });
}, 60_000);
