import { compileText, evaluateOnce } from './evaluation.js';
import { FROM_AI, fromAiArguments, toolCallPath } from './from-ai.js';
import { visit } from './syntax/mentions.js';
import { parseExpression } from './syntax/parse.js';
import type { Node, NodeOf } from './syntax/tree.js';
import { toJson } from './values/json.js';
import type { Json } from './values/json.js';

/** What the expression asks an AI for: one object per call of fromAi, with what is said about it. */
export function aiParameters(expression: string): Record<string, Json>[] {
  const text = expression.trim().replace(/^=/, '');
  if (!text.includes(FROM_AI)) return [];
  return callsIn(parseExpression(text)).flatMap((call) => {
    const name = toolCallPath(call.arguments)?.names.at(-1);
    if (name === undefined) return [];
    const said = [...fromAiArguments(call.arguments)]
      .filter(([parameter]) => parameter !== 'value')
      .map(([parameter, node]) => [parameter, constant(node, text)] as const)
      .filter(([, value]) => value !== null);
    return [{ name, ...Object.fromEntries(said) }];
  });
}

function constant(node: Node, text: string): Json {
  return evaluateOnce(compileText(text, node), { variables: {}, now: 0, warnings: null }, toJson);
}

function callsIn(root: Node): readonly NodeOf<'call'>[] {
  const calls: NodeOf<'call'>[] = [];
  visit(root, (node) => {
    if (node.kind === 'call' && node.name === FROM_AI) calls.push(node);
  });
  return calls;
}
