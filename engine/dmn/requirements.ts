interface Requiring<Node> {
  readonly requires: readonly Node[];
}

/**
 * The nodes and all that they require, each once and after what it requires. `onCycle` is told of a circle, as the way
 * from a node back to itself. Chains may be of any length.
 */
export function inOrder<Node extends Requiring<Node>>(
  nodes: Iterable<Node>,
  onCycle: (way: readonly Node[]) => void = () => undefined,
): readonly Node[] {
  const done = new Set<Node>();
  for (const start of nodes) {
    if (done.has(start)) continue;
    const way: Node[] = [start];
    const left = new Map([[start, start.requires.values()]]);
    for (let node = way.at(-1); node !== undefined; node = way.at(-1)) {
      const next = left.get(node)?.next();
      if (next === undefined || next.done === true) {
        way.pop();
        left.delete(node);
        done.add(node);
      } else if (left.has(next.value)) onCycle([...way.slice(way.indexOf(next.value)), next.value]);
      else if (!done.has(next.value)) {
        way.push(next.value);
        left.set(next.value, next.value.requires.values());
      }
    }
  }
  return [...done];
}
