import { RINGS } from './guard-matrix.js';
import type { GuardedRule } from './guard-matrix.js';
import { UNGUARDED } from './unguarded.js';

const HEAD = ['规则', '内容', '流程图', '任务监听', '数据库', '接口与引擎'];

/** docs/guards.md: every hard rule, ring by ring: the tests that attack it there, or why there is none. */
export function guardsPage(matrix: readonly GuardedRule[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# 硬性规则把关表',
    '',
    'Written by `npm run clauses`, not by hand: the tests whose titles name a rule, by the ring they attack. In words: why a ring',
    'has none, or that its test is still missing.',
    '',
    line(HEAD),
    line(HEAD.map(() => '---')),
    ...matrix.map((rule) => line(cellsOf(rule))),
    '',
  ].join('\n');
}

function cellsOf({ clause, words, attacks, steps }: GuardedRule): string[] {
  const cells = RINGS.map((ring) => {
    const links = attacks[ring].map((file) => `[${nameOf(file)}](../${file})`).join('<br>');
    return links === '' ? (UNGUARDED[clause]?.[ring] ?? '') : links;
  });
  return [clause, `${words}（${String(steps)}个步骤）`, ...cells];
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace('.test.ts', '');
