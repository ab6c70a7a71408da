import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isComplete } from './clauses/clause-map.js';
import { ownClauseMap, ROOT } from './clauses/own-clause-map.js';
import { clausePage } from './clauses/page.js';
import { guardMatrix } from './clauses/guard-matrix.js';
import { guardsPage } from './clauses/guards-page.js';
import { GUARDS_PAGE, PAGE } from './clauses/source-tree.js';
import { clauseTable } from './clauses/table.js';

/**
 * `npm run clauses`: what carries each clause of the plan, as a table here and as the page docs/clauses.md, and
 * docs/guards.md, what attacks each hard rule;
 * `npm run -s clauses -- --json`: the same for a program, nothing is written. Ends with 1 while a demand of the plan
 * has no step and no rule, or no test, or while a file names a clause that does not exist; with 2 when asked wrongly.
 */
const BAD_INPUT = 2;
const options = process.argv.slice(2);
const wrong = options.filter((option) => option !== '--json');

if (wrong.length > 0) {
  process.stderr.write(`未知的选项 ${wrong.join(' ')}，只有 --json\n`);
  process.exitCode = BAD_INPUT;
} else {
  const map = await ownClauseMap();
  if (options.includes('--json')) {
    process.stdout.write(`${JSON.stringify(map, null, 2)}\n`);
  } else {
    await writeFile(path.join(ROOT, PAGE), clausePage(map));
    await writeFile(path.join(ROOT, GUARDS_PAGE), guardsPage(guardMatrix(map)));
    process.stdout.write(`${clauseTable(map)}\n`);
  }
  process.exitCode = isComplete(map) ? 0 : 1;
}
