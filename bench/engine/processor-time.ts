import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

const TICKS_PER_S = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Stat {
  readonly parent: number;
  readonly own: number;
  readonly waitedFor: number;
}

/** Fields of /proc/PID/stat behind the name, which may contain anything. */
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (index: number) => fields[index] ?? 0;
    return { parent: at(1), own: at(11) + at(12), waitedFor: at(13) + at(14) };
  } catch {
    return null;
  }
}

/** Seconds of processor time of one process. */
export function processorSeconds(pid: number): number {
  return (statOf(pid)?.own ?? 0) / TICKS_PER_S;
}

/** Seconds of processor time of a process with all its children, those that have ended included. */
export function familySeconds(pid: number): number {
  const self = statOf(pid);
  let ticks = (self?.own ?? 0) + (self?.waitedFor ?? 0);
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (stat?.parent === pid) ticks += stat.own + stat.waitedFor;
  }
  return ticks / TICKS_PER_S;
}

/** Memory of a process that is in RAM, MiB. */
export function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
