import type { Arguments, Node, NodeOf } from './syntax/tree.js';

export const FROM_AI = 'fromAi';

/** Parameters of fromAi in their order. */
export const FROM_AI_PARAMETERS = ['value', 'description', 'type', 'schema', 'options'] as const;

/** The arguments of a call by the names of the function's parameters, whichever way they are written. */
export function fromAiArguments(given: Arguments): ReadonlyMap<string, Node> {
  if (given.kind === 'named') return given.values;
  return new Map(given.values.map((value, at) => [FROM_AI_PARAMETERS[at] ?? '', value]));
}

/** The `toolCall.name` that a call of fromAi hands on; null when its value is written any other way. */
export function toolCallPath(given: Arguments): NodeOf<'path'> | null {
  const value = fromAiArguments(given).get('value');
  return value?.kind === 'path' && value.base.kind === 'name' && value.base.name === 'toolCall' ? value : null;
}
