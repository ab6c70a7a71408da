import type { Node } from './tree.js';

/** Calls `see` for the expression and for all it is made of. */
export function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  if (node.kind === 'literal') return;
  for (const part of Object.values(node) as unknown[]) visitPart(part, see);
}

function visitPart(part: unknown, see: (node: Node) => void): void {
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) for (const member of part as unknown[]) visitPart(member, see);
  else if (part instanceof Map) for (const member of part.values()) visitPart(member, see);
  else if ('kind' in part && part.kind !== 'positional' && part.kind !== 'named') visit(part as Node, see);
  else for (const member of Object.values(part) as unknown[]) visitPart(member, see);
}

/** Is there an expression of that kind inside? */
export function containsKind(node: Node, kind: Node['kind']): boolean {
  let found = false;
  visit(node, (part) => {
    found ||= part.kind === kind;
  });
  return found;
}

/** Names of the variables that may be read inside; those that a loop or a function binds are among them. */
export function namesIn(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  visit(node, (part) => {
    if (part.kind === 'name') names.add(part.name);
  });
  return names;
}

/** Steps that evaluating the expression once is worth; loops and calls inside it count by themselves. */
export function costOf(node: Node): number {
  let size = 0;
  visit(node, () => {
    size += 1;
  });
  return 1 + (size >> 2);
}
