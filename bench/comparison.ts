import type { Result } from './result-lines.js';
import { medians, resultTable } from './result-table.js';

/** One target: what is compared, and which way is better. */
interface Target {
  readonly text: string;
  readonly ours: (find: Find) => number;
  readonly limit: (find: Find) => number;
  readonly atMost: boolean;
}

/** The figure of the form that is best in it. */
type Find = (engine: string, scenario: string, field: string, form?: string) => number;

const PEERS = ['flowable', 'operaton'];
const known = (figures: readonly number[]): number[] => figures.filter((figure) => !Number.isNaN(figure));
const faster = (find: Find, scenario: string): number =>
  Math.max(...known(PEERS.map((peer) => find(peer, scenario, 'instances_per_s'))));
const quicker = (find: Find, scenario: string): number =>
  Math.min(...known(PEERS.map((peer) => find(peer, scenario, 'p99_ms'))));

/** The ratios to the better peer, form by form. */
function ratios(find: Find): string[] {
  return ['linear10', 'household'].flatMap((scenario) =>
    ['sequential', 'concurrent'].map((form) => {
      const ours = find('ours', scenario, 'instances_per_s', form);
      const peers = PEERS.map((peer) => find(peer, scenario, 'instances_per_s', form));
      const row = [scenario, form, ...[...peers, ours, ours / Math.max(...known(peers))].map(shown)];
      return `| ${row.join(' | ')} |`;
    }),
  );
}

const TARGETS: readonly Target[] = [
  {
    text: 'linear10 concurrent, instances/s: at least 8 times the best of the peers in any form',
    ours: (find) => find('ours', 'linear10', 'instances_per_s', 'concurrent'),
    limit: (find) => 8 * faster(find, 'linear10'),
    atMost: false,
  },
  {
    text: 'household concurrent, instances/s: at least 8 times the best of the peers in any form',
    ours: (find) => find('ours', 'household', 'instances_per_s', 'concurrent'),
    limit: (find) => 8 * faster(find, 'household'),
    atMost: false,
  },
  {
    text: 'query + claim + complete with 5,000 waiting, p99 ms: at most half of the better peer',
    ours: (find) => find('ours', 'rest5000', 'p99_ms'),
    limit: (find) => quicker(find, 'rest5000') / 2,
    atMost: true,
  },
  {
    text: 'the same with 100,000 waiting: at most 1.5 times that with 5,000',
    ours: (find) => find('ours', 'rest100000', 'p99_ms'),
    limit: (find) => 1.5 * find('ours', 'rest5000', 'p99_ms'),
    atMost: true,
  },
  {
    text: 'memory of the engine with 100,000 waiting, MiB: at most 1,536',
    ours: (find) => find('ours', 'rest100000', 'engine_mib'),
    limit: () => 1536,
    atMost: true,
  },
  {
    text: 'restart with 100,000 waiting, s: less than 30',
    ours: (find) => find('ours', 'restart', 'seconds'),
    limit: () => 30,
    atMost: true,
  },
  {
    text: 'server µs for a command with 100,000 waiting: at most 1.25 times that with 1,000',
    ours: (find) => find('ours', 'linear10-beside-100000', 'server_cpu_us_per_command'),
    limit: (find) => 1.25 * find('ours', 'linear10-beside-1000', 'server_cpu_us_per_command'),
    atMost: true,
  },
];

/** Whether a target is met; a file in which a figure is missing cannot say. */
function verdict(reached: number, wanted: number, atMost: boolean): string {
  if (!Number.isFinite(reached) || !Number.isFinite(wanted)) return 'not measured';
  return (atMost ? reached <= wanted : reached >= wanted) ? 'yes' : 'no';
}

const shown = (figure: number): string => (Number.isFinite(figure) ? figure.toFixed(1) : '');

/** The tables of bench/README.md: where it ran, all figures, and each target with what was reached. */
export function comparison(results: readonly Result[]): string {
  const typical = medians(results);
  const find: Find = (engine, scenario, field, form) => {
    const rows = typical.filter((one) => one['engine'] === engine && one['scenario'] === scenario && isPlain(one));
    const asked = rows.filter((one) => form === undefined || one['form'] === form);
    const figures = asked.map((one) => Number(one[field] ?? NaN)).filter((figure) => !Number.isNaN(figure));
    if (figures.length === 0) return NaN;
    return field.endsWith('_per_s') ? Math.max(...figures) : Math.min(...figures);
  };
  const rows = TARGETS.map(({ text, ours, limit, atMost }) => {
    const [reached, wanted] = [ours(find), limit(find)];
    return `| ${text} | ${shown(wanted)} | ${shown(reached)} | ${verdict(reached, wanted, atMost)} |`;
  });
  const machine = results.find(({ scenario }) => scenario === 'machine') ?? {};
  const settings = Object.entries(machine).map(([name, value]) => `${name} ${String(value)}`);
  return [
    settings.slice(1).join(', '),
    '',
    '| target | limit | reached | holds |\n|---|---|---|---|',
    ...rows,
    '',
    `| instances/s | form | ${PEERS.join(' | ')} | ours | ratio to the better |\n|---|---|---|---|---|---|`,
    ...ratios(find),
    '',
    resultTable(results),
  ].join('\n');
}

const isPlain = ({ client }: Result): boolean => client !== 'sdk';
