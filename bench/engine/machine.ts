import { arch, cpus, loadavg, release, totalmem } from 'node:os';

/** Where the figures come from. */
export function machine() {
  return {
    scenario: 'machine',
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory_gib: totalmem() / 2 ** 30,
    system: `${release()} ${arch()}`,
    node: process.version,
    load_before: loadavg()[0] ?? 0,
  };
}
