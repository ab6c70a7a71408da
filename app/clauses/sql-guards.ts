import type ts from 'typescript';
import type { Source, SourceKind } from './carrier.js';
import { idsIn } from './clause-ids.js';
import { declarationsOf } from './declarations.js';
import { nodesOf, wordsOf } from './parse-source.js';

const CREATED = /\b(?:FUNCTION|TRIGGER|CONSTRAINT|INDEX)\s+"?(\w+)/;

/** Guards of the database: each line of SQL that names a clause belongs to the function or constraint above it. */
export function sqlGuardsOf(file: string, kind: SourceKind, source: ts.SourceFile): Source[] {
  const found = new Map<string, Source>();
  let name = declarationsOf(source).find(({ exported }) => exported)?.name ?? file;
  for (const node of nodesOf(source)) {
    for (const line of (wordsOf(node) ?? '').split('\n')) {
      const sql = line.replace(/--.*$/, '');
      name = CREATED.exec(sql)?.[1] ?? name;
      for (const clause of idsIn(sql)) found.set(`${clause} ${name}`, { clause, kind, file, name });
    }
  }
  return [...found.values()];
}
