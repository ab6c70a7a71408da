import type { Node } from './tree.js';

/** Does one of the expressions inside (or the expression itself) pass? */
export function contains(node: Node, passes: (node: Node) => boolean): boolean {
  return passes(node) || (node.kind !== 'literal' && Object.values(node).some((part) => partContains(part, passes)));
}

function partContains(part: unknown, passes: (node: Node) => boolean): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if ('kind' in part && part.kind !== 'positional' && part.kind !== 'named') return contains(part as Node, passes);
  const members: Iterable<unknown> = part instanceof Map ? part.values() : Object.values(part);
  return [...members].some((member) => partContains(member, passes));
}

/** Names of the variables that may be read inside; those that a loop or a function binds are among them. */
export function namesIn(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  contains(node, (part) => {
    if (part.kind === 'name') names.add(part.name);
    return false;
  });
  return names;
}

/** Is a variable of that name read anywhere inside? */
export function mentions(node: Node, name: string): boolean {
  return contains(node, (part) => part.kind === 'name' && part.name === name);
}
