import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../../app/clauses/own-clause-map.js';
import { recordsHash } from '../../rules/selection/vote-records.js';
import { publishedVoteFixture } from '../factories/published-vote.js';

describe('a published vote, counted again by the command (R-18, R-21)', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vote-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function verify(content: string, ...args: string[]) {
    const file = path.join(folder, 'vote.json');
    await writeFile(file, content);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'app/vote-verify.ts', file, ...args],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
    );
    return { status, said: stdout + stderr };
  }

  it('fits, or ends with 1 and names what does not: a changed choice, a whole list rewritten, no list at all', async () => {
    const vote = publishedVoteFixture();
    const [first, ...others] = vote.records;
    const changed = [{ receipt: first?.receipt ?? '', choice: 2, reasons: [] }, ...others];
    const text = JSON.stringify(vote);
    expect(await verify(text, '--hash', vote.recordsHash)).toMatchObject({ status: 0 });
    const forged = await verify(JSON.stringify({ ...vote, records: changed }));
    expect(forged).toMatchObject({ status: 1, said: expect.stringContaining('清单被改动过') });
    expect(forged.said).toContain('“示例第一估价机构”的得票：公布 2，按选票重算 1');
    const rewritten = { ...vote, recordsHash: recordsHash(changed) };
    expect(await verify(JSON.stringify(rewritten), '--hash', vote.recordsHash)).toMatchObject({ status: 1 });
    expect(await verify(text.slice(0, -9))).toMatchObject({ status: 1, said: expect.stringContaining('不是下载的') });
    expect(await verify(text, '--what')).toMatchObject({ status: 2, said: expect.stringContaining('用法') });
  });
});
