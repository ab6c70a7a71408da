import ts from 'typescript';
import { idsIn } from './clause-ids.js';
import { docstringOf, nodesOf, wordsOf } from './parse-source.js';

/** A declaration at the top of a file: what it says of clauses itself, and what else of the file it uses. */
export interface Declaration {
  readonly name: string;
  readonly exported: boolean;
  readonly clauses: readonly string[];
  readonly uses: ReadonlySet<string>;
  /** Members of an exported table, each of which carries its own clauses: acts, parameters. */
  readonly members: readonly Member[];
}

export interface Member {
  readonly name: string;
  readonly clauses: readonly string[];
  readonly uses: ReadonlySet<string>;
}

/** Declarations that run: types and interfaces only describe. */
export const declarationsOf = (source: ts.SourceFile): Declaration[] =>
  source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap((declaration) =>
        ts.isIdentifier(declaration.name) ? [describe(statement, declaration, declaration.name.text)] : [],
      );
    }
    const named = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
    return named ? [describe(statement, statement, statement.name?.text ?? 'default')] : [];
  });

function describe(statement: ts.VariableStatement | ts.DeclarationStatement, node: ts.Node, name: string): Declaration {
  const members = ts.isVariableDeclaration(node) ? membersOf(node.initializer) : [];
  const own = members.length > 0 ? idsIn(docstringOf(statement)) : clausesOf(statement, node);
  const uses = members.length > 0 ? new Set<string>() : identifiersIn(node);
  return { name, exported: isExported(statement), clauses: own, uses, members };
}

const identifiersIn = (node: ts.Node): Set<string> =>
  new Set([...nodesOf(node)].filter(ts.isIdentifier).map(({ text }) => text));

const isExported = (node: ts.VariableStatement | ts.DeclarationStatement): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** Clauses in the docstring and in the texts of the code; other comments carry nothing, nor do those in SQL. */
function clausesOf(documented: ts.Node, node: ts.Node): string[] {
  const texts = Array.from(nodesOf(node), (each) => (wordsOf(each) ?? '').replaceAll(/--.*$/gm, ''));
  return idsIn([docstringOf(documented), ...texts].join('\n'));
}

/** The entries of `{ … } as const satisfies …`; none when the value is no plain table. */
function membersOf(initializer: ts.Expression | undefined): Member[] {
  let value = initializer;
  while (value && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))) value = value.expression;
  if (!value || !ts.isObjectLiteralExpression(value)) return [];
  return value.properties.flatMap((property) => {
    if (!property.name || ts.isComputedPropertyName(property.name)) return [];
    return [{ name: property.name.text, clauses: clausesOf(property, property), uses: identifiersIn(property) }];
  });
}
