// Started by start-test-postgres.ts: node watchdog.mjs DIRECTORY. Waits until its standard input ends, which is when the
// process that owns the temporary server has stopped it or has been killed; then makes sure that nothing is left.
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

const [directory] = process.argv.slice(2);
if (!directory) throw new Error('expected the directory of the temporary server');

/** Only a number in the server's own file counts, and only as long as that file is there. */
async function serverPid() {
  const text = await readFile(path.join(directory, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n', 1)[0]);
}

async function clear() {
  // A server that was just being started may still appear: look for a while after the last one was gone.
  for (let quietRounds = 0; quietRounds < 10; quietRounds += 1) {
    const pid = await serverPid();
    if (pid > 0) {
      try {
        process.kill(pid, 'SIGQUIT');
        quietRounds = 0;
      } catch {
        // It is gone and left its file.
      }
    }
    await rm(directory, { recursive: true, force: true }).catch(() => undefined);
    await wait(50);
  }
}

process.stdin.on('end', () => void clear());
process.stdin.on('error', () => void clear());
process.stdin.resume();
