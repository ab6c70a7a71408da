import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../../app/clauses/own-clause-map.js';
import { sealLedgerDay } from '../../db/repositories/ledger-roots.repository.js';
import { setStage } from '../db/stage.js';

describe('the ledger, taken out and checked by the commands (R-43, R-46)', () => {
  const stage = setStage();
  let folder: string;
  const run = (command: 'export' | 'verify', ...args: string[]) => {
    const env = { ...process.env, DATABASE_URL: stage.url, NODE_OPTIONS: '' };
    const file = `app/ledger-${command}.ts`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file, ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      env,
    });
    return { status, said: stdout + stderr };
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ledger-copy-'));
    await stage.db.clock.pinClock('2026-03-03T17:00:00.000Z');
    await stage.db.transaction(sealLedgerDay);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('holds as it was written, also against the root that was public', async () => {
    expect(run('export', folder)).toMatchObject({ status: 0, said: expect.stringContaining('1 个日根') });
    expect(run('verify', folder)).toMatchObject({ status: 0, said: expect.stringContaining('全部相符') });
    const { hash } = JSON.parse(await readFile(path.join(folder, 'roots.jsonl'), 'utf8')) as { hash: string };
    expect(run('verify', folder, '--root', `2026-03-03=${hash}`).status).toBe(0);
    const other = run('verify', folder, '--root', `2026-03-03=${'0'.repeat(64)}`);
    expect(other).toMatchObject({ status: 1, said: expect.stringContaining('与公示的不符') });
  });

  it('ends with 1 when a byte was changed or the end is missing, and with 2 when it is asked wrongly', async () => {
    const file = path.join(folder, 'entries.jsonl');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('R-11', 'R-12'));
    expect(run('verify', folder)).toMatchObject({ status: 1, said: expect.stringContaining('内容与哈希不符') });
    await writeFile(file, text.slice(0, -1));
    expect(run('verify', folder).status).toBe(1);
    expect(run('verify')).toMatchObject({ status: 2, said: expect.stringContaining('用法') });
    expect(run('verify', path.join(folder, 'nowhere'))).toMatchObject({ status: 1 });
  });
});
