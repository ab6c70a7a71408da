import type { Result } from './result-lines.js';
import { withShares } from './shares.js';

const COLUMNS: readonly (readonly [title: string, field: string])[] = [
  ['engine', 'engine'],
  ['client', 'client'],
  ['scenario', 'scenario'],
  ['form', 'form'],
  ['connections', 'clients'],
  ['instances', 'instances'],
  ['instances/s', 'instances_per_s'],
  ['completions/s', 'completions_per_s'],
  ['p50 ms', 'p50_ms'],
  ['p99 ms', 'p99_ms'],
  ['commits/s', 'commits_per_s'],
  ['share of ceiling', 'share_of_ceiling'],
  ['commands/commit', 'commands_per_commit'],
  ['server µs/command', 'server_cpu_us_per_command'],
  ['engine MiB', 'engine_mib'],
  ['seconds', 'seconds'],
];

/** The results as a Markdown table; of several runs of the same thing the median one by pace. */
export function resultTable(results: readonly Result[]): string {
  const rows = medians(withShares(results).filter(({ scenario }) => scenario !== 'machine'));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(COLUMNS.map(([title]) => title)),
    line(COLUMNS.map(() => '---')),
    ...rows.map((row) => line(COLUMNS.map(([, field]) => cell(row[field])))),
  ].join('\n');
}

export function medians(results: readonly Result[]): readonly Result[] {
  const groups = Map.groupBy(results, ({ engine, client, scenario, form, clients }) =>
    [engine, client, scenario, form, clients].join(),
  );
  return [...groups.values()].flatMap((group) => {
    const sorted = group.toSorted((one, other) => Number(one['seconds'] ?? 0) - Number(other['seconds'] ?? 0));
    const middle = sorted[(sorted.length - 1) >> 1];
    return middle === undefined ? [] : [middle];
  });
}

function cell(value: unknown): string {
  if (typeof value === 'number') return String(Math.abs(value) >= 100 ? Math.round(value) : value);
  return typeof value === 'string' ? value : '';
}
