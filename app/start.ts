import { PostgresError } from '@expropriation/engine/postgres';
import { PortTakenError } from './listen.js';
import { loadSampleProject } from './load-sample.js';
import { buildPages } from './pages.js';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, sampleSignIns } from './samples/accounts.js';
import { readSettings, SettingsError } from './settings.js';
import { startSystem } from './system.js';
import type { System } from './system.js';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Faults an operator can mend get their one sentence; anything else keeps its stack. */
function sentenceOf(error: unknown): string {
  const plain = [PostgresError, PortTakenError, SettingsError].some((kind) => error instanceof kind);
  if (plain && error instanceof Error) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') return '磁盘已满，请腾出空间后重新启动（数据没有损坏）';
  if (code === 'ECONNREFUSED') return '连不上 DATABASE_URL 指定的数据库，请核对地址、端口和数据库是否已启动';
  if (code === '28P01') return 'DATABASE_URL 的用户名或密码不对，请核对后重新启动';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function welcome(system: System, demonstration: boolean): void {
  say('');
  say(`  打开 ${system.url}`);
  say(`  公示栏（无需登录） ${system.url}/board`);
  if (!demonstration) return;
  say('');
  say(`  示例账号，密码均为 ${SAMPLE_PASSWORD}`);
  for (const { username, displayName, organisation } of SAMPLE_ACCOUNTS) {
    say(`    ${username.padEnd(14)} ${displayName}（${organisation}）`);
  }
  say('');
  say('  按 Ctrl-C 停止');
}

/** Lets a signal or the death of the parent stop what runs, in order, once; what is still starting starts first. */
class Shutdown {
  starting: Promise<System> | undefined;
  #begun = false;

  begin(code: number): void {
    if (this.#begun) return;
    this.#begun = true;
    say('正在停止……');
    this.#stop().then(
      () => process.exit(code),
      (error: unknown) => {
        process.stderr.write(`${sentenceOf(error)}\n`);
        process.exit(1);
      },
    );
  }

  async #stop(): Promise<void> {
    const system = await this.starting;
    await system?.stop();
  }
}

async function main(): Promise<void> {
  const shutdown = new Shutdown();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      shutdown.begin(0);
    });
  }
  // Whoever started this process was killed: nothing may be left behind that blocks the next start.
  process.on('disconnect', () => {
    shutdown.begin(0);
  });
  const settings = readSettings(process.env);
  const progress = (sentence: string) => say(`· ${sentence}`);
  const pages = settings.parts.includes('api') ? { pages: await buildPages(progress) } : {};
  shutdown.starting = startSystem({
    settings,
    ...pages,
    progress,
    ...(settings.demonstration ? { prepare: loadSampleProject, sampleAccounts: sampleSignIns } : {}),
  });
  const system = await shutdown.starting;
  if (settings.parts.includes('api')) welcome(system, settings.demonstration);
  else say(`ready ${system.url}`);
  const reason = await system.failed;
  process.stderr.write(`${reason.message}\n`);
  shutdown.begin(1);
}

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
});
