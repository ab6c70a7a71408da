import { parseExpression as parse } from 'feelin';
import { parseExpression } from './expression.js';
import { FROM_AI, argumentsOf, toolCallPath } from './from-ai.js';
import { childrenOf } from './rewrite-unary-tests.js';
import type { Node } from './rewrite-unary-tests.js';
import type { Json } from './values.js';

/** What the expression asks an AI for: one object per call of fromAi, with what is said about it. */
export function aiParameters(expression: string): Record<string, Json>[] {
  const text = expression.trim().replace(/^=/, '');
  if (!text.includes(FROM_AI)) return [];
  return callsIn(parse(text, { [FROM_AI]: null }, 'camunda').topNode, text).flatMap((call) => {
    const path = toolCallPath(call, text);
    if (path === null) return [];
    const name = text.slice(path.from, path.to).split('.').at(-1)?.trim() ?? '';
    const said = [...argumentsOf(call, text)]
      .filter(([parameter]) => parameter !== 'value')
      .map(([parameter, node]) => [parameter, constant(text.slice(node.from, node.to))] as const)
      .filter(([, value]) => value !== null);
    return [{ name, ...Object.fromEntries(said) }];
  });
}

const constant = (text: string): Json => parseExpression(text).evaluate({}, 0);

function callsIn(node: Node, text: string): Node[] {
  const inside = childrenOf(node).flatMap((child) => callsIn(child, text));
  const called = node.name === 'FunctionInvocation' ? childrenOf(node)[0] : undefined;
  return called !== undefined && text.slice(called.from, called.to) === FROM_AI ? [node, ...inside] : inside;
}
