import { childrenOf } from './rewrite-unary-tests.js';
import type { Node } from './rewrite-unary-tests.js';

export const FROM_AI = 'fromAi';

const PARAMETERS = ['value', 'description', 'type', 'schema', 'options'] as const;

/** The arguments of a call by the names of the function's parameters, whichever way they are written. */
export function argumentsOf(call: Node, text: string): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  const list = childrenOf(call)[2];
  for (const [index, argument] of (list === undefined ? [] : childrenOf(list)).entries()) {
    const [name, named] = argument.name === 'NamedParameter' ? childrenOf(argument) : [];
    if (name !== undefined && named !== undefined) found.set(text.slice(name.from, name.to).trim(), named);
    else found.set(PARAMETERS[index] ?? '', argument);
  }
  return found;
}

/** The `toolCall.name` that a call of fromAi hands on; null when its value is written any other way. */
export function toolCallPath(call: Node, text: string): Node | null {
  const value = argumentsOf(call, text).get('value');
  const [base] = value?.name === 'PathExpression' ? childrenOf(value) : [];
  return value !== undefined && base !== undefined && text.slice(base.from, base.to) === 'toolCall' ? value : null;
}
