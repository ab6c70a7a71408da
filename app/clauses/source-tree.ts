import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where clauses are named: the engine knows none, samples under test/ are material of tests. */
const CODE = '{rules,db,ledger,workers,api,web,app,lint}/**/*.{ts,js,vue}';
const TESTS = 'test/**/*.test.ts';
const OTHERS = '{bpmn,docs,lint}/**/*.{bpmn,dmn,form,md}';
/** The pages that this tool writes say nothing of their own. */
export const PAGE = 'docs/clauses.md';
export const GUARDS_PAGE = 'docs/guards.md';

export interface SourceTree {
  /** Text by path from the root, with `/`. */
  readonly code: ReadonlyMap<string, string>;
  readonly tests: ReadonlyMap<string, string>;
  readonly others: ReadonlyMap<string, string>;
}

export const readTree = async (root: string): Promise<SourceTree> => ({
  code: await readAll(root, CODE),
  tests: await readAll(root, TESTS),
  others: await readAll(root, OTHERS),
});

async function readAll(root: string, pattern: string): Promise<Map<string, string>> {
  const exclude = (name: string) => ['node_modules', 'dist'].includes(path.basename(name));
  const files: string[] = [];
  for await (const name of glob(pattern, { cwd: root, exclude })) files.push(name.replaceAll(path.sep, '/'));
  const own = files.filter((file) => file !== PAGE && file !== GUARDS_PAGE).sort();
  return new Map(
    await Promise.all(own.map(async (file) => [file, await readFile(path.join(root, file), 'utf8')] as const)),
  );
}
