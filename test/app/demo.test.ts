import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../../app/clauses/own-clause-map.js';
import { readOptions } from '../../app/demo/options.js';
import { dataFolder, databaseIsUp, Program, removeDataFolder } from './program.js';

interface Report {
  readonly [field: string]: unknown;
  readonly seconds: number;
}

function lastLine({ stdout }: Program): Report {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Report;
}

describe('the demonstration', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await dataFolder();
  });
  afterAll(() => removeDataFolder(folder));
  const play = () => Program.start('app/demo.ts', ['--households', '4', '--seed', '7', '--json', '--data', folder]);

  let first: Report;
  it('plays a project to its last payment and ends with one line of figures', async () => {
    const program = play();
    expect([await program.code(), program.stderr.split('\n').at(-2)]).toEqual([0, expect.stringMatching('100%')]);
    first = lastLine(program);
    expect(first).toMatchObject({ households: 4, agreements: 4, paid: 4, incidents: 0, refusedLists: 1 });
    expect(first).toMatchObject({ scenario: 'negotiated', balanced: true, running: [], decisions: 0 });
    // A random inspection at least was drawn, and every draw comes out again.
    expect(first['draws']).toMatchObject({ contradicted: 0, total: expect.any(Number) });
    expect(first['draws']).not.toMatchObject({ total: 0 });
    expect(first['paidFen']).toBe(first['agreedFen']);
    expect(first['paidFen']).toMatch(/^[1-9]\d{8,}$/);
    expect(first['returned']).toEqual(expect.any(Number));
    expect(first.seconds).toBeGreaterThan(0);
    expect(program.stdout).toContain('与协议总额一致');
    expect(await databaseIsUp(folder)).toBe(false);
  }, 180_000);

  it('has nothing left to do on the same data: same figures, nobody paid again', async () => {
    const program = play();
    expect([await program.code(), program.stderr.trim().split('\n')]).toEqual([0, [expect.stringMatching('100%')]]);
    expect({ ...lastLine(program), seconds: first.seconds }).toEqual(first);
  }, 90_000);

  it('leaves behind what a stranger checks with the three commands of docs/verify.md, without a database (R-43)', async () => {
    const guide = await readFile(path.join(ROOT, 'docs', 'verify.md'), 'utf8');
    const commands = (/```sh\n(.+?)```/s.exec(guide)?.[1] ?? '').trim().split('\n');
    expect(commands).toHaveLength(3);
    const taken = await mkdtemp(path.join(tmpdir(), 'taken-away-'));
    await cp(String(first['evidence']), taken, { recursive: true });
    const run = (command: string) => {
      const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', EVIDENCE: taken };
      return spawnSync('sh', ['-c', command], { cwd: ROOT, env, encoding: 'utf8' });
    };
    for (const command of commands) {
      expect(run(command)).toMatchObject({ status: 0, stdout: expect.stringContaining('完好') });
      const named = /\$EVIDENCE\/([\w.]+)/.exec(command)?.[1] ?? '';
      const file = path.join(taken, named.includes('.') ? named : `${named}/entries.jsonl`);
      const bytes = await readFile(file);
      const changed = Buffer.from(bytes);
      const middle = changed.length >> 1;
      changed[middle] = (changed[middle] ?? 0) ^ 1;
      await writeFile(file, changed);
      expect(run(command).status).toBe(1);
      await writeFile(file, bytes);
    }
    await rm(taken, { recursive: true });
  }, 60_000);

  it('says in one sentence what is wrong with its arguments', async () => {
    const program = Program.start('app/demo.ts', ['--households', '61']);
    expect([await program.code(), program.stdout]).toEqual([2, '']);
    expect(program.stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(/\p{Script=Han}.*60/u)]);
  }, 30_000);
});

describe('the arguments of the demonstration', () => {
  it.each([
    { args: ['--households', '0'], names: /households/ },
    { args: ['--households', '61'], names: /60/ },
    { args: ['--households', 'many'], names: /many/ },
    { args: ['--seed', '-1'], names: /seed/ },
    { args: ['--seed'], names: /seed/ },
    { args: ['--scenario', 'imagined'], names: /scenario.*imagined/ },
    { args: ['--hoseholds', '4'], names: /hoseholds/ },
    { args: ['4'], names: /4/ },
  ])('says in one sentence what is wrong with $args', ({ args, names }) => {
    expect(() => readOptions(args)).toThrow(names);
    expect(() => readOptions(args)).toThrow(/^[^\n]*\p{Script=Han}[^\n]*$/u);
  });
});
