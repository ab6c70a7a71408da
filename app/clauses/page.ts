import { SOURCE_KINDS } from './carrier.js';
import type { ClauseEntry, ClauseMap } from './clause-map.js';

const HEAD = ['条款', '要求', '步骤', '规则', '把关', '页面', '办理', '测试'];

/** docs/clauses.md: one row a clause, with links from docs/ to everything that carries it. */
export function clausePage({ clauses, carried, demands, missing }: ClauseMap): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# 条款落实表',
    '',
    'Written by `npm run clauses`, not by hand; what counts as carrying a clause: [0004](decisions/0004-clause-map.md).',
    '',
    `已落实 ${carried} / ${demands}${missing.length === 0 ? '' : `；未落实：${missing.join('、')}`}`,
    '',
    line(HEAD),
    line(HEAD.map(() => '---')),
    ...clauses.map((entry) => line(cellsOf(entry))),
    '',
  ].join('\n');
}

const cellsOf = (entry: ClauseEntry): string[] => [
  entry.clause,
  entry.words,
  linked(entry.steps.map(({ file, diagram, element, name }) => [file, diagram, name === '' ? element : name])),
  ...SOURCE_KINDS.map((kind) => linked(entry[kind].map(({ file, name }) => [file, lastOf(file), name]))),
  linked(entry.tests.map(({ file, title }) => [file, lastOf(file), title])),
];

const lastOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/** One link a file, with the names in it; a name that is the file's own is not said twice. */
function linked(items: readonly (readonly [file: string, label: string, name: string])[]): string {
  const files = Map.groupBy(items, ([file]) => file);
  const links = [...files].map(([file, inside]) => {
    const label = inside[0]?.[1] ?? '';
    const names = new Set(inside.map(([, , name]) => name).filter((name) => !label.startsWith(name)));
    return `[${label}](../${file})${names.size === 0 ? '' : `：${[...names].map(escaped).join('、')}`}`;
  });
  return links.join('<br>');
}

const escaped = (text: string): string => text.replaceAll(/[|<>*_`[\]]/g, (sign) => `\\${sign}`);
