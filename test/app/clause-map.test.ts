import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CLAUSES } from '../../app/clauses/clause-ids.js';
import type { ClauseMap } from '../../app/clauses/clause-map.js';
import { ownClauseMap, ROOT } from '../../app/clauses/own-clause-map.js';
import { clausePage } from '../../app/clauses/page.js';

/** Demands that have a step or a rule, and a test. A demand that becomes carried is added; none may ever leave. */
const CARRIED = [
  ...['R-9', 'R-15', 'R-17', 'R-21', 'R-23', 'R-24', 'R-25', 'R-26', 'R-35', 'R-37', 'R-38', 'R-40', 'R-41', 'R-42'],
  ...['R-43', 'R-44', 'R-46', 'R-47', 'R-48', 'R-50', 'R-51', 'R-52', 'R-53', 'R-54', 'R-55', 'R-56', 'R-57', 'R-58'],
  ...['R-59', 'R-60', 'R-61', 'R-69'],
  ...[
    'R-1',
    'R-2',
    'R-3',
    'R-4',
    'R-5',
    'R-6',
    'R-7',
    'R-8',
    'R-12',
    'R-14',
    'R-16',
    'R-18',
    'R-19',
    'R-20',
    'R-22',
    'R-27',
    'R-28',
    'R-29',
    'R-30',
    'R-31',
    'R-39',
    'R-45',
    'R-49',
    'R-62',
    'R-63',
    'R-64',
    'R-65',
    'R-66',
    'R-67',
    'R-68',
    'R-70',
    'R-71',
    'R-72',
    'R-73',
    'R-74',
    'R-75',
    'R-76',
  ],
];

const command = (...options: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'app/clauses.ts', ...options], { cwd: ROOT, encoding: 'utf8' });

describe('the clause map of this repository', () => {
  let map: ClauseMap;
  beforeAll(async () => {
    map = await ownClauseMap();
  });

  it('knows the 76 demands and the 18 separations of duty, in order', () => {
    const numbered = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
    expect(CLAUSES).toEqual([...numbered('R-', 76), ...numbered('SD', 18)]);
  });

  it('carries no demand less than before, and names no clause that does not exist', () => {
    expect(map.unknown).toEqual([]);
    expect(CARRIED.filter((clause) => map.missing.includes(clause))).toEqual([]);
    expect(map.carried + map.missing.length).toBe(76);
  });

  it('is a page with one row a clause, whose links lead from docs/ to what carries it', () => {
    const page = clausePage(map);
    expect(page.split('\n').filter((line) => /^\| (?:R-|SD)\d+ \|/.test(line))).toHaveLength(94);
    expect(page).toContain('[may-seal.ts](../rules/review/may-seal.ts)：maySeal');
  });

  it('answers a program in JSON, and with code 1 exactly while something is missing', () => {
    const { status, stdout } = command('--json');
    expect(JSON.parse(stdout)).toEqual(map);
    expect(status).toBe(map.missing.length === 0 && map.unknown.length === 0 ? 0 : 1);
  });

  it('says what it understands when it is asked for something else', () => {
    const { status, stdout, stderr } = command('--jsno');
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: '未知的选项 --jsno，只有 --json\n' });
  });
});
