import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, PROJECT, registerLine, registerOf, startApi } from './api-under-test.js';
import type { ApiUnderTest } from './api-under-test.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Ended {
  readonly code: number | string | null;
  readonly out: string;
  readonly error: string;
}

/** Runs the command as an operator does, in a process of its own. */
function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const command = [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'app/import.ts'), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env: { PATH: process.env['PATH'] ?? '', ...env } }, (error, out, text) => {
      resolve({ code: error ? (error.code ?? null) : 0, out, error: text });
    });
  });
}

describe('npm run import', () => {
  let api: ApiUnderTest;
  let server: Server;
  let folder: string;
  let to: string[];
  beforeAll(async () => {
    api = await startApi();
    server = createServer(api.app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    folder = await mkdtemp(join(tmpdir(), 'register-'));
    to = ['--url', `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`];
    await (await api.as('district-officer')).post('/api/projects').send(PROJECT).expect(201);
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await api.close();
    await rm(folder, { recursive: true });
  });

  const file = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const asTown = ['--user', 'town-officer', '--password', PASSWORD];

  it('imports a register, and the same again as nothing new', async () => {
    const path = await file('good.csv', registerOf(registerLine('0001'), registerLine('0002')));
    const first = await run([path, '--project', PROJECT.code, ...to, ...asTown]);
    expect(first).toEqual({ code: 0, out: '已导入 2 户，0 户先前已登记且内容相同。\n', error: '' });
    const environment = { EXPROPRIATION_USER: 'town-officer', EXPROPRIATION_PASSWORD: PASSWORD };
    const again = await run([path, ...to], environment);
    expect(again.out).toBe('已导入 0 户，2 户先前已登记且内容相同。\n');
  }, 30_000);

  it('reads a register that a spreadsheet wrote in GB 18030', async () => {
    // 户册 with one household; node writes no GB 18030, so the header row is given in English, the place in bytes.
    const line = registerLine('0003')
      .replaceAll('住户0003', '@')
      .replace('甲路 0003 号', '@')
      .replace('私有产权', 'private')
      .replace('居住', 'residential');
    const text = registerOf(line.replace('是', 'true')).split('\n')[1] ?? '';
    const header =
      'number,address,holder_name,id_number,phone,tenure,use,certificate_area,living_area,unit_price,non_self_contained,' +
      'registered_persons,hardship_persons,owner_name,owner_id_number,owner_payee_name,owner_payee_account,' +
      'payee_name,payee_account';
    const bytes = Buffer.concat(
      `${header}\n${text}`
        .split('@')
        .flatMap((part, index) => [...(index === 0 ? [] : [Buffer.from([0xbc, 0xd7])]), Buffer.from(part)]),
    );
    const { code } = await run([await file('gb.csv', bytes), ...to, ...asTown]);
    expect(code).toBe(0);
    const { body } = await (await api.as('auditor')).get('/api/households').query({ q: '甲' });
    expect((body as { items: { holderName: string }[] }).items.map(({ holderName }) => holderName)).toContain('甲');
  }, 30_000);

  it('lists every error by row and column and imports nothing', async () => {
    const path = await file(
      'bad.csv',
      registerOf(registerLine('0010'), registerLine('0011', { tenure: '租', account: '1' })),
    );
    const { code, out, error } = await run([path, ...to, ...asTown]);
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(/第 3 行“房屋类型”[\s\S]*第 3 行“收款账号”/);
    const { body } = await (await api.as('auditor')).get('/api/households').query({ q: '0010' });
    expect(body).toMatchObject({ total: 0 });
  }, 30_000);

  it.each([
    ['no file is named', [], 2, /用法/],
    ['an option is unknown', ['x.csv', '--force'], 2, /用法/],
    ['the file is missing', ['missing.csv', '--user', 'u', '--password', 'p'], 2, /读不到文件/],
  ])(
    'says in a sentence what to do when %s',
    async (_case, args, code, sentence) => {
      const ended = await run([...args, ...to]);
      expect([ended.code, ended.out]).toEqual([code, '']);
      expect(ended.error).toMatch(sentence);
    },
    30_000,
  );

  it('says in a sentence when the password, the role or the address is wrong', async () => {
    const path = await file('good.csv', registerOf(registerLine('0001')));
    expect(await run([path, ...to, '--user', 'town-officer', '--password', 'no'])).toMatchObject({
      code: 1,
      error: expect.stringContaining('用户名或密码不正确') as unknown,
    });
    expect(await run([path, ...to, '--user', 'auditor', '--password', PASSWORD])).toMatchObject({
      code: 1,
      error: expect.stringContaining('导入户册') as unknown,
    });
    expect(await run([path, '--url', 'http://127.0.0.1:9', ...asTown])).toMatchObject({
      code: 1,
      error: expect.stringContaining('连接不上') as unknown,
    });
    expect(await run([path, '--project', 'NONE', ...to, ...asTown])).toMatchObject({
      code: 2,
      error: expect.stringContaining(PROJECT.code) as unknown,
    });
  }, 60_000);
});
