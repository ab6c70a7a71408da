import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CLAUSES } from '../../app/clauses/clause-ids.js';
import type { ClauseMap } from '../../app/clauses/clause-map.js';
import { ownClauseMap, ROOT } from '../../app/clauses/own-clause-map.js';
import { guardMatrix, RINGS } from '../../app/clauses/guard-matrix.js';
import { guardsPage } from '../../app/clauses/guards-page.js';
import { clausePage } from '../../app/clauses/page.js';
import { UNGUARDED } from '../../app/clauses/unguarded.js';

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

  it('carries every demand, and names no clause that does not exist', () => {
    expect(map).toMatchObject({ unknown: [], missing: [], carried: 76 });
  });

  it('is a page with one row a clause, whose links lead from docs/ to what carries it', () => {
    const page = clausePage(map);
    expect(page.split('\n').filter((line) => /^\| (?:R-|SD)\d+ \|/.test(line))).toHaveLength(94);
    expect(page).toContain('[may-seal.ts](../rules/review/may-seal.ts)：maySeal');
  });

  it('attacks every hard rule in every ring, or says why not, and never both', () => {
    const matrix = guardMatrix(map);
    const faults = matrix.flatMap(({ clause, attacks }) =>
      RINGS.filter((ring) => attacks[ring].length > 0 === (UNGUARDED[clause]?.[ring] !== undefined)).map(
        (ring) => `${clause} ${ring}`,
      ),
    );
    expect(faults).toEqual([]);
    expect(Object.keys(UNGUARDED).filter((clause) => matrix.every((rule) => rule.clause !== clause))).toEqual([]);
    expect(guardsPage(matrix)).toContain('| SD8 |');
  });

  it('answers a program in JSON, and with code 0 because nothing is missing', () => {
    const { status, stdout } = command('--json');
    expect(JSON.parse(stdout)).toEqual(map);
    expect(status).toBe(0);
  });

  it('says what it understands when it is asked for something else', () => {
    const { status, stdout, stderr } = command('--jsno');
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: '未知的选项 --jsno，只有 --json\n' });
  });
});
