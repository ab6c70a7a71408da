/**
 * What the workbench costs while every household of a large project waits for its survey (`--households N`, default
 * 10,000: twice as many open tasks): pages, search, overdue filter, and the household register, through the API of the
 * whole application on an empty data folder. Prints one JSON object; times in milliseconds, median of the repetitions.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import type { Created, TaskPage } from '../api/contract/index.js';
import { HttpSession } from '../app/demo/http-session.js';
import { createSampleAccounts, SAMPLE_PROJECT } from '../app/load-sample.js';
import { SAMPLE_PASSWORD } from '../app/samples/accounts.js';
import { readSettings } from '../app/settings.js';
import { startSystem } from '../app/system.js';

const REPETITIONS = 9;
const HEADER =
  '户编号,地址,权利人或承租人,证件号,联系电话,房屋类型,证载建筑面积,居住面积,评估单价,非成套,在册人口,困难人口数,收款户名,收款账号';

function registerLine(index: number): string {
  const number = (index + 1).toString().padStart(5, '0');
  const holder = `住户${number}`;
  return [
    ...[number, `甲路${String(index + 1)}号`, holder, '110101199003077758', '021-56000000', '公房承租', '', '11.9'],
    ...['25000.00', '是', '3', '', holder, '6222000000000001'],
  ].join(',');
}

async function signIn(url: string, username: string): Promise<HttpSession> {
  const session = new HttpSession(url);
  await session.post('/api/session', { username, password: SAMPLE_PASSWORD });
  return session;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < REPETITIONS; count += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  return Math.round(times[Math.floor(REPETITIONS / 2)] ?? 0);
}

async function fill(url: string, households: number): Promise<number> {
  const began = performance.now();
  const district = await signIn(url, 'district');
  const { now } = await district.get<{ now: string }>('/api/clock');
  const project = await district.post<Created>('/api/projects', { ...SAMPLE_PROJECT, registeredOn: now.slice(0, 10) });
  const town = await signIn(url, 'town-a');
  const lines = [HEADER, ...Array.from({ length: households }, (_, index) => registerLine(index))];
  await town.postAs('text/csv', `/api/projects/${project.id}/households`, lines.join('\n'));
  const officer = await signIn(url, 'field-a');
  const open = async () => (await officer.get<TaskPage>('/api/tasks?scope=groups&pageSize=1')).total;
  while ((await open()) < households * 2) await wait(1000);
  return Math.round(performance.now() - began);
}

async function measure(url: string, households: number) {
  const fillMs = await fill(url, households);
  const officer = await signIn(url, 'field-a');
  const tasks = (query: string) => median(() => officer.get(`/api/tasks?scope=groups&pageSize=20${query}`));
  const last = String(Math.ceil((households * 2) / 20));
  const rare = encodeURIComponent(`甲路${String(Math.ceil(households / 2))}号`);
  return {
    households,
    openTasks: households * 2,
    fillMs,
    firstPageMs: await tasks(''),
    lastPageMs: await tasks(`&page=${last}`),
    byCaseNumberMs: await tasks(`&q=${SAMPLE_PROJECT.code}-${households.toString().padStart(5, '0')}`),
    byAddressMs: await tasks(`&q=${rare}`),
    byWordOfAllMs: await tasks(`&q=${encodeURIComponent('甲路')}`),
    overdueMs: await tasks('&overdue=true'),
    mineMs: await median(() => officer.get('/api/tasks?scope=mine')),
    registerPageMs: await median(() => officer.get('/api/households?page=250')),
    registerSearchMs: await median(() => officer.get(`/api/households?q=${rare}`)),
  };
}

async function main(households: number): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bench-tasks-'));
  // The database runs as a system user of its own where this runs as root: the way in must be open to it.
  await chmod(dataDir, 0o755);
  const system = await startSystem({
    settings: readSettings({ DATA_DIR: dataDir, PORT: '0', ENGINE_PORT: '0' }),
    log: pino({ level: 'silent' }),
    prepare: async (database) => {
      await database.transaction(createSampleAccounts);
    },
  });
  try {
    console.log(JSON.stringify(await measure(system.url, households)));
  } finally {
    await system.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { households: { type: 'string', default: '10000' } } });
await main(Number(values.households));
