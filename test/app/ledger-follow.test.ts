import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../../app/clauses/own-clause-map.js';
import { sealLedgerDay } from '../../db/repositories/ledger-roots.repository.js';
import { PASSWORD, projectWithHouseholds, startApi } from '../api/api-under-test.js';
import type { ApiUnderTest } from '../api/api-under-test.js';
import { SqlAttacker } from '../db/sql-attacker.js';
import { eventually } from '../process/eventually.js';
import { Program } from './program.js';

describe("a supervisor's own copy of the ledger (R-2, R-43, R-46)", () => {
  let api: ApiUnderTest;
  let server: Server;
  let attacker: SqlAttacker;
  let folder: string;
  let household: string;
  const env = { LEDGER_USER: 'auditor', LEDGER_PASSWORD: PASSWORD };
  const kept = () => path.join(folder, 'own');
  const url = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const follow = async (...more: string[]) => {
    const program = Program.start('app/ledger-follow.ts', [kept(), '--url', url(), ...more], env);
    return { status: await program.code(), said: program.stdout + program.stderr };
  };
  const verify = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'app/ledger-verify.ts', kept(), ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
  const lines = async () => (await readFile(path.join(kept(), 'feed.jsonl'), 'utf8').catch(() => '')).split('\n');

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'own-copy-'));
    api = await startApi();
    server = createServer(api.app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    attacker = await SqlAttacker.connect(api.databaseUrl);
    const { households } = await projectWithHouseholds(api);
    household = households[0]?.id ?? '';
  });
  afterAll(async () => {
    await attacker.close();
    server.close();
    server.closeAllConnections();
    await api.close();
    await rm(folder, { recursive: true });
  });

  it('is for auditors, discipline inspectors and state assets alone, and read it is one entry a day', async () => {
    await api.anonymous.get('/api/ledger/feed').expect(401);
    for (const role of [
      'administrator',
      'general-manager',
      'supervision-department',
      'town-officer',
      'district-officer',
    ]) {
      await (await api.as(role)).get('/api/ledger/feed').expect(403);
    }
    for (const role of ['auditor', 'discipline-inspector', 'state-assets-inspector']) {
      const agent = await api.as(role);
      for (const after of [0, 1, 1]) await agent.get('/api/ledger/feed').query({ after }).expect(200);
      await agent.get('/api/ledger/feed').query({ after: -1 }).expect(400);
    }
    const sql = `SELECT FROM ledger_entry WHERE kind = 'ledger-read'`;
    expect(await attacker.rows(sql)).toHaveLength(3);
  });

  it('is kept by a program of its own that survives kill -9, and holds without the database', async () => {
    const program = Program.start('app/ledger-follow.ts', [kept(), '--url', url(), '--every', '1'], env);
    await program.says(/新留存 \d+ 位/);
    const before = (await lines()).length;
    await (await api.as('district-officer')).get(`/api/households/${household}`).expect(200);
    await eventually('the entry of that reading', async () => (await lines()).length > before || undefined);
    await program.killGroup();
    // Killed in the middle of a line.
    await appendFile(path.join(kept(), 'feed.jsonl'), '{"entry":{"actorId":"00');
    await api.db.clock.pinClock('2026-03-02T17:00:00.000Z');
    await api.db.transaction(sealLedgerDay);
    expect(await follow('--once')).toMatchObject({ status: 0, said: expect.stringContaining('全部相符') });
    expect(verify()).toMatchObject({ status: 0, stdout: expect.stringContaining('1 个日根') });
    expect(verify('--root', `2026-03-02=${'0'.repeat(64)}`)).toMatchObject({ status: 1 });
    expect(await follow('--once', '--recheck')).toMatchObject({ status: 0 });
  });

  it.each<[string, () => Promise<void>, string[], RegExp]>([
    [
      'an old entry has another person',
      () => attacker.plant(`UPDATE ledger_entry SET actor = 'somebody' WHERE case_id = $1 AND seq = 1`, [household]),
      ['--recheck'],
      /第 \d+ 位 案件 \S+ 第 1 条（\S+）：被改写，办理人原为 "\S+"，现为 "somebody"/,
    ],
    [
      'an old entry is gone',
      () => attacker.plant('DELETE FROM ledger_entry WHERE case_id = $1 AND seq = 1', [household]),
      ['--recheck'],
      /第 1 条（\S+）：留存过，现已从账本中消失/,
    ],
    [
      'the whole feed was made anew with another history',
      () =>
        attacker.plant(
          `UPDATE ledger_entry SET kind = 'case-closed' WHERE case_id = '${household}' AND seq = 1;
           UPDATE ledger_place SET head = repeat('a', 64) WHERE position = (SELECT max(position) FROM ledger_place)`,
        ),
      [],
      /第 1 条（\S+）：被改写，种类原为 "\S+"，现为 "case-closed"/,
    ],
    [
      'the end of the feed is cut off',
      () => attacker.plant('DELETE FROM ledger_place WHERE position > 1'),
      [],
      /第 2 位 .*现已从账本中消失/,
    ],
  ])('refuses to go on and says what was changed when %s', async (_what, forge, options, message) => {
    await attacker.rows('CREATE TABLE IF NOT EXISTS entry_before AS TABLE ledger_entry');
    await attacker.rows('CREATE TABLE IF NOT EXISTS place_before AS TABLE ledger_place');
    const before = await lines();
    await forge();
    const { status, said } = await follow('--once', ...options);
    expect(said).toMatch(message);
    expect(status).toBe(1);
    expect(await lines()).toEqual(before);
    await attacker.plant('DELETE FROM ledger_entry');
    await attacker.plant('INSERT INTO ledger_entry TABLE entry_before');
    await attacker.plant('DELETE FROM ledger_place');
    await attacker.plant('INSERT INTO ledger_place TABLE place_before');
    expect((await follow('--once', '--recheck')).status).toBe(0);
  });

  it('ends with 1 when the copy itself was changed, 2 when called wrongly, 3 when it is refused', async () => {
    const file = path.join(kept(), 'feed.jsonl');
    await mkdir(path.join(folder, 'safe'), { recursive: true });
    await copyFile(file, path.join(folder, 'safe', 'feed.jsonl'));
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"R-43"', '"R-44"'));
    expect(verify().status).toBe(1);
    expect(await follow('--once')).toMatchObject({ status: 1, said: expect.stringContaining('内容与哈希不符') });
    await copyFile(path.join(folder, 'safe', 'feed.jsonl'), file);
    expect((await follow('--every', 'soon')).status).toBe(2);
    const refused = Program.start('app/ledger-follow.ts', [kept(), '--url', url(), '--once'], {
      ...env,
      LEDGER_USER: 'general-manager',
    });
    expect(await refused.code()).toBe(3);
    expect(refused.stderr).toContain('查阅并留存账本');
  });
});
