import ts from 'typescript';
import type { TitledTest } from './carrier.js';
import { idsIn } from './clause-ids.js';
import { parseSource, wordsOf, nodesOf } from './parse-source.js';

const GROUPS = ['describe'];
const TESTS = ['it', 'test'];
/** Ways to call them that run what they hold; `skip`, `todo`, `failing` and a chosen name do not count. */
const RUNNING = ['each', 'only', 'concurrent'];

interface Block {
  readonly isGroup: boolean;
  readonly title: string;
  readonly body: ts.Node;
}

/**
 * Titles of tests that run and name a clause. A group whose title names it stands for all its tests and counts when
 * one of them runs; a table of cases (`it.each`) counts by the words of its title, not by its rows.
 */
export function titledTestsOf(file: string, text: string): TitledTest[] {
  return titlesIn(parseSource(file, text), []).map((found) => ({ ...found, file }));
}

function titlesIn(node: ts.Node, above: readonly string[]): Omit<TitledTest, 'file'>[] {
  const block = ts.isCallExpression(node) ? blockOf(node) : undefined;
  if (block === 'off') return [];
  if (block === undefined) return childrenOf(node).flatMap((child) => titlesIn(child, above));
  const path = [...above, block.title];
  const own = block.isGroup && !holdsTest(block.body) ? [] : idsIn(block.title);
  const inner = block.isGroup ? titlesIn(block.body, path) : [];
  return [...own.map((clause) => ({ clause, title: path.join(' › ') })), ...inner];
}

/** What a call declares: a block that runs, one that is switched off with all it holds, or nothing of the kind. */
function blockOf(call: ts.CallExpression): Block | 'off' | undefined {
  const { name, ways } = calleeOf(call.expression);
  const isGroup = GROUPS.includes(name);
  if (!isGroup && !TESTS.includes(name)) return /^x(?:it|test|describe)$/.test(name) ? 'off' : undefined;
  if (!ways.every((way) => RUNNING.includes(way))) return 'off';
  const [title, body] = call.arguments;
  if (!title || !body) return undefined;
  return { isGroup, title: Array.from(nodesOf(title), (part) => wordsOf(part) ?? '').join(''), body };
}

/** `it.each(rows)('…')` and `it.only('…')` are both called on `it`. */
function calleeOf(expression: ts.Expression): { readonly name: string; readonly ways: readonly string[] } {
  if (ts.isIdentifier(expression)) return { name: expression.text, ways: [] };
  if (ts.isCallExpression(expression)) return calleeOf(expression.expression);
  if (ts.isTaggedTemplateExpression(expression)) return calleeOf(expression.tag);
  if (!ts.isPropertyAccessExpression(expression)) return { name: '', ways: [] };
  const { name, ways } = calleeOf(expression.expression);
  return { name, ways: [...ways, expression.name.text] };
}

function holdsTest(node: ts.Node): boolean {
  const block = ts.isCallExpression(node) ? blockOf(node) : undefined;
  if (block === 'off') return false;
  if (block && !block.isGroup) return true;
  return childrenOf(block?.body ?? node).some(holdsTest);
}

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}
