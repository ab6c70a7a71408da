import { SOURCE_KINDS } from './carrier.js';
import type { ClauseEntry, ClauseMap } from './clause-map.js';

const HEAD = '条款    步骤 规则 把关 页面 办理 测试  要求\nclause  step rule guar page work test  demand';
const LACKS = { 'step or rule': '缺步骤或规则 no step or rule', test: '缺测试 no test' } as const;

/** One line a clause with how much carries it, then what is wrong: for a terminal. */
export function clauseTable(map: ClauseMap): string {
  const unknown = map.unknown.map(({ clause, file, line }) => `${file}:${line}  ${clause} 没有这一条款 no such clause`);
  const sum = `已落实 carried and tested: ${map.carried} / ${map.demands}`;
  const missing = map.missing.length === 0 ? [] : [`未落实 missing: ${map.missing.join(' ')}`];
  return [HEAD, ...map.clauses.map(lineOf), '', ...unknown, sum, ...missing].join('\n');
}

function lineOf(entry: ClauseEntry): string {
  const counts = [entry.steps, ...SOURCE_KINDS.map((kind) => entry[kind]), entry.tests].map(({ length }) =>
    (length === 0 ? '·' : String(length)).padStart(4),
  );
  const lacks = entry.missing.map((what) => LACKS[what]).join('，');
  return `${entry.clause.padEnd(7)} ${counts.join(' ')}  ${entry.words}${lacks === '' ? '' : ` ← ${lacks}`}`;
}
