import path from 'node:path';
import ts from 'typescript';
import { nodesOf } from './parse-source.js';

/** `*` is everything a module exports. */
const ALL = '*';

interface Import {
  readonly from: string;
  readonly names: readonly string[];
}
interface ReExport extends Import {
  /** Under which name it is handed on, in the order of `names`. */
  readonly as: readonly string[];
}

/** Which files run when the entries run, and which of their exports somebody who runs imports. */
export class ModuleGraph {
  readonly #imports = new Map<string, Import[]>();
  readonly #reExports = new Map<string, ReExport[]>();
  readonly #files = new Set<string>();
  readonly #used = new Set<string>();

  constructor(sources: ReadonlyMap<string, ts.SourceFile>, entries: readonly string[]) {
    for (const [file, source] of sources) {
      const find = (specifier: string) => resolve(file, specifier, sources);
      this.#imports.set(file, importsOf(source, find));
      this.#reExports.set(file, reExportsOf(source, find));
    }
    for (const entry of entries) this.#reach(entry);
  }

  runs(file: string): boolean {
    return this.#files.has(file);
  }

  isImported(file: string, name: string): boolean {
    return this.#used.has(`${file}#${name}`) || this.#used.has(`${file}#${ALL}`);
  }

  #reach(file: string): void {
    if (this.#files.has(file) || !this.#imports.has(file)) return;
    this.#files.add(file);
    for (const { from, names } of this.#imports.get(file) ?? []) {
      this.#reach(from);
      for (const name of names) this.#use(from, name);
    }
    for (const { from } of this.#reExports.get(file) ?? []) this.#reach(from);
  }

  /** Follows what is only handed on to where it is declared. */
  #use(file: string, name: string): void {
    const key = `${file}#${name}`;
    if (this.#used.has(key)) return;
    this.#used.add(key);
    for (const { from, names, as } of this.#reExports.get(file) ?? []) {
      names.forEach((original, index) => {
        if (original === ALL) this.#use(from, name);
        else if (name === ALL || as[index] === name) this.#use(from, original);
      });
    }
  }
}

type Find = (specifier: string) => string | undefined;

/** Our own files only; `./x.js` is written for `./x.ts`. */
function resolve(file: string, specifier: string, sources: ReadonlyMap<string, unknown>): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  return [target, target.replace(/\.js$/, '.ts')].find((each) => sources.has(each));
}

const textOf = (node: ts.Node | undefined): string => (node && ts.isStringLiteralLike(node) ? node.text : '');

function importsOf(source: ts.SourceFile, find: Find): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, names: readonly string[]) => {
    const from = find(specifier);
    if (from !== undefined) found.push({ from, names });
  };
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const clause = statement.importClause;
    if (clause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) add(textOf(statement.moduleSpecifier), namesOf(clause));
  }
  for (const node of nodesOf(source)) {
    const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    if (isDynamic) add(textOf(node.arguments[0]), [ALL]);
  }
  return found;
}

function namesOf(clause: ts.ImportClause | undefined): string[] {
  const bindings = clause?.namedBindings;
  const byDefault = clause?.name ? ['default'] : [];
  if (!bindings) return byDefault;
  if (ts.isNamespaceImport(bindings)) return [...byDefault, ALL];
  const named = bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly);
  return [...byDefault, ...named.map(({ name, propertyName }) => (propertyName ?? name).text)];
}

const reExportsOf = (source: ts.SourceFile, find: Find): ReExport[] =>
  source.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.isTypeOnly) return [];
    const from = find(textOf(statement.moduleSpecifier));
    if (from === undefined) return [];
    const clause = statement.exportClause;
    if (!clause || !ts.isNamedExports(clause)) return [{ from, names: [ALL], as: [ALL] }];
    const named = clause.elements.filter(({ isTypeOnly }) => !isTypeOnly);
    const names = named.map(({ name, propertyName }) => (propertyName ?? name).text);
    return [{ from, names, as: named.map(({ name }) => name.text) }];
  });
