import ts from 'typescript';

const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script>/g;

/** The program in a file: all of it, of a component only its scripts. */
export const programIn = (file: string, text: string): string =>
  file.endsWith('.vue') ? Array.from(text.matchAll(SCRIPT), ([, script]) => script ?? '').join('\n') : text;

export function parseSource(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith('.js') ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  return ts.createSourceFile(file, programIn(file, text), ts.ScriptTarget.Latest, true, kind);
}

/** The node and everything below it, from the top down. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

/** The words of a string or of one piece of a template; undefined of anything else. */
export function wordsOf(node: ts.Node): string | undefined {
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
  return isText ? node.text : undefined;
}

/** The docstring above a declaration; empty without one. */
export function docstringOf(node: ts.Node): string {
  const text = node.getSourceFile().text;
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  const words = ranges.map(({ pos, end }) => text.slice(pos, end)).filter((comment) => comment.startsWith('/**'));
  return words.at(-1) ?? '';
}
