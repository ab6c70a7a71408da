import path from 'node:path';
import type ts from 'typescript';
import { kindOf, type Source, type SourceKind } from './carrier.js';
import { idsIn } from './clause-ids.js';
import { carriersIn } from './carriers-in.js';
import { declarationsOf } from './declarations.js';
import { enabledRules } from './enabled-rules.js';
import { ModuleGraph } from './module-graph.js';
import { docstringOf, parseSource, programIn } from './parse-source.js';
import type { SourceTree } from './source-tree.js';
import { sqlGuardsOf } from './sql-guards.js';
import { WordsInUse } from './words-in-use.js';

/** Everything in the code that carries a clause and runs when the entries run. */
export function sourcesOf(
  tree: SourceTree,
  entries: readonly string[],
  diagrams: ReadonlyMap<string, string>,
): Source[] {
  const parsed = new Map([...tree.code].map(([file, text]) => [file, parseSource(file, text)]));
  const graph = new ModuleGraph(parsed, entries);
  const words = new WordsInUse();
  for (const [file, source] of parsed) if (graph.runs(file)) words.addProgram(file, source);
  for (const [file, xml] of diagrams) words.addDiagram(file, xml);
  const rules = enabledRules(tree);
  return [...parsed].flatMap(([file, source]) => {
    const kind = kindOf(file);
    if (kind === undefined) return [];
    const isLintRule = file.startsWith('lint/rules/');
    if (isLintRule ? !rules.has(path.basename(file, '.js')) : !graph.runs(file)) return [];
    if (isLintRule || file.endsWith('.vue')) return asWhole(file, kind, source, tree.code.get(file) ?? '');
    if (file.startsWith('db/migrations/')) return sqlGuardsOf(file, kind, source);
    return carriersIn(declarationsOf(source), (name) => graph.isImported(file, name)).flatMap(
      ({ name, clauses, isMember }) =>
        isMember && !words.isUsedOutside(file, name) ? [] : clauses.map((clause) => ({ clause, kind, file, name })),
    );
  });
}

/** A page or a diagram rule is one thing: its docstrings speak for it, and so does the text that people read. */
function asWhole(file: string, kind: SourceKind, source: ts.SourceFile, text: string): Source[] {
  const name = path.basename(file, path.extname(file));
  const shown = file.endsWith('.vue') ? text.replace(programIn(file, text), '').replaceAll(/<!--[\s\S]*?-->/g, '') : '';
  return idsIn([shown, ...source.statements.map(docstringOf)].join('\n')).map((clause) => ({
    clause,
    kind,
    file,
    name,
  }));
}
