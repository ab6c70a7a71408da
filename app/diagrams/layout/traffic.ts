import { at, type Flow } from './model.js';
import type { Grid } from './grid.js';

/** A crossing of grid lines, by the index of both. */
export interface Node {
  readonly x: number;
  readonly y: number;
}

/** The way of a flow from crossing to crossing, the places of its two ends included. */
export interface Route {
  readonly flow: Flow;
  readonly nodes: readonly Node[];
}

export type Direction = 0 | 1 | 2 | 3;
export const DIRECTIONS: readonly Direction[] = [0, 1, 2, 3];
/** Right, down, left, up. */
export const STEPS: readonly Node[] = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
];

export const step = (node: Node, direction: Direction): Node => {
  const { x, y } = at(STEPS, direction);
  return { x: node.x + x, y: node.y + y };
};

export const directionOf = (from: Node, to: Node): Direction =>
  from.y === to.y ? (to.x > from.x ? 0 : 2) : to.y > from.y ? 1 : 3;

export const isVertical = (direction: Direction): boolean => direction % 2 === 1;

export const keyOf = ({ x, y }: Node): string => `${String(x)} ${String(y)}`;

const stepKey = (from: Node, to: Node): string =>
  `${String(Math.min(from.x, to.x))} ${String(Math.min(from.y, to.y))} ${from.y === to.y ? 'h' : 'v'}`;

interface Use {
  readonly flow: Flow;
  readonly way: 'h' | 'v' | 'turn';
}

/** What the routed flows occupy. */
export class Traffic {
  readonly routes = new Map<string, Route>();
  private readonly steps = new Map<string, Set<string>>();
  private readonly uses = new Map<string, Use[]>();

  constructor(private readonly grid: Grid) {}

  add(route: Route): void {
    this.routes.set(route.flow.id, route);
    for (const [index, node] of route.nodes.entries()) {
      const [before, after] = [route.nodes[index - 1], route.nodes[index + 1]];
      if (after !== undefined) {
        const key = stepKey(node, after);
        this.steps.set(key, (this.steps.get(key) ?? new Set<string>()).add(route.flow.id));
      }
      if (before === undefined || after === undefined) continue;
      const [came, goes] = [directionOf(before, node), directionOf(node, after)];
      const way = came !== goes ? 'turn' : isVertical(came) ? 'v' : 'h';
      this.uses.set(keyOf(node), [...this.usesOf(node), { flow: route.flow, way }]);
    }
  }

  remove(id: string): void {
    this.routes.delete(id);
    for (const flows of this.steps.values()) flows.delete(id);
    for (const [key, uses] of this.uses) {
      this.uses.set(
        key,
        uses.filter((use) => use.flow.id !== id),
      );
    }
  }

  flowsOn(from: Node, to: Node): number {
    return this.steps.get(stepKey(from, to))?.size ?? 0;
  }

  usesOf(node: Node): readonly Use[] {
    return this.uses.get(keyOf(node)) ?? [];
  }

  /** Does the step run on a line that only one flow may take? */
  isExclusive(from: Node, direction: Direction): boolean {
    return (isVertical(direction) ? at(this.grid.xs, from.x) : at(this.grid.ys, from.y)).kind === 'line';
  }

  isLineCrossing(node: Node): boolean {
    return at(this.grid.xs, node.x).kind === 'line' && at(this.grid.ys, node.y).kind === 'line';
  }
}
